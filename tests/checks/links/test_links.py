"""The form of addresses."""

from __future__ import annotations

import pytest
from tests.checks.making import found, reading_of

POST = "https://varnia-post.example"
CASES = [
    ("url-shortener", "The road is closed", "https://bit.ly/3xYzAbc", True),
    ("url-shortener", "The road is closed", f"{POST}/road", False),
    ("url-truncated", "Civilians have gardens", f"{POST}/civilians-have-gard-43320", True),
    ("url-truncated", "Civilians have gardens", f"{POST}/civilians-have-gardens-43320", False),
    ("url-truncated", "Neighbour launches a raid", f"{POST}/neighbour-launch-a-raid", False),
    ("url-truncated", "Notes on river fishing customs", f"{POST}/notes-on-river-fishingcustoms", True),
    (
        "url-truncated",
        "Ostreya/Velmara talks on the lakes",
        f"{POST}/ostreyavelmara-talks-on-the-lakes",
        False,
    ),
    ("url-truncated", "The road is closed", f"{POST}/the-road-", True),
    ("url-truncated", "The road is closed", f"{POST}/the-road-is-closed", False),
    ("url-plain-http", "The road is closed", "http://varnia-post.example/road", True),
    ("url-plain-http", "The road is closed", f"{POST}/road", False),
    ("url-tracking", "The road is closed", f"{POST}/road?utm_source=letter&id=7", True),
    ("url-tracking", "The road is closed", f"{POST}/road?s=51", True),
    ("url-tracking", "The road is closed", f"{POST}/search?s=road", False),
    ("url-tracking", "The road is closed", f"{POST}/road?id=7", False),
    ("url-text-fragment", "The road is closed", f"{POST}/road#:~:text=a%20road", True),
    ("url-text-fragment", "The road is closed", f"{POST}/road#map", False),
]


@pytest.mark.parametrize(("rule", "title", "url", "wanted"), CASES)
def test_addresses(rule: str, title: str, url: str, wanted: bool) -> None:
    note = f"Varnia Post, *{title}*, 3 May 2031, <{url}> (accessed on 4 July 2031)."
    assert [f.notes for f in found(rule, reading_of("It was closed.[^1]", notes=(note,)))] == [(1,)] * wanted


OFFERED = [
    ("url-tracking", f"{POST}/road?utm_source=a&id=7&fbclid=b#map", f"{POST}/road?id=7#map"),
    ("url-tracking", f"{POST}/road?gclid=a", f"{POST}/road"),
    ("url-text-fragment", f"{POST}/road#:~:text=a%20road", f"{POST}/road"),
    ("url-truncated", f"{POST}/the-long-roadis-closed", f"{POST}/the-long-road-is-closed"),
]


@pytest.mark.parametrize(("rule", "url", "wanted"), OFFERED[:3])
def test_the_address_that_is_offered(rule: str, url: str, wanted: str) -> None:
    note = f"Varnia Post, *The long road is closed*, 3 May 2031, <{url}> (accessed on 4 July 2031)."
    (finding,) = found(rule, reading_of("It was closed.[^1]", notes=(note,)))
    assert finding.edit and (finding.edit.old, finding.edit.new) == (url, wanted)


def test_a_shortener_whose_target_is_known_can_be_corrected() -> None:
    note = "Varnia Post, *The road*, 3 May 2031, <https://bit.ly/3xYzAbc> (accessed on 4 July 2031)."
    known = {"https://bit.ly/3xYzAbc": f"{POST}/road"}
    (finding,) = found("url-shortener", reading_of("It was closed.[^1]", notes=(note,)), known=known)
    assert finding.edit and finding.edit.new == f"{POST}/road"


PAIRS = [
    (f"{POST}/reports/postcard-case", f"{POST}/reports/postcard-cases", True),
    (f"{POST}/reports/the-judgement", f"{POST}/reports/the-judgment", True),
    (f"{POST}/reports/postcard-case", f"{POST}/reports/postcerd-case", True),
    (f"{POST}/reports/postcard-case-7", f"{POST}/reports/postcard-case-8", False),
    (f"{POST}/reports/postcard-case", f"{POST}/reports/postcard-case/", False),
    (f"{POST}/a/b", f"{POST}/a/c", False),
    (f"{POST}/reports/postcard-case", f"{POST}/reports/another-case", False),
]


@pytest.mark.parametrize(("one", "other", "wanted"), PAIRS)
def test_addresses_that_differ_by_a_letter(one: str, other: str, wanted: bool) -> None:
    notes = tuple(
        f"Varnia Post, *A case*, 3 May 2031, <{url}> (accessed on 4 July 2031)." for url in (one, other)
    )
    findings = found("url-near-duplicate", reading_of("It was closed.[^1][^2]", notes=notes))
    assert [f.notes for f in findings] == [(1, 2)] * wanted


SCHEMES = [
    (
        ("https://varnia-post.example/a", "https://varnia-post.example/b", "www.varnia-post.example/road"),
        [(3,)],
    ),
    (("https://varnia-post.example/a", "https://varnia-post.example/b", "varnia-post.example/road"), [(3,)]),
    (("https://varnia-post.example/a", "https://www.varnia-post.example/b", "https://x.com/b"), []),
    (("www.varnia-post.example/a", "www.varnia-post.example/b", "www.x.example/c", "https://x.com/d"), []),
]


@pytest.mark.parametrize(("urls", "wanted"), SCHEMES)
def test_addresses_without_their_scheme(urls: tuple[str, ...], wanted: list[tuple[int, ...]]) -> None:
    notes = tuple(f"Varnia Post, *The road*, 3 May 2031, {url} (accessed on 4 July 2031)." for url in urls)
    reading = reading_of("It was closed.[^1][^2][^3][^4]", notes=notes)
    assert [f.notes for f in found("url-without-scheme", reading)] == wanted
