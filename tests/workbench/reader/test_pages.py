"""The reader as a page: its text to the last character, what is saved from it, and what it says when it cannot."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.test import Client
from tests.dossier.write.making import capture, make, one, sha
from tests.workbench.holding import ROOT, Browsers, queries, read, viewer_of
from tests.workbench.reader.valley import QUOTED, Held

from sourcebook.dossier.ingest.keeping import layer_row
from sourcebook.dossier.ingest.passage.kept import shape_of_layer, text_of
from sourcebook.dossier.models import Account, Dossier, Evidence, Record, TextLayer
from sourcebook.dossier.reanchoring import Reread, further_layer
from sourcebook.dossier.seen import as_system, viewing
from sourcebook.dossier.write.levels import set_level
from sourcebook.reading.layer import Layer

HTMX = {"HX-Request": "true"}


def text_in(page: str) -> str:
    """The text of the layer as a browser would count it: of each block its own characters."""
    written = page[page.index('id="text"') : page.index("<aside")]
    blocks = re.findall(r'<(p|h\d|td)[^>]* data-s="(\d+)"[^>]*>(.*?)</\1>', written, re.S)
    found = {int(start): html.unescape(re.sub(r"<[^>]+>", "", inner)) for _tag, start, inner in blocks}
    return "\n\n".join(found[start] for start in sorted(found))


def layer_text(held: Held) -> str:
    with as_system():
        return TextLayer.objects.get(pk=held["layer"]).text


def passage(held: Held, words: str, **more: str) -> dict[str, str]:
    start = layer_text(held).index(words)
    return {"layer": held["layer"], "start": str(start), "end": str(start + len(words)), **more}


def form_of(page: str) -> dict[str, list[str]]:
    """The fields of the form in a fragment, as a browser would send them."""
    given: dict[str, list[str]] = {}
    for tag in re.findall(r"<input\b[^>]*>", page):
        own = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if "name" in own and (own.get("type") not in ("checkbox", "radio") or " checked" in tag):
            given.setdefault(html.unescape(own["name"]), []).append(html.unescape(own.get("value", "on")))
    for name, inner in re.findall(r'<textarea\b[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', page, re.S):
        given.setdefault(html.unescape(name), []).append(html.unescape(inner).removeprefix("\n"))
    for name, inner in re.findall(r'<select\b[^>]*name="([^"]*)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)"[^>]* selected', inner) or re.search(
            r'<option value="([^"]*)"', inner
        )
        if chosen:
            given.setdefault(html.unescape(name), []).append(html.unescape(chosen[1]))
    return given


def saved(client: Client, held: Held, kind: str, words: str, **more: Any) -> tuple[int, str]:
    """Opens the form for a passage, sends it as it is filled; the status and the answer."""
    address = f"{ROOT}/read/{held['source']}/make/"
    opened = client.get(address, passage(held, words, kind=kind), headers=HTMX)
    assert opened.status_code == 200, opened.content
    given: dict[str, Any] = {**form_of(opened.content.decode()), **more}
    answer = client.post(address, given, headers=HTMX)
    return answer.status_code, answer.content.decode()


def test_every_character_of_the_layer_stands_at_its_place(as_: Browsers, held: Held) -> None:
    page = read(as_("reader"), f"/read/{held['source']}/")
    assert text_in(page) == layer_text(held)
    assert re.search(r'<h\d class="b heading"[^>]*>What others said</h\d>', page)
    # The marks of notes have no text of their own.
    assert page.count('class="mk"') == 2 and 'aria-label="note 1"' in page
    assert read(as_("reader"), f"/read/{held['capture']}/").count('class="mk"') == 2


def test_a_statement_is_saved_with_its_proof_and_its_block_comes_back_marked(
    as_: Browsers, held: Held
) -> None:
    status, answer = saved(as_("contributor"), held, "statement", f"“{QUOTED}”")
    assert status == 200, answer
    assert 'hx-swap-oob="true"' in answer and "blurrable" in answer
    with as_system():
        made = Record.objects.get(kind="statement")
        plain = one(str(made.pk))
        assert made.status == "draft"
        rows = {row.exact for row in Evidence.objects.filter(record=made, field="text")}
    assert plain["fields"]["text"] == QUOTED and plain["fields"]["when"] == "2031-03-18"
    assert plain["parts"]["speakers"][0]["office"] == held["office"] and rows == {QUOTED}
    page = read(as_("contributor"), f"/read/{held['source']}/")
    assert re.search(
        rf'<mark class="hl k-statement[^"]*blurrable" data-r="{made.pk}[^>]*>{QUOTED}</mark>', page
    )
    assert text_in(page) == layer_text(held)


def test_highlights_that_overlap_are_cut_and_name_both_records(as_: Browsers, held: Held) -> None:
    client = as_("reviewer")
    saved(client, held, "statement", "three civilians were killed at the bridge")
    saved(client, held, "event", "killed at the bridge of Selm")
    page = read(client, f"/read/{held['source']}/")
    both = re.findall(r'<mark class="hl [^"]*over[^"]*" data-r="(\S+) (\S+)"[^>]*>([^<]*)</mark>', page)
    assert any(words == "killed at the bridge" for *_ids, words in both)
    assert text_in(page) == layer_text(held)


def test_evidence_is_put_under_a_record_that_is_found(as_: Browsers, held: Held) -> None:
    client, address = as_("contributor"), f"{ROOT}/read/{held['source']}/evidence/"
    asked = passage(held, "said in Kelmet")
    found = client.get(address, {**asked, "find": "speech"}, headers=HTMX).content.decode()
    assert held["speech"] in found
    chosen = client.get(address, {**asked, "about": held["speech"]}, headers=HTMX).content.decode()
    given = {**form_of(chosen), "field": "place"}
    assert client.post(address, given, headers=HTMX).status_code == 200
    with as_system():
        row = Evidence.objects.get(record_id=held["speech"])
    assert (row.field, row.exact, row.state) == ("place", "said in Kelmet", "anchored")
    # The version of the form is old by now.
    again = client.post(address, {**given, **passage(held, "Kelmet")}, headers=HTMX)
    assert again.status_code == 422 and "Somebody changed this record meanwhile" in again.content.decode()
    page = client.get(f"{ROOT}/read/{held['speech']}/")
    assert page.headers["Location"].endswith(f"read/{held['capture']}/?passage={row.pk}#passage")
    jumped = read(client, f"/read/{held['source']}/?passage={row.pk}")
    assert f'data-jump="{row.start},{row.end}"' in jumped


def test_candidates_are_accepted_rejected_and_taken_back(as_: Browsers, held: Held) -> None:
    client = as_("reviewer")
    queue = read(client, f"/read/{held['source']}/candidates/")
    ids = re.findall(r'<li data-candidate="([^"]+)" data-version="0"', queue)
    assert len(ids) >= 4
    decide = f"{ROOT}/read/{held['source']}/decide/"
    answer = client.post(decide, {"act": "accept", "candidate": ids[0], "version": "0"}, headers=HTMX)
    assert answer.status_code == 200 and ids[0] in answer.content.decode()
    once_more = client.post(decide, {"act": "accept", "candidate": ids[0], "version": "0"}, headers=HTMX)
    assert once_more.status_code == 422
    client.post(decide, {"act": "reject", "candidate": ids[1], "version": "0"}, headers=HTMX)
    left = read(client, f"/read/{held['source']}/candidates/")
    assert ids[0] not in left and ids[1] not in left
    back = form_of(answer.content.decode())
    assert client.post(decide, back, headers=HTMX).status_code == 200
    assert f'data-candidate="{ids[0]}" data-version="2"' in read(
        client, f"/read/{held['source']}/candidates/"
    )


def test_a_corrected_candidate_is_saved_under_its_own_id(as_: Browsers, held: Held) -> None:
    client = as_("contributor")
    queue = read(client, f"/read/{held['source']}/candidates/")
    [link] = re.findall(r'href="([^"]*/make/\?kind=statement[^"]*)"', queue)[:1]
    form = form_of(client.get(html.unescape(link), headers=HTMX).content.decode())
    form["f.when"] = ["2031-03-17"]
    answer = client.post(f"{ROOT}/read/{held['source']}/make/", form, headers=HTMX)
    assert answer.status_code == 200, answer.content
    candidate = form["candidate"][0]
    with as_system():
        made = one(candidate)
    assert made["fields"]["when"] == "2031-03-17" and made["origin"] == "person"
    assert candidate not in read(client, f"/read/{held['source']}/candidates/").split('id="places"')[0]


def test_a_text_that_was_replaced_meanwhile_is_told_and_nothing_is_lost(
    as_: Browsers, held: Held, dossier: Dossier, people: dict[str, Account]
) -> None:
    client, address = as_("contributor"), f"{ROOT}/read/{held['source']}/make/"
    opened = client.get(address, passage(held, QUOTED, kind="statement"), headers=HTMX)
    given: dict[str, Any] = form_of(opened.content.decode())
    given["h.note"] = "typed at midnight"
    newer = "A new preface.\n\n" + layer_text(held)
    with viewing(viewer_of(dossier, people["keeper"])):
        further_layer(held["capture"], layer_row(Layer(newer, (), "en")), newer, Reread())
    answer = client.post(address, given, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 422 and "replaced by a newer reading" in page
    assert "typed at midnight" in page and "open it" in page
    with as_system():
        assert not Record.objects.filter(kind="statement").exists()
    assert "A new preface." in read(client, f"/read/{held['source']}/")
    older = read(client, f"/read/{held['source']}/?layer={held['layer']}")
    assert "older reading of the copy" in older


def test_what_may_not_be_seen_or_made_is_not(
    as_: Browsers, held: Held, dossier: Dossier, people: dict[str, Account]
) -> None:
    page = read(as_("reader"), f"/read/{held['source']}/")
    assert "data-makes" not in page
    assert 'name="act"' not in read(as_("reader"), f"/read/{held['source']}/candidates/")
    assert as_("reader").get(f"{ROOT}/read/{held['source']}/make/").status_code == 403
    saved(as_("keeper"), held, "statement", QUOTED)
    with as_system():
        made = str(Record.objects.get(kind="statement").pk)
    with viewing(viewer_of(dossier, people["keeper"])):
        set_level([made], "restricted", "in danger")
    assert made not in read(as_("reader"), f"/read/{held['source']}/")
    assert made in read(as_("reviewer"), f"/read/{held['source']}/")
    beside = as_("reader").get(f"{ROOT}/read/{held['source']}/beside/?of={made}", headers=HTMX)
    assert beside.status_code == 409 and QUOTED not in beside.content.decode()
    with viewing(viewer_of(dossier, people["keeper"])):
        set_level([held["capture"]], "restricted", "in danger")
    assert "Every hill" not in read(as_("reader"), f"/read/{held['source']}/")


@pytest.mark.parametrize(
    "asked",
    [{"start": "x", "end": "4"}, {"start": "9", "end": "3"}, {"start": "0", "end": "99999999"},
     {"start": "0", "end": "9", "kind": "watch"}, {"start": "0", "end": "9", "candidate": "nobody"}],
)  # fmt: skip
def test_nonsense_is_told_in_one_line(as_: Browsers, held: Held, asked: dict[str, str]) -> None:
    answer = as_("contributor").get(f"{ROOT}/read/{held['source']}/make/", asked, headers=HTMX)
    assert answer.status_code == 422 and 'role="alert"' in answer.content.decode()


def test_a_text_without_its_file_is_read_by_itself(
    as_: Browsers, held: Held, dossier: Dossier, people: dict[str, Account]
) -> None:
    told = "On 18 March 2031, Tavo Brenik said: “Nobody will stop us.”\n\n[1] A note.\n\nNobody answered."
    with viewing(viewer_of(dossier, people["keeper"])):
        copy = capture(held["source"], told, file_name="said.mp3")
        make(copy, texts=(told,))
        layer = copy["parts"]["layers"][0]["id"]
        text = text_of(layer)
        assert text is not None and text.sha256 == sha(told)
        assert [block.kind for block in shape_of_layer(text).blocks] == ["paragraph", "note", "paragraph"]
    page = read(as_("reader"), f"/read/{copy['id']}/")
    assert text_in(page) == told
    queue = read(as_("reviewer"), f"/read/{copy['id']}/candidates/")
    assert "Nobody will stop us." in queue


def test_a_source_without_a_text_says_so(as_: Browsers, held: Held) -> None:
    page = read(as_("reader"), f"/read/{held['source']}/?layer=nonsense")
    assert "Every hill" in page
    with as_system():
        other = str(Record.objects.filter(kind="relation").get().pk)
    assert as_("reader").get(f"{ROOT}/read/{other}/").headers["Location"].endswith(f"/records/{other}/")


def test_no_answer_takes_more_than_fifteen_queries(as_: Browsers, held: Held) -> None:
    client = as_("reviewer")
    saved(client, held, "statement", QUOTED)
    read(client, f"/read/{held['source']}/candidates/")
    root = f"/read/{held['source']}"
    counted = {
        address: queries(client, f"{root}{address}")
        for address in ("/", "/text/?part=0", "/candidates/", f"/beside/?of={held['minister']}")
    }
    start = passage(held, QUOTED)["start"]
    counted["form"] = queries(
        client, f"{root}/make/?kind=statement&layer={held['layer']}&start={start}&end={int(start) + 30}"
    )
    assert max(counted.values()) <= 15, counted
