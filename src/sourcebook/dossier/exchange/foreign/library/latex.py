"""Text written for LaTeX, so that `ingest.zotero` and a bibliography both read it as it was."""

from __future__ import annotations

import re

_SPECIAL = {
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#", "_": "\\_",
    "%": "\\%", "~": "\\textasciitilde{}",
}  # fmt: skip
_ESCAPED = re.compile(r"[\\{}$&#_%~]")
# Two of these in a row are a dash, a quotation mark, a turned mark.
_LIGATURES = re.compile(r"(?<=-)-|(?<=')'|(?<=[`?!])`")


def escaped(text: str) -> str:
    """The text on one line, with everything that LaTeX would take for its own made plain."""
    line = _ESCAPED.sub(lambda match: _SPECIAL[match[0]], " ".join(text.split()))
    return _LIGATURES.sub(lambda match: f"{{{match[0]}}}", line)


def bare(address: str) -> str:
    """An address or other value that is written as it stands, without what would end the field."""
    return re.sub(r"[{}\\\s]", lambda match: f"%{ord(match[0]):02X}", address)
