"""Words that are hateful or graphic, hidden until asked for: which they are, and in which pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from tests.workbench.holding import ARABIC, QUOTED, Browsers, Held, hold, queries, read, viewer_of

from sourcebook.dossier import blurring
from sourcebook.dossier.blurring import BlurringError, graphic_events, sorts
from sourcebook.dossier.codebooks import CodebookError, choose_codebook, load_codebook
from sourcebook.dossier.models import Account, Codebook, Dossier
from sourcebook.dossier.seen import as_system, viewing
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.write.status import put_theme

pytestmark = pytest.mark.usefixtures("database")
_DETAILS = re.compile(r'<details class="veil">.*?</details>', re.DOTALL)
PAGES = (
    "/records/",
    "/records/?kind=statement",
    "/search/?q=hill",
    "/records/{said}/",
    "/records/{said}/history/",
)


@pytest.fixture
def keeper(people: dict[str, Account]) -> Account:
    return people["keeper"]


@pytest.fixture
def held(dossier: Dossier, keeper: Account) -> Held:
    held = hold(dossier, keeper)
    with viewing(viewer_of(dossier, keeper)):
        choose_codebook(dossier.pk, "state-rhetoric", "the usual one")
        put_theme([held["said"]], "state-rhetoric", "dehumanisation", "coded")
    return held


def test_themes_events_and_claims_about_them_say_what_a_record_is(
    dossier: Dossier, keeper: Account, held: Held
) -> None:
    with viewing(viewer_of(dossier, keeper)):
        found = sorts(dossier.pk, held.values())
    assert found == {
        held["said"]: "hateful",
        **{held[name]: "graphic" for name in ("shots", "few", "many", "secret")},
    }


def test_of_what_somebody_does_not_see_nothing_is_told(
    dossier: Dossier, people: dict[str, Account], held: Held
) -> None:
    with viewing(viewer_of(dossier, people["reader"], "reader")):
        assert held["secret"] not in sorts(dossier.pk, [held["secret"], held["shots"]])


def test_a_codebook_chosen_before_its_codes_said_so_is_read_with_them(
    dossier: Dossier, keeper: Account, held: Held
) -> None:
    with as_system(), writing():
        book = Codebook.objects.get(dossier=dossier, name="state-rhetoric")
        for code in book.content["codes"]:
            code.pop("blur", None)
        book.save()
    blurring._KNOWN.clear()
    with viewing(viewer_of(dossier, keeper)):
        assert sorts(dossier.pk, [held["said"]]) == {held["said"]: "hateful"}
        # To choose it again is no other content.
        assert choose_codebook(dossier.pk, "state-rhetoric", "once more").pk == book.pk


def test_a_codebook_of_ones_own_says_it_and_says_it_right(tmp_path: Path) -> None:
    content = {
        "name": "ours", "version": "1", "title": "Ours", "source": "us",
        "codes": [{"code": "mockery", "label": "Mockery", "definition": "d", "example": "e", "blur": "hateful"}],
    }  # fmt: skip
    path = tmp_path / "ours.yaml"
    path.write_text(yaml.safe_dump(content))
    assert load_codebook(path)["codes"][0]["blur"] == "hateful"
    content["codes"][0]["blur"] = "loud"  # type: ignore[index]
    path.write_text(yaml.safe_dump(content))
    with pytest.raises(CodebookError, match="code 1, blur: is one of hateful, graphic"):
        load_codebook(path)


def test_a_team_says_which_events_are_graphic(home: Path) -> None:
    assert {"killing", "ill-treatment"} <= graphic_events()
    own = home / "blurring.yaml"
    try:
        home.mkdir(exist_ok=True)
        own.write_text("graphic events: [threat]\n")
        graphic_events.cache_clear()
        assert graphic_events() == {"threat"}
        own.write_text("graphic events: killing\n")
        graphic_events.cache_clear()
        with pytest.raises(BlurringError, match="needs a list"):
            graphic_events()
    finally:
        own.unlink()
        graphic_events.cache_clear()


@pytest.mark.parametrize("address", PAGES)
def test_hidden_words_are_heard_and_seen_nowhere_but_where_they_open(
    as_: Browsers, held: Held, address: str
) -> None:
    browser, address = as_("keeper"), address.format(**held)
    assert "veil" not in read(browser, address) and "<!--words" not in read(browser, address)
    browser.post("/looks/", {"blur": "both"})
    page = read(browser, address)
    assert "hidden: hateful words; press Enter to read" in page
    rest = _DETAILS.sub("", page)
    for words in (QUOTED, "Every hill", ARABIC):
        assert words not in rest, words
    for closed in _DETAILS.findall(page):
        summary = closed.partition("</summary>")[0]
        assert 'class="words" dir="auto" aria-hidden="true"' in summary
    assert "<!--words" not in page and not re.search("[\ue0f0-\ue0f2]", page)


def test_who_hides_what_is_graphic_only_reads_what_is_hateful(as_: Browsers, held: Held) -> None:
    browser = as_("keeper")
    browser.post("/looks/", {"blur": "graphic"})
    page = read(browser, "/records/")
    assert "graphic words; press Enter" in page and "hateful words" not in page
    assert QUOTED in _DETAILS.sub("", page)


def test_the_title_of_a_page_does_not_say_what_is_hidden(as_: Browsers, held: Held) -> None:
    browser = as_("keeper")
    browser.post("/looks/", {"blur": "both"})
    title = re.search(r"<title>(.*?)</title>", read(browser, f"/records/{held['said']}/"))
    assert title is not None and title[1].startswith("hidden: hateful words")


def test_hiding_costs_one_query_a_page(as_: Browsers, held: Held) -> None:
    browser = as_("keeper")
    for address in ("/records/", "/search/?q=hill", f"/records/{held['said']}/"):
        browser.post("/looks/", {"blur": "off"})
        read(browser, address)
        before = queries(browser, address)
        browser.post("/looks/", {"blur": "both"})
        read(browser, address)
        assert queries(browser, address) == before + 1 <= 15, address


def test_a_preserved_page_waits_until_asked_for(as_: Browsers, held: Held) -> None:
    browser = as_("keeper")
    browser.post("/looks/", {"blur": "graphic"})
    page = read(browser, f"/copies/{held['copy']}/")
    assert page.count('<details class="picture">') <= 1 and page.count("<details") == page.count("</details>")
