"""Takes what a camera wrote about a person out of a picture, before it is stored."""

from io import BytesIO
from typing import IO

from PIL import Image as Pillow
from PIL import ImageOps
from PIL.ImageFile import ImageFile

KEPT_INFO = ("transparency", "gamma")


def without_metadata(file: IO[bytes]) -> bytes:
    """The same picture, upright, without EXIF, XMP, IPTC or comments.

    `file` is a JPEG, PNG, WebP, AVIF or GIF. The colour profile stays, since colours depend
    on it; frames of an animation stay. Raises PIL.UnidentifiedImageError for anything else.
    """
    file.seek(0)
    picture: ImageFile = Pillow.open(file)
    frames = getattr(picture, "n_frames", 1)
    options: dict[str, object] = {"exif": b""}
    if profile := picture.info.get("icc_profile"):
        options["icc_profile"] = profile
    if frames > 1:
        options |= {"save_all": True}
        upright: Pillow.Image = picture
    else:
        upright = ImageOps.exif_transpose(picture)
        options |= _quality(picture, turned=upright.size != picture.size or _is_turned(picture))
    upright.info = {key: picture.info[key] for key in KEPT_INFO if key in picture.info}
    for key in ("duration", "loop"):
        if frames > 1 and key in picture.info:
            options[key] = picture.info[key]
    clean = BytesIO()
    upright.save(clean, format=picture.format, **options)
    return clean.getvalue()


def _is_turned(picture: ImageFile) -> bool:
    return picture.getexif().get(0x0112, 1) != 1


def _quality(picture: ImageFile, *, turned: bool) -> dict[str, object]:
    if picture.format == "JPEG":
        # "keep" copies the tables, so that nothing is lost where nothing was turned.
        return {"quality": 95 if turned else "keep"}
    if picture.format in ("WEBP", "AVIF"):
        return {"quality": 92}
    return {}
