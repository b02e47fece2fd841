"""PDFs of every kind, made by hand: with a text layer, scanned, locked, broken, hostile."""

import zlib
from collections.abc import Iterable
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
# Chinese without a font inside: every reader has tables for it.
SONG = (
    b"<</Type/Font/Subtype/Type0/BaseFont/MSung-Light/Encoding/UniCNS-UTF16-H/DescendantFonts"
    b"[<</Type/Font/Subtype/CIDFontType0/BaseFont/MSung-Light"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(CNS1)/Supplement 0>>"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/MSung-Light/Flags 4/FontBBox[0 0 1000 1000]"
    b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 80>>>>]>>"
)


def assembled(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1; the first is the catalogue."""
    file, offsets = BytesIO(), []
    file.write(b"%PDF-1.7\n")
    for number, body in enumerate(objects, 1):
        offsets.append(file.tell())
        file.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = file.tell()
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    file.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    file.write(b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start))
    return file.getvalue()


def stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), extra, content)


def pdf(*pages: str, trailer: bytes = b"") -> bytes:
    """Each text is a page, each of its lines a line; Latin letters, or Chinese ones throughout."""
    return of_contents([_shown(page) for page in pages], trailer)


def of_contents(
    contents: Iterable[bytes], trailer: bytes = b"", resources: bytes = b"", more: Iterable[bytes] = ()
) -> bytes:
    """A page for each stream of drawing commands; then more objects."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", HELVETICA, SONG]
    kids = []
    for content in contents:
        objects.append(stream(content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</L 3 0 R/C 4 0 R>>%s>>>>" % (len(objects), resources)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return assembled([*objects, *more], trailer)


def _shown(text: str) -> bytes:
    lines = []
    for line in text.split("\n"):
        if line.isascii():
            shown = (
                b"/L 11 Tf (%s) Tj"
                % line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode()
            )
        else:
            shown = b"/C 11 Tf <%s> Tj" % line.encode("utf-16-be").hex().encode()
        lines.append(shown + b" 0 -15 Td")
    return b"BT 60 780 Td " + b"\n".join(lines) + b" ET"


def scan(*lines: str) -> bytes:
    """One page that is a picture of these words."""
    page = Image.new("L", (1240, 1754), "white")
    draw = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        draw.text((120, 160 + 70 * number), line, fill="black", font=ImageFont.load_default(size=40))
    file = BytesIO()
    page.save(file, "PDF", resolution=150)
    return file.getvalue()


def scribble() -> bytes:
    """One page that is a picture of handwriting, which is no known letter."""
    page = Image.new("L", (1240, 1754), "white")
    draw = ImageDraw.Draw(page)
    for line in range(12):
        points = [
            (120 + 9 * n, 200 + 90 * line + 40 * ((n * n * 7 + line * 13) % 17) // 17) for n in range(100)
        ]
        draw.line(points, fill="black", width=4)
    file = BytesIO()
    page.save(file, "PDF", resolution=150)
    return file.getvalue()


def locked() -> bytes:
    """One that asks for a password."""
    keys = b"/O<%s>/U<%s>" % (b"41" * 32, b"42" * 32)
    identity = b"/ID[<00112233><00112233>]"
    return pdf("Secret", trailer=b"/Encrypt<</Filter/Standard/V 1/R 2%s/P -4>>%s" % (keys, identity))


def garbage() -> bytes:
    """One that begins like a PDF and is none."""
    return b"%PDF-1.7\n" + bytes(range(256)) * 200


def many_pages(count: int) -> bytes:
    return of_contents(
        [
            b"BT /L 11 Tf 60 780 Td (Page %d of a long report that nobody reads.) Tj ET" % n
            for n in range(count)
        ]
    )


def deep(levels: int = 20_000) -> bytes:
    """Lists in lists in lists, and a tree of pages that never ends."""
    nested = b"[" * levels + b"]" * levels
    return assembled(
        [b"<</Type/Catalog/Pages 2 0 R/X %s>>" % nested, b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>"]
    )


def bomb(megabytes: int) -> bytes:
    """A small file whose one page is a picture of so many megabytes."""
    packer = zlib.compressobj(1)
    black = bytes(1024 * 1024)
    packed = b"".join(packer.compress(black) for _ in range(megabytes)) + packer.flush()
    image = b"/Type/XObject/Subtype/Image/Width 1048576/Height %d/BitsPerComponent 8/ColorSpace/DeviceGray"
    return assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
            stream(packed, b"/Filter/FlateDecode"),
            stream(b"", image % megabytes),
        ]
    )


def endless(*pages: str) -> bytes:
    """Pages to read, then one that draws ten drawings of ten drawings of ten drawings, twelve times."""
    drawings = []
    first = 5 + 2 * len(pages) + 2
    for level in range(1, 13):
        inside = b"/Resources<</XObject<</X %d 0 R>>>>" % (first + level)
        drawings.append(stream(b"/X Do " * 10, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]" + inside))
    drawings.append(stream(b"0 0 m 9 9 l S", b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"))
    contents = [*map(_shown, pages), b"/X Do"]
    return of_contents(contents, resources=b"/XObject<</X %d 0 R>>" % first, more=drawings)
