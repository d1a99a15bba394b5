"""Charts are the same bytes each time, speak to those who do not see them, and print in every script."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
import typst
from lxml import etree
from PIL import Image
from playwright.sync_api import Browser
from tests.publish.charts.ardovian import EVENTS, material, place, record

from sourcebook.publish.charts import chart_names, draw
from sourcebook.publish.charts.fonts import font_folder
from sourcebook.publish.charts.rendering import told

SCRIPTS = ["Սահման", "საზღვარი", "граница", "حدود", "Şəki İğdır"]
HASHES = """
import hashlib
from tests.publish.charts.ardovian import material
from sourcebook.publish.charts import chart_names, draw
for name in reversed(chart_names()):
    picture = draw(name, material())
    print(name, hashlib.sha256(picture.svg.encode() + picture.png).hexdigest())
"""


@pytest.mark.parametrize("name", chart_names())
def test_the_same_bytes_each_time(name: str) -> None:
    assert draw(name, material()) == draw(name, material())


def test_the_same_bytes_on_another_day_in_another_zone_and_order() -> None:
    """In a process of its own, drawn last to first: the renderer keeps counts and knows a time zone."""
    found = []
    for zone in ("UTC", "Pacific/Auckland"):
        environment = {**os.environ, "TZ": zone, "PYTHONPATH": str(Path(__file__).parents[3])}
        run = subprocess.run(
            [sys.executable, "-c", HASHES], env=environment, capture_output=True, text=True, check=True
        )
        found.append(run.stdout)
    import hashlib

    here = [
        f"{name} {hashlib.sha256(picture.svg.encode() + picture.png).hexdigest()}"
        for name in reversed(chart_names())
        for picture in [draw(name, material())]
    ]
    assert found[0] == found[1] == "\n".join(here) + "\n"


@pytest.mark.parametrize("name", chart_names())
def test_text_alternatives(name: str) -> None:
    picture = draw(name, material(), id="p-7")
    root = etree.fromstring(picture.svg.encode())
    names = {"s": "http://www.w3.org/2000/svg"}
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "p-7-title p-7-desc"
    assert root.xpath("string(s:desc[@id='p-7-desc'])", namespaces=names) == picture.alt
    assert root.xpath("string(s:title[@id='p-7-title'])", namespaces=names)
    assert len(picture.alt) > 60
    assert not root.xpath("//*[@aria-label]")


def test_ids_of_two_charts_in_one_page_never_meet() -> None:
    ids = [
        element.get("id")
        for name in chart_names()
        for element in etree.fromstring(draw(name, material()).svg.encode()).xpath("//*[@id]")
    ]
    assert len(ids) == len(set(ids))


def test_references_follow_their_ids() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><clipPath id="clip9"/><g clip-path="url(#clip9)"/></svg>'
    assert 'id="c-0"' in told(svg, "c", "t", "d")
    assert "url(#c-0)" in told(svg, "c", "t", "d")


@pytest.mark.parametrize("name", chart_names())
def test_nothing_is_fetched_and_one_font_is_named(name: str) -> None:
    root = etree.fromstring(draw(name, material()).svg.encode())
    assert not root.xpath(
        "//@href | //*[local-name()='image' or local-name()='script' or local-name()='style']"
    )
    assert {value.strip("\"'") for value in root.xpath("//@font-family")} == {"DejaVu Sans, sans-serif"}


def test_the_picture_for_word_is_twice_as_large() -> None:
    picture = draw("statements-by-month", material())
    root = etree.fromstring(picture.svg.encode())
    with Image.open(io.BytesIO(picture.png)) as image:
        assert image.size[0] == pytest.approx(2 * float(root.get("width")), abs=2)
        assert image.format == "PNG"


def test_black_and_white_print_tells_the_cells_apart() -> None:
    """The shade of a cell falls with its count also in grey."""
    root = etree.fromstring(draw("statements-by-theme-and-month", material()).svg.encode())
    fills = {value for value in root.xpath("//*[local-name()='path']/@fill") if value.startswith("rgb")}
    grey = sorted(
        0.299 * r + 0.587 * g + 0.114 * b
        for r, g, b in (map(int, fill.removeprefix("rgb(").rstrip(")").split(",")) for fill in fills)
    )
    assert len(grey) == 3
    assert all(later - earlier > 40 for earlier, later in pairwise(grey))


def scripted() -> dict[str, object]:
    events = {
        f"e-{n}": record("event", f"e-{n}", word, when=f"2031-0{n + 1}-03", type="t")
        for n, word in enumerate(SCRIPTS)
    }
    places = {
        f"p-{n}": place(
            f"p-{n}", [(word, "", ""), (f"Sel {n}", "", "")], (44 + n / 10, 41 + n / 20), "settlement"
        )
        for n, word in enumerate(SCRIPTS)
    }
    return {**events, **places}


@pytest.mark.parametrize("name", ["events-timeline", "places"])
def test_typst_prints_every_script_with_its_own_letters(name: str, tmp_path: Path) -> None:
    picture = draw(name, material(records=scripted()))
    (tmp_path / "chart.svg").write_text(picture.svg, "utf-8")
    alt = json.dumps(picture.alt, ensure_ascii=False)
    text = f'#set document(title: "t")\n#set text(lang: "en")\n#image("chart.svg", width: 100%, alt: {alt})\n'
    (tmp_path / "page.typ").write_text(text, "utf-8")
    pdf, warnings = typst.compile_with_warnings(
        str(tmp_path / "page.typ"),
        font_paths=[str(font_folder())],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )
    assert warnings == []
    import pypdfium2

    page = pypdfium2.PdfDocument(pdf)[0]
    printed = page.get_textpage().get_text_bounded()
    for word in SCRIPTS[:3]:
        assert word in printed
    assert "Şəki" in printed


@pytest.mark.parametrize("name", ["events-timeline", "places"])
def test_a_browser_shows_every_script(name: str, chromium: Browser) -> None:
    """The Arabic word is shaped: as wide as its joined letters, narrower than the letters apart."""
    page = chromium.new_page()
    page.set_content(draw(name, material(records=scripted())).svg)
    widths = page.evaluate(
        """words => words.map(word => {
            const found = [...document.querySelectorAll('text')].filter(one => one.textContent.includes(word));
            return found.length ? found[0].getBBox().width : 0;
        })""",
        SCRIPTS,
    )
    apart = page.evaluate(
        """() => {
            const text = document.querySelector('text').cloneNode();
            text.textContent = [...'حدود'].join('\u200c');
            document.querySelector('svg').append(text);
            return text.getBBox().width;
        }"""
    )
    page.close()
    assert all(width > 10 for width in widths)
    assert name == "places" or widths[3] < apart
    assert len(EVENTS) == 7


NASTY = [
    "</text><script>alert(1)</script>",
    'it\'s "quoted" \\ back',
    "{count} ${x} #{y}",
    "a\nb",
    "a\u2028b",
    "x\x0by",
    "🏔 hill",
]


@pytest.mark.parametrize("text", NASTY)
def test_any_name_is_characters_and_nothing_more(text: str) -> None:
    records = {
        "e-1": record("event", "e-1", text, when="2031-01-03", type="t"),
        "p-1": place("p-1", [(text, "", "")], (44.0, 41.0), "exact"),
        "s-1": record("statement", "s-1", form="remark", when="2031-01-03"),
        **{
            f"c-{n}": record("claim", f"c-{n}", about="e-1", property=text, unit="", low=None, best=4.0 + n, high=None,
                             rule="", claimant="", claimant_words=f"{text}{n}", as_of="")
            for n in range(2)
        },
    }  # fmt: skip
    given = material(records=records, themes={"s-1": ("t",)}, theme_titles={"t": text})
    for name in ("events-timeline", "places", "figures", "statements-by-theme"):
        root = etree.fromstring(draw(name, given).svg.encode())
        shown = "".join(root.xpath("//*[local-name()='text']//text()"))
        assert not root.xpath("//*[local-name()='script']")
        plain = [char for char in text if char.isalnum()]
        assert all(char in shown for char in plain), (name, shown)
