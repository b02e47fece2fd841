"""Which kind of file it is, by its first bytes; its name says nothing."""

SIGNS = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM", "BMP"),
    (b"8BPS", "PSD"),
    (b"%PDF-", "PDF"),
)
AVIF = (b"avif", b"avis")
HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"heif")
# How much of a file is enough to tell.
LENGTH = 1024


def kind(beginning: bytes) -> str:
    """JPEG, PNG, GIF, WEBP, AVIF, HEIC, TIFF, BMP, PSD, PDF, SVG; empty for all else."""
    for sign, name in SIGNS:
        if beginning.startswith(sign):
            return name
    if beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP":
        return "WEBP"
    if beginning[4:8] == b"ftyp":
        brands = {beginning[8:12], *(beginning[at : at + 4] for at in range(16, 64, 4))}
        return "AVIF" if brands & set(AVIF) else "HEIC" if brands & set(HEIC) else ""
    return "SVG" if b"<svg" in beginning.lower() else ""
