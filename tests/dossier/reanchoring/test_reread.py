"""A newer version reads the preserved bytes otherwise: evidence moves with its words, or is said to be lost."""

from __future__ import annotations

import hashlib
import uuid
from pathlib import Path

import pytest

from sourcebook.dossier.ingest.keeping import Kept, add_file, layer_row
from sourcebook.dossier.kinds.fetch import by_ids
from sourcebook.dossier.kinds.plain import empty_plain
from sourcebook.dossier.models import Evidence, TextLayer
from sourcebook.dossier.reanchoring import Reread, further_layer, reread
from sourcebook.dossier.seen import Viewer
from sourcebook.dossier.write import create
from sourcebook.reading.layer import Layer
from sourcebook.text.selectors import select

PAGE = """<html><body><h1>The session</h1>
<p>Tavo Brenik said that every hill will be ours. The hall applauded.</p>
<p>Later he said it again: every hill will be ours. Nobody answered.</p></body></html>"""


@pytest.fixture
def kept(keeper: Viewer, tmp_path: Path) -> Kept:
    path = tmp_path / "session.html"
    path.write_text(PAGE, "utf-8")
    return add_file(path, url="https://sel.example/session")


def text_of(layer: str) -> str:
    return TextLayer.objects.values_list("text", flat=True).get(pk=layer)


def quoted(layer: str, start: int) -> str:
    text, words = text_of(layer), "every hill will be ours"
    at = text.index(words, start)
    chosen = select(text, at, at + len(words))
    evidence = {
        "id": str(uuid.uuid4()), "field": "text", "layer": layer,
        "exact": chosen.exact, "prefix": chosen.prefix, "suffix": chosen.suffix, "start": chosen.start,
        "end": chosen.end, "page": None, "locator": "", "basis": None, "on_file": "", "stance": "supports",
        "state": "anchored",
    }  # fmt: skip
    return create([empty_plain("statement", text=words) | {"evidence": [evidence]}], "").ids[0]


def newer(capture: str, text: str) -> Reread:
    result = Reread()
    further_layer(capture, layer_row(Layer(text, (), "en")), text, result)
    return result


def test_each_of_two_equal_passages_is_found_where_it_was(kept: Kept) -> None:
    first, second = quoted(kept.layer, 0), quoted(kept.layer, 60)
    result = newer(kept.capture, "Sel, 3 March\n\n" + text_of(kept.layer).replace("hill", "hi\u00adll"))
    assert dict(result.evidence) == {"moved": 2}
    rows = {str(e.record_id): e for e in Evidence.objects.filter(record_id__in=[first, second])}
    text = TextLayer.objects.get(record_id=kept.capture, current=True).text
    places = [rows[one].start for one in (first, second)]
    assert places[0] is not None and places[1] is not None and places[0] < places[1]
    for row in rows.values():
        assert row.state == "moved"
        assert text[row.start : row.end] == row.exact == "every hi\u00adll will be ours"


def test_words_that_are_not_there_any_more_are_reported(kept: Kept) -> None:
    first = quoted(kept.layer, 0)
    result = newer(
        kept.capture, "The session\n\nTavo Brenik said that no hill will be ours. The hall applauded."
    )
    assert [(record, exact) for record, _, exact, _ in result.lost] == [(first, "every hill will be ours")]
    [evidence] = by_ids([first])[0]["evidence"]
    assert evidence["state"] == "lost"
    assert text_of(evidence["layer"])[evidence["start"] : evidence["end"]] == evidence["exact"]


def test_the_old_text_stays_beside_the_new(kept: Kept) -> None:
    newer(kept.capture, text_of(kept.layer) + "\n\nMore.")
    layers = by_ids([kept.capture])[0]["parts"]["layers"]
    assert [layer["current"] for layer in layers] == [False, True]
    for layer in layers:
        assert hashlib.sha256(text_of(layer["id"]).encode()).hexdigest() == layer["sha256"]


def test_the_same_version_changes_nothing(kept: Kept) -> None:
    assert reread([kept.capture]).changed == 0
