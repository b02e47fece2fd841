"""The renditions that every picture has. They are made at upload, never by a visitor."""

from wagtail.images.models import Filter

WEBP_WIDTHS = (320, 640, 960, 1280)
FALLBACK_WIDTH = 960

FALLBACK_SPEC = f"width-{FALLBACK_WIDTH}|format-jpeg|jpegquality-78"
WEBP_SPECS = tuple(f"width-{width}|format-webp|webpquality-78" for width in WEBP_WIDTHS)
SPECS = (*WEBP_SPECS, FALLBACK_SPEC)
# Parsed once, since every card of every list asks for them.
FILTERS = tuple(Filter(spec=spec) for spec in SPECS)
