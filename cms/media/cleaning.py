"""Takes what a camera wrote about a person out of a picture, before it is stored."""

from io import BytesIO
from typing import IO, Any

from PIL import Image as Pillow
from PIL import ImageOps, ImageSequence
from PIL.ImageFile import ImageFile

KEPT_INFO = ("transparency", "gamma")
ORIENTATION = 0x0112
ANIMATED = ("GIF", "WEBP", "PNG", "AVIF")


def without_metadata(file: IO[bytes]) -> bytes:
    """The same picture, upright, without EXIF, XMP, IPTC, comments or embedded thumbnails.

    `file` is a JPEG, PNG, WebP, AVIF or GIF. The colour profile stays, since colours depend
    on it; the frames of an animation stay; of a phone's multi-picture file the first picture.
    Raises PIL.UnidentifiedImageError for anything else.
    """
    file.seek(0)
    picture: ImageFile = Pillow.open(file)
    # A multi-picture file holds previews and depth maps with metadata of their own.
    format_ = "JPEG" if picture.format == "MPO" else picture.format
    is_turned = picture.getexif().get(ORIENTATION, 1) != 1
    is_animated = format_ in ANIMATED and getattr(picture, "n_frames", 1) > 1
    options: dict[str, Any] = {"exif": b"", "xmp": b""}
    if profile := picture.info.get("icc_profile"):
        options["icc_profile"] = profile
    if is_animated:
        options |= {"save_all": True, "duration": _durations(picture)}
        options |= {"loop": picture.info["loop"]} if "loop" in picture.info else {}
    upright: Pillow.Image = ImageOps.exif_transpose(picture) if is_turned and not is_animated else picture
    options |= _quality(picture.format, is_turned=is_turned)
    upright.info = {key: picture.info[key] for key in KEPT_INFO if key in picture.info}
    clean = BytesIO()
    upright.save(clean, format=format_, **options)
    return clean.getvalue()


def _durations(picture: ImageFile) -> list[int]:
    """How long each frame is shown, in milliseconds; a tenth of a second where it does not say."""
    durations = []
    for frame in ImageSequence.Iterator(picture):
        frame.load()
        durations.append(int(frame.info.get("duration", 0)) or 100)
    picture.seek(0)
    return durations


def _quality(format_: str | None, *, is_turned: bool) -> dict[str, Any]:
    if format_ == "JPEG" and not is_turned:
        # The tables are copied, so that little is lost where nothing was turned.
        return {"quality": "keep"}
    return {"quality": 95} if format_ in ("JPEG", "MPO", "WEBP", "AVIF") else {}
