"""What lies beside the pixels in a file, read byte by byte: no Django, so that child processes use it too."""


class MalformedError(ValueError):
    """The file is not built as its format wants it."""
