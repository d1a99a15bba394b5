"""Files of other kinds, known by how they begin, so that the message says what the file is and what to do."""

from __future__ import annotations

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = (
    (b"{\\rtf", "this is an RTF file; save it as .docx in Word"),
    (b"%PDF", "this is a PDF; a Word file (.docx) is needed"),
    (b"<!DOCTYPE html", "this is a web page; a Word file (.docx) is needed"),
    (b"<html", "this is a web page; a Word file (.docx) is needed"),
    (b"<?xml", "this is an XML file; save it as .docx in Word"),
)
_IN_ZIP = (
    (b"mimetypeapplication/vnd.oasis.opendocument", "this is an OpenDocument file; save it as .docx"),
    (b"mimetypeapplication/epub", "this is an e-book; a Word file (.docx) is needed"),
)


def other_kind(content: bytes) -> str:
    """What bytes are that are no DOCX, as a sentence; "" where they may be one."""
    if not content:
        return "the file is empty"
    if content.startswith(_OLE):
        if _LOCKED in content:
            return "the file is locked with a password; save it without one"
        return "this is a Word file of the old kind (.doc); save it as .docx in Word"
    begin = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    for signature, said in _OTHERS:
        if begin[: len(signature)].lower() == signature.lower():
            return said
    # The first part of such a ZIP is stored and says what the ZIP is.
    return next((said for signature, said in _IN_ZIP if signature in content[:200]), "")
