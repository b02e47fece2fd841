"""Rebuild the sample pictures, logos and PDFs from the drawings and texts beside this script.

Each source stands next to what is made from it:

    art/<key>.svg               ->  art/<key>.jpg
    logos/<key>.svg             ->  logos/<key>.png
    documents/source/<key>.html ->  documents/<key>.pdf

Chromium has to be on PATH. Examples:

    python home/sample/make_files.py
    python home/sample/make_files.py art/harbour-dawn documents/rights-card-ur
"""

import argparse
import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
PICTURE_SIZE = (1600, 1000)
LOGO_SIZE = (600, 300)
MARK_SIZE = (512, 512)
JPEG_QUALITIES = (80, 74, 68, 62, 56)
JPEG_BYTES = 120 * 1024
PAGE = (
    "<!doctype html><style>html,body{{margin:0;overflow:hidden}}img{{display:block}}</style>"
    '<img src="{source}" width="{width}" height="{height}">'
)
PDF_PROPERTY = re.compile(rb"/(?:Creator|Producer|Author|CreationDate|ModDate) ?\((?:\\.|[^\\)])*\)")


def find_browser() -> str:
    """Path of the first Chromium on PATH."""
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    sys.exit("Chromium is not on PATH: install it, then run this script again.")


def run_browser(*arguments: str) -> None:
    """One headless run with a profile of its own."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                find_browser(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                f"--user-data-dir={profile}",
                *arguments,
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )


def rasterize(source: Path, size: tuple[int, int]) -> Image.Image:
    """The drawing at `size` in pixels, on a transparent ground."""
    width, height = size
    with tempfile.TemporaryDirectory() as folder:
        page, shot = Path(folder, "page.html"), Path(folder, "shot.png")
        page.write_text(PAGE.format(source=source.as_uri(), width=width, height=height))
        run_browser(
            "--hide-scrollbars",
            "--default-background-color=00000000",
            f"--window-size={width},{height}",
            f"--screenshot={shot}",
            page.as_uri(),
        )
        with Image.open(shot) as image:
            return image.convert("RGBA")


def encode_jpeg(image: Image.Image) -> bytes:
    """The best quality that stays under the size aimed at, else the lowest quality allowed."""
    for quality in JPEG_QUALITIES:
        buffer = io.BytesIO()
        image.convert("RGB").save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
        if buffer.tell() <= JPEG_BYTES:
            break
    return buffer.getvalue()


def make_picture(source: Path) -> Path:
    target = source.with_suffix(".jpg")
    target.write_bytes(encode_jpeg(rasterize(source, PICTURE_SIZE)))
    return target


def make_logo(source: Path) -> Path:
    target = source.with_suffix(".png")
    size = MARK_SIZE if source.stem.endswith("-mark") else LOGO_SIZE
    rasterize(source, size).quantize(128, method=Image.Quantize.FASTOCTREE).save(target, optimize=True)
    return target


def blank_properties(pdf: bytes) -> bytes:
    """Blank who made a PDF and when; the length stays, so that its offsets hold."""
    return PDF_PROPERTY.sub(lambda match: b" " * len(match[0]), pdf)


def make_document(source: Path) -> Path:
    target = HERE / "documents" / f"{source.stem}.pdf"
    with tempfile.TemporaryDirectory() as folder:
        printed = Path(folder, "printed.pdf")
        run_browser("--no-pdf-header-footer", f"--print-to-pdf={printed}", source.as_uri())
        target.write_bytes(blank_properties(printed.read_bytes()))
    return target


KINDS: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "art": ("art/*.svg", make_picture),
    "logos": ("logos/*.svg", make_logo),
    "documents": ("documents/source/*.html", make_document),
}


def find_sources(names: list[str]) -> Iterator[tuple[Path, Callable[[Path], Path]]]:
    """The sources that `names` ask for ("art", "art/harbour-dawn"), or all of them."""
    found = {
        f"{kind}/{source.stem}": (source, make)
        for kind, (pattern, make) in KINDS.items()
        for source in sorted(HERE.glob(pattern))
    }
    for name in names or KINDS:
        chosen = [key for key in found if name in (key, key.partition("/")[0])]
        if not chosen:
            sys.exit(f"There is no source for {name}: name a folder ({', '.join(KINDS)}) or folder/key.")
        yield from (found[key] for key in chosen)


def main() -> None:
    parser = argparse.ArgumentParser(description="Rebuild the sample pictures, logos and PDFs.")
    parser.add_argument(
        "names", nargs="*", help="art, logos, documents, or one file such as art/harbour-dawn"
    )
    for source, make in find_sources(parser.parse_args().names):
        target = make(source)
        print(f"{target.relative_to(HERE)}  {target.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main()
