"""The child process: reads a HEIC from its standard input, and says it as a JPEG after a 0.

Says 1 alone where it has too many pixels, and 0 alone where it cannot be read.
"""

import sys
from io import BytesIO

from cms.media.children import limit

QUALITY = 90
MOST_BYTES = 64 * 1024 * 1024


def as_jpeg(content: bytes, most_pixels: int) -> bytes:
    """The picture, upright, with its colours; empty where it is too large. Raises what the library raises."""
    import pillow_heif  # under the limits

    pillow_heif.options.DECODE_THREADS = 1
    picture = pillow_heif.open_heif(BytesIO(content), convert_hdr_to_8bit=True)
    if picture.size[0] * picture.size[1] > most_pixels:
        return b""
    profile = picture.info.get("icc_profile")
    made = BytesIO()
    flat = picture.to_pillow().convert("RGB")
    flat.info = {}
    flat.save(made, "JPEG", quality=QUALITY, **({"icc_profile": profile} if profile else {}))
    return made.getvalue()


def main(seconds: str, megabytes: str, most_pixels: str) -> None:
    limit(int(seconds), int(megabytes), MOST_BYTES)
    try:
        made = as_jpeg(sys.stdin.buffer.read(), int(most_pixels))
    except Exception:  # whatever the library raises: it cannot be read
        sys.stdout.buffer.write(b"0")
    else:
        sys.stdout.buffer.write(b"0" + made if made else b"1")


if __name__ == "__main__":
    main(*sys.argv[1:])
