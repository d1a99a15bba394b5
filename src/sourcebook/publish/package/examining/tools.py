"""The ways to check that lie in the package: they are those that were packed, and show what was packed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator

from sourcebook.publish.package.examining.contents import Contents

_EMBEDDED = re.compile(rb'(<script type="application/json" id="(\w+)">)(.*?)(?=</script>)', re.DOTALL)


def examine(contents: Contents) -> Iterator[str]:
    """What was changed."""
    page = contents.data("verify.html")
    for name, expected in contents.package["tools"].items():
        data = _EMBEDDED.sub(rb"\1", page) if name == "verify.html" else contents.data(name)
        if hashlib.sha256(data).hexdigest() != expected:
            yield f"{name} was changed: it is not the one that was packed"
    embedded = {match[2].decode(): match[3] for match in _EMBEDDED.finditer(page)}
    for name in ("report", "evidence", "package"):
        if embedded.get(name) != contents.data(f"data/{name}.json"):
            yield f"verify.html shows another {name}.json than that of the package"
    if json.loads(embedded["manifest"]).encode() != contents.manifest:
        yield "verify.html has another manifest than that of the package"
    texts = json.loads(embedded["texts"])
    if {f"data/text/{name}.txt" for name in texts} != {
        p for p in contents.files if p.startswith("data/text/")
    }:
        yield "verify.html has other texts of sources than the package"
    for name, text in texts.items():
        if hashlib.sha256(text.encode()).hexdigest() != name:
            yield f"verify.html shows a text of a source that was changed ({name})"
