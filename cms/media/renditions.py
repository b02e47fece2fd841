"""Makes the files of a picture, all from one reading of the original, and tells which there are."""

import hashlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from django.core.files.base import ContentFile
from django.db.transaction import atomic
from PIL import Image as Pillow
from PIL import ImageCms

from cms.media.colors import has_holes
from cms.media.presets import AVIF_SPEED, SHARE, Preset, presets_for

if TYPE_CHECKING:
    from cms.media.models import Image, Rendition

SRGB = ImageCms.createProfile("sRGB")
WORKERS = 3
EXTENSIONS = {"jpeg": "jpg"}
A_MONTH = 30 * 86400


class File(TypedDict):
    """One file of a picture; width and height in pixels, size in bytes where it is known."""

    url: str
    width: int
    height: int
    size: int | None


def wanted(image: "Image") -> list[Preset]:
    """What every picture has from its upload on."""
    by_kind = presets_for(image.width)
    return [*(preset for presets in by_kind.values() for preset in presets), SHARE]


def known(image: "Image", presets: Iterable[Preset]) -> dict[str, File]:
    """Those files of a picture that exist, by their specs; of a hidden picture none.

    Makes none; no query where it is warm.
    """
    if image.is_hidden:
        return {}
    presets = list(presets)
    if "renditions" in getattr(image, "_prefetched_objects_cache", {}):
        return _stored(image, presets)
    cache = image.get_rendition_model().cache_backend
    state = _state(image)
    held = cache.get(cache_key(image.pk)) or {}
    if held.get("state") != state:
        held = {"state": state, "files": {}}
    if any(preset.spec not in held["files"] for preset in presets):
        files = held["files"] | _stored(image, presets)
        if len(files) > len(held["files"]):
            cache.set(cache_key(image.pk), {"state": state, "files": files}, A_MONTH)
        held = {"files": files}
    return {preset.spec: held["files"][preset.spec] for preset in presets if preset.spec in held["files"]}


def cache_key(image_id: int) -> str:
    """Where the files of a picture are remembered."""
    return f"media.renditions.{image_id}"


def make(image: "Image", presets: Iterable[Preset]) -> int:
    """Makes those files that are missing; returns how many. Raises OSError where the original is lost."""
    there = _stored(image, presets)
    missing = [preset for preset in presets if preset.spec not in there]
    if not missing:
        return 0
    _forget_other_crops(image, missing)
    with image.open_file() as file:
        original = readable(Pillow.open(file))
    sizes: dict[str, list[Preset]] = {}
    for preset in missing:
        sizes.setdefault(preset.transform, []).append(preset)
    with ThreadPoolExecutor(WORKERS) as workers:
        made = workers.map(lambda presets: _of_one_size(image, original, presets), sizes.values())
        renditions = [rendition for one_size in made for rendition in one_size]
    with atomic():  # by now the picture may be gone, hidden or another one
        now = stored_now(image)
        if now is None or now["file"] != image.file.name:  # of another file, such as the uncovered one
            return 0
        image.is_hidden = now["is_hidden"]
        rows = image.get_rendition_model().objects
        # Their files are written with their rows: where another process was faster, none would be named.
        there_now = set(rows.filter(image=image).values_list("filter_spec", "focal_point_key"))
        new = [each for each in renditions if (each.filter_spec, each.focal_point_key) not in there_now]
        rows.bulk_create(new, ignore_conflicts=True)
    return len(new)


def stored_now(image: Any) -> Any:
    """What is stored of a picture now, and stays so until the end of the transaction."""
    rows = type(image)._default_manager.select_for_update().filter(pk=image.pk)
    return rows.values("is_hidden", "file").first()


def readable(picture: Pillow.Image) -> Pillow.Image:
    """The first frame as RGB or RGBA in the colours of the web, with nothing written beside it."""
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I"):  # sixteen bits of grey
        picture = picture.point(lambda value: value / 256).convert("L")
    mode = "RGBA" if has_holes(picture) else "RGB"
    if picture.mode in ("P", "1", "LA", "PA") or not profile:
        picture = picture.convert(mode)
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            picture = ImageCms.profileToProfile(picture, source, SRGB, outputMode=mode) or picture
        except ImageCms.PyCMSError:  # a profile of another kind of picture
            picture = picture.convert(mode)
    picture.load()
    picture.info = {}
    return picture


def _stored(image: "Image", presets: Iterable[Preset]) -> dict[str, File]:
    crops = {preset.spec: preset.filter.get_cache_key(image) for preset in presets}
    return {
        rendition.filter_spec: File(
            url=rendition.url, width=rendition.width, height=rendition.height, size=rendition.file_size
        )
        for rendition in image.renditions.all()
        if rendition.focal_point_key == crops.get(rendition.filter_spec)
    }


def _state(image: "Image") -> str:
    focus = (image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height)
    return f"{image.file.name} {image.file_hash} {focus}"


def _forget_other_crops(image: "Image", presets: list[Preset]) -> None:
    """The point to keep was moved: what was cut around the old one goes."""
    image.renditions.filter(filter_spec__in=[preset.spec for preset in presets]).delete()


def _of_one_size(image: "Image", original: Pillow.Image, presets: list[Preset]) -> list["Rendition"]:
    transform = presets[0].filter.get_transform(image, original.size)
    rect = transform.get_rect().round()
    edges = (min(original.width, rect.right), min(original.height, rect.bottom))
    box = (max(0, rect.left), max(0, rect.top), *edges)
    resized = original.resize(transform.size, Pillow.Resampling.LANCZOS, box=box, reducing_gap=3)
    return [_rendition(image, preset, _encoded(resized, preset)) for preset in presets]


def _rendition(image: "Image", preset: Preset, content: bytes) -> "Rendition":
    crop = preset.filter.get_cache_key(image)
    version = hashlib.sha256(f"{image.file_hash} {crop}".encode()).hexdigest()[:6]
    # Short, since every page carries many; another with another content, since browsers keep it.
    name = f"{Path(image.file.name).stem[:24]}.{version}.{preset.transform.split('-')[1]}"
    return image.get_rendition_model()(
        image=image,
        filter_spec=preset.spec,
        focal_point_key=crop,
        file=ContentFile(content, name=f"{name}.{EXTENSIONS.get(preset.kind, preset.kind)}"),
        file_size=len(content),
    )


def _encoded(picture: Pillow.Image, preset: Preset) -> bytes:
    options: dict[str, Any] = {"optimize": True}
    if preset.kind == "avif":
        options = {"quality": preset.quality, "speed": AVIF_SPEED, "max_threads": 1}
    elif preset.kind == "webp":
        options = {"quality": preset.quality}
    elif preset.kind == "jpeg":
        options |= {"quality": preset.quality, "progressive": True}
        if picture.mode == "RGBA":
            white = Pillow.new("RGBA", picture.size, "white")
            picture = Pillow.alpha_composite(white, picture).convert("RGB")
    file = BytesIO()
    picture.save(file, preset.kind.upper(), **options)
    return file.getvalue()
