"""Uploads that tell too much or mean harm: each is refused with a sentence, or stored clean."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
from PIL import Image as Pillow
from PIL import ImageCms
from PIL.PngImagePlugin import PngInfo

from tests import pdfs

# Stands wherever a file can tell something; no clean file holds it.
SECRET = "Amina of Nairobi, camera 4711"
BYTES = SECRET.encode()
SCRIPT = f"<script>alert('{SECRET}')</script>".encode()
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode()
CAMERA, GPS, THUMBNAIL = 0x010F, 0x8825, 0x501B
ZIP = b"PK\x03\x04" + BYTES


def exif() -> Pillow.Exif:
    """What a telephone writes: where, with which camera."""
    told = Pillow.Exif()
    told[CAMERA] = SECRET
    told.get_ifd(GPS)[1] = "N"
    told.get_ifd(GPS)[2] = (22.0, 17.0, 9.0)
    return told


def picture(kind: str, size: tuple[int, int] = (120, 80), **options: object) -> bytes:
    """A picture as a camera and an editing program leave it."""
    words = PngInfo()
    words.add_text("Author", SECRET)
    more = {"GIF": {"comment": BYTES}, "PNG": {"pnginfo": words}, "JPEG": {"comment": BYTES}}.get(kind, {})
    file = BytesIO()
    Pillow.linear_gradient("L").resize(size).convert("RGB").save(
        file, kind, exif=exif(), xmp=XMP, **more, **options
    )
    return file.getvalue()


def with_segment(marker: int, data: bytes) -> bytes:
    """A JPEG with one more segment."""
    plain = picture("JPEG")
    return plain[:2] + struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data + plain[2:]


def telling_profile() -> bytes:
    """A colour profile as a screen has it: with its serial number."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    (count,) = struct.unpack_from(">I", plain, 128)
    rows = [struct.unpack_from(">4sII", plain, 132 + 12 * number) for number in range(count)]
    rows = [(name, start + 12, size) for name, start, size in rows]
    rows.append((b"mmod", len(plain) + 12, len(BYTES)))
    table = struct.pack(">I", len(rows)) + b"".join(struct.pack(">4sII", *row) for row in rows)
    body = table + plain[132 + 12 * count :] + BYTES
    return struct.pack(">I", 128 + len(body)) + plain[4:128] + body


