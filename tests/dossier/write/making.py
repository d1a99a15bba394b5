"""Records of Ardovia for the tests of the write path."""

from __future__ import annotations

import hashlib
from typing import Any

from sourcebook.dossier.kinds import Plain, empty_plain
from sourcebook.dossier.kinds.fetch import by_ids
from sourcebook.dossier.kinds.plain import whole_part
from sourcebook.dossier.write import create

SPEECH = (
    "Speech in parliament\n\nOn 18 March the minister said: “Every hill will be ours again.” "
    "Nobody answered. Later he said it again: Nobody will stop us. Nobody answered."
)


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def named(kind: str, *names: str, **own: Any) -> Plain:
    """An actor or place of these names."""
    rows = [{"value": name, "main": number == 0} for number, name in enumerate(names)]
    return empty_plain(kind, names=rows, **own)


def actor(*names: str, **own: Any) -> Plain:
    return named("actor", *names, **own)


def statement(text: str = "Every hill will be ours again.", **own: Any) -> Plain:
    given: dict[str, Any] = {"when": "2024-03-18", "text": text, "language": "en"}
    given["speakers"] = [{"words": "Tavo Brenik", "role_words": "Minister of Roads"}]
    return empty_plain("statement", **{**given, **own})


def source(url: str = "", title: str = "The Kelmet Gazette", **own: Any) -> Plain:
    urls = [{"url": url, "key": url.removeprefix("https://")}] if url else []
    return empty_plain("source", title=title, urls=urls, **own)


def capture(of: str, text: str = SPEECH, **own: Any) -> Plain:
    """A capture of a source, with a text layer."""
    row = whole_part(
        "layers",
        {"sha256": sha(text), "extractor": "hand", "version": "1", "made_at": "2026-01-05T12:00:00Z"},
    )
    return empty_plain("capture", source=of, layers=[row], **own)


def evidence(field: str, layer: str | None = None, exact: str = "", **own: Any) -> dict[str, Any]:
    """Evidence for a field; for a passage of `SPEECH` with its position."""
    row: dict[str, Any] = {"field": field, "layer": layer, "exact": exact, **own}
    if layer and exact and "start" not in own and exact in SPEECH:
        row |= {"start": SPEECH.index(exact), "end": SPEECH.index(exact) + len(exact)}
    return row


def layer_of(plain: Plain) -> str:
    return str(plain["parts"]["layers"][0]["id"])


def make(*plains: Plain, texts: tuple[str, ...] = (SPEECH,), why: str = "") -> list[str]:
    """Makes records; gives their ids."""
    return list(create(plains, why, texts={sha(text): text for text in texts}).ids)


def one(record: str, keys: Any = None) -> Plain:
    [plain] = by_ids([record], keys)
    return plain


def content(plain: Plain) -> Plain:
    """What a record says, without what counts its saves."""
    return {name: value for name, value in plain.items() if name not in ("version", "texts")}