def png_of(width: int, height: int) -> bytes:
    """A PNG that claims a size and packs nothing but black, as far as a megabyte goes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    packed = zlib.compress(bytes(1_000_000), 9)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def long_animation(frames: int) -> bytes:
    """A GIF of so many frames of one pixel."""
    frame = b"\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00"
    head = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff"
    return head + frame * frames + b";"


def heic() -> bytes:
    import pillow_heif

    file = BytesIO()
    heif = pillow_heif.from_pillow(Pillow.linear_gradient("L").resize((128, 64)).convert("RGB"))
    heif.save(file, exif=exif().tobytes(), xmp=XMP, quality=50)
    return file.getvalue()


PICTURES: dict[str, bytes] = {
    **{kind: picture(kind) for kind in ("JPEG", "PNG", "WEBP", "AVIF", "GIF")},
    **{
        f"{kind} with a profile": picture(kind, icc_profile=telling_profile())
        for kind in ("JPEG", "PNG", "WEBP", "AVIF")
    },
    "JPEG and ZIP": picture("JPEG") + ZIP,
    "JPEG and script": with_segment(0xFE, SCRIPT),
    "JPEG with captions": with_segment(0xED, b"Photoshop 3.0\x00" + BYTES),
    "JPEG with notes of a maker": with_segment(0xE5, BYTES),
    "JPEG with a thumbnail": with_segment(0xE0, b"JFXX\x00\x10" + BYTES),
    "progressive JPEG": picture("JPEG", progressive=True),
    "PNG and ZIP": picture("PNG") + ZIP,
    "GIF and script": picture("GIF") + b"/*" + SCRIPT,
    "WebP and script": picture("WEBP") + SCRIPT,
    "lossless WebP": picture("WEBP", lossless=True),
}
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb of 50,000 x 50,000": (lambda: png_of(50_000, 50_000), "pixels"),
    "a picture of 27 million": (lambda: png_of(5_200, 5_200), "pixels"),
    "a picture that broke off": (lambda: png_of(4_000, 4_000), "damaged"),
    "half a JPEG": (lambda: (whole := picture("JPEG", (900, 900)))[: len(whole) // 2], "damaged"),
    "half a WebP": (lambda: (whole := picture("WEBP", (900, 900)))[: len(whole) // 2], "damaged"),
    "a long animation": (lambda: long_animation(2_000), "frames"),
    "a drawing": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT + b"</svg>", "drawing"),
    "a page": (lambda: b"<!doctype html>" + SCRIPT, "no_picture"),
    "a TIFF": (lambda: picture("TIFF"), "kind"),
    "a BMP": (lambda: picture("BMP"), "kind"),
    "a PDF": (lambda: pdfs.pdf("Letter"), "document"),
    "half a HEIC": (lambda: (whole := heic())[: len(whole) // 2], "damaged"),
    "nothing": (lambda: b"", "empty"),
}


def _action(kind: str, **more: object) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), **more)


def telling_pdf(**options: object) -> bytes:
    """Two pages with tags, an outline and a link, and a secret in every place that is known."""
    pdf = pikepdf.open(BytesIO(pdfs.pdf("We ask for an answer.", "Yours faithfully")))
    root, page = pdf.Root, pdf.pages[0].obj
    attached = pikepdf.AttachedFileSpec(pdf, BYTES, filename=f"{SECRET}.txt")
    pdf.attachments["secret.txt"] = attached
    script = pdf.make_indirect(_action("JavaScript", JS=SECRET))
    web = _action("URI", URI="https://example.org/petition", Next=_action("Launch", F=SECRET))
    rect = [10, 10, 90, 30]

    def note(kind: str, **more: object) -> pikepdf.Dictionary:
        told = {"T": SECRET, "M": "D:20190101", "NM": SECRET, "Rect": rect, "Contents": SECRET}
        return pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{kind}"), **{**told, **more})
        )

    remark = note("Text")
    elsewhere = pdf.make_indirect(pikepdf.Name.Launch)
    pinned = note("FileAttachment", FS=attached.obj)
    page.Annots = pikepdf.Array(
        [
            *(remark, pinned, note("Highlight"), note("Popup", Parent=remark)),
            note("Link", A=web, Contents="The petition"),
            note("Link", A=_action("URI", URI=f"file:///C:/Users/{SECRET}"), Contents="A file"),
            note("Link", A=_action("Launch", F=SECRET, P=1), Contents="A program"),
            note("Link", A=pikepdf.Dictionary(S=elsewhere, F=SECRET), Contents="A program"),
            note("Link", A=_action("SubmitForm", F=SECRET), Contents="A form"),
            note("Screen", A=script),
        ]
    )
    page.Thumb = pdf.make_stream(BYTES, Width=1, Height=1)
    page.AA = pikepdf.Dictionary(O=script)
    page.PieceInfo = pikepdf.Dictionary(Tool=pikepdf.Dictionary(Private=SECRET))
    page.LastModified = SECRET
    page.Metadata = pdf.make_stream(XMP, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
    page.VP = [pikepdf.Dictionary(Name=SECRET)]
    photo = pdf.make_stream(
        picture("JPEG"),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=120,
        Height=80,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
        Metadata=pdf.make_stream(XMP, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML),
    )
    page.Resources.XObject = pikepdf.Dictionary(P=photo)
    signature = pikepdf.Dictionary(Type=pikepdf.Name.Sig, Name=SECRET, Contents=BYTES, ByteRange=[0, 1, 2, 3])
    field = note("Widget", FT=pikepdf.Name.Sig, T="Signature", TU="Signed", V=signature, Contents="Signed")
    page.Annots.append(field)
    root.AcroForm = pikepdf.Dictionary(Fields=[field], SigFlags=3, XFA=pdf.make_stream(BYTES))
    element = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.P, Alt="A boat", Pg=page, K=0)
    root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=element))
    element.AF = [attached.obj]
    # Two ways to what was taken off the page.
    element.K = [pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=each, Pg=page) for each in (pinned, remark)]
    root.StructTreeRoot.K = element
    root.MarkInfo, root.Lang = pikepdf.Dictionary(Marked=True), "en"
    root.OpenAction, root.AA = script, pikepdf.Dictionary(WC=script)
    root.Names.JavaScript = pikepdf.Dictionary(Names=["go", script])
    root.PieceInfo, root.Perms = pikepdf.Dictionary(X=SECRET), pikepdf.Dictionary(DocMDP=signature)
    pdf.trailer.AdditionalStreams = [pikepdf.Name.Odt, pdf.make_stream(BYTES)]
    root.Collection = pikepdf.Dictionary(D=SECRET)
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("What we ask for", 0))
    root.StructTreeRoot.A = pikepdf.Dictionary(S=elsewhere, F=SECRET)
    with pdf.open_metadata() as told:
        told["dc:creator"] = [SECRET]
    pdf.docinfo["/Author"], pdf.docinfo["/Title"] = SECRET, SECRET
    file = BytesIO()
    pdf.save(file, **options)
    return file.getvalue()


def with_history() -> bytes:
    """A PDF of which an earlier version named somebody; both are in the file."""
    first = pdfs.pdf(SECRET)
    whole = pikepdf.open(BytesIO(first))
    number = next(thing for thing in whole.objects if isinstance(thing, pikepdf.Stream)).objgen[0]
    start = first.rindex(b"startxref\n")
    before = int(first[start:].split()[1])
    changed = b"%d 0 obj\n%s\nendobj\n" % (number, pdfs.stream(b"BT /L 11 Tf 60 780 Td (Someone) Tj ET"))
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, len(first))
    trailer = b"trailer<</Size %d/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    return first + changed + table + trailer % (len(whole.objects) + 1, before, len(first) + len(changed))


def blacked_out() -> bytes:
    """A PDF in which words were marked to be blacked out, and are still there."""
    pdf = pikepdf.open(BytesIO(pdfs.pdf(SECRET)))
    mark = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name("/Redact"), Rect=[0, 0, 9, 9])
    pdf.pages[0].obj.Annots = [mark]
    file = BytesIO()
    pdf.save(file)
    return file.getvalue()


def circle() -> bytes:
    """A tree of pages whose branch is its root."""
    pages = b"<</Type/Pages/Count 9/Kids[2 0 R 3 0 R]>>"
    return pdfs.assembled([b"<</Type/Catalog/Pages 2 0 R>>", pages, pages])


def packed_objects(megabytes: int) -> bytes:
    """A PDF with a stream of objects that unpacks to so many megabytes."""
    packer = zlib.compressobj(1)
    spaces = b" " * 1024 * 1024
    packed = packer.compress(b"5 0 <</Type/Catalog/Pages 2 0 R>>")
    packed += b"".join(packer.compress(spaces) for _ in range(megabytes)) + packer.flush()
    extra = b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode"
    file = bytearray(b"%PDF-1.7\n")
    bodies = [pdfs.stream(packed, extra), b"<</Type/Pages/Count 1/Kids[3 0 R]>>"]
    bodies.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")
    rows = [struct.pack(">BIB", 0, 0, 0)]
    for number, body in enumerate(bodies, 1):
        rows.append(struct.pack(">BIB", 1, len(file), 0))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(file)
    rows += [struct.pack(">BIB", 1, start, 0), struct.pack(">BIB", 2, 1, 0)]
    table = b"/Type/XRef/Size 6/W[1 4 1]/Root 5 0 R"
    file += b"4 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (pdfs.stream(b"".join(rows), table), start)
    return bytes(file)


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "everything": telling_pdf,
    "everything, packed": lambda: telling_pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate),
    "everything, locked against printing": lambda: telling_pdf(encryption=pikepdf.Encryption(owner="x")),
    "an earlier version": with_history,
    "a page before it": lambda: b"<!doctype html>" + SCRIPT + b"\n" + pdfs.pdf("Letter"),
    "a ZIP after it": lambda: pdfs.pdf("Letter") + ZIP,
}
REFUSED_DOCUMENTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a password": (lambda: telling_pdf(encryption=pikepdf.Encryption(owner="x", user="y")), "pdf_password"),
    "garbage": (pdfs.garbage, "pdf_damaged"),
    "lists in lists": (pdfs.deep, "pdf_damaged"),
    "a circle of pages": (circle, "pdf_damaged"),
    "too many pages": (lambda: pdfs.many_pages(2_001), "pdf_pages"),
    "a bomb of objects": (lambda: packed_objects(350), "pdf_damaged"),
    "words under black bars": (blacked_out, "pdf_redaction"),
    "a page": (lambda: b"<!doctype html>" + SCRIPT, "no_pdf"),
}
