"""What is left of a captured page: nothing that runs, sends, leads away or fetches from elsewhere."""

from __future__ import annotations

import pytest

from sourcebook.text.letters import letters_of, stretch
from sourcebook.workbench.evidence.cleaning import clean_page
from sourcebook.workbench.evidence.styles import clean_style

HERE = {"https://g.example/a/p.png": "HERE/p", "https://g.example/s.css": "HERE/s"}


def find(url: str) -> str:
    return HERE.get(url, "")


def cleaned(body: str, exact: str = "") -> str:
    made = clean_page(f"<body>{body}</body>", "https://g.example/a/", find, exact).decode()
    return made.partition("<body>")[2].partition("</body>")[0]


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("<script>x()</script>a<script src=//e.example></script>", "a"),
        ('<p onclick="x()" onload=y>a</p>', "<p>a</p>"),
        ('<a href="https://e.example/1" ping=//e.example target=_top>a</a>', '<a title="https://e.example/1">a</a>'),
        ('<a href="javascript:x()">a</a><a href="#b">b</a>', '<a>a</a><a href="#b">b</a>'),
        ('<iframe src=//e.example></iframe><object data=//e.example></object><embed src=//e.example>a', "<span>a</span>"),
        ('<img src="p.png" srcset="//e.example 2x" loading=lazy>', '<img src="HERE/p">'),
        ('<img src="https://e.example/b.gif"><img src="data:image/gif;base64,R0">', '<img><img src="data:image/gif;base64,R0">'),
        ('<img src="data:text/html,x">', "<img>"),
        ("<form action=//e.example><button formaction=//e.example>a</button></form>", "<form><button>a</button></form>"),
        ('<video poster="p.png" src=//e.example><source src=//e.example></video>a', "a"),
        ('<svg><image xlink:href="https://e.example/i"></image><use href="#a"></use></svg>', '<svg><image></image><use href="#a"></use></svg>'),
        ('<svg><rect fill="url(https://e.example/f)"></rect></svg>', '<svg><rect fill=\'url("data:,")\'></rect></svg>'),
        ('<p style="background:URL( //e.example/b ) ; color:red">a</p>', '<p style=\'background:url("data:,") ; color:red\'>a</p>'),
        ('<p style="background:\\75rl(//e.example)">a</p>', '<p style=\'background:url("data:,")\'>a</p>'),
        ("<template><img src=//e.example></template>a<!-- c --><?x y?>", "a"),
        ("<math href=//e.example><mi>x</mi></math>", "<math><mi>x</mi></math>"),
    ],
)  # fmt: skip
def test_what_is_left(body: str, left: str) -> None:
    assert cleaned(body) == left


def test_the_head_leads_nowhere() -> None:
    made = clean_page(
        '<head><base href="https://g.example/"><meta http-equiv=refresh content="0;url=//e.example">'
        "<link rel=stylesheet href=s.css><link rel=preconnect href=//e.example><link rel='icon' href=//e.example>"
        "<style>@import '//e.example'; @import url(s.css) screen; p{color:red}</style></head><p>a</p>",
        "https://other.example/",
        find,
    ).decode()
    assert "e.example" not in made
    assert '<link rel="stylesheet" href="HERE/s">' in made and '@import url("HERE/s");' in made


@pytest.mark.parametrize(
    "style",
    [
        "a{background:image-set('//e.example' 1x)}", "@font-face{src:url(//e.example)}", "a{x:expression(//e.example)}",
        "a{background:url('//e.example)}", "a{cursor:url(//e.example),auto}", "@import//e.example;",
        "@\\69mport url(//e.example);", "a{background:url(//e.example", "a{content:'</style><img src=//e.example>'}",
    ],
)  # fmt: skip
def test_no_style_names_a_place_to_fetch_from(style: str) -> None:
    made = clean_style(style, find)
    assert "url(//" not in made and "@import" not in made.replace('@import url("HERE', "")
    assert "</style" not in made and "expression(" not in made and "image-set(" not in made


def test_a_passage_is_marked_over_elements_in_the_order_of_the_page() -> None:
    made = cleaned(
        "<p>He said: <b>Every <i>hill</i></b> will\n be ours.</p><p>No.</p>", "“Every hill will be ours.”"
    )
    assert made.count("<mark") == 3 and made.count("sourcebook-passage") == 1
    assert made.index("sourcebook-passage") < made.index("Every") < made.index("hill")
    assert "<mark" not in cleaned(
        "<script>Every hill will be ours.</script><p>No.</p>", "Every hill will be ours"
    )


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("a-b c", "AB", (0, 2)),
        ("one two three", "four", None),
        (
            "No. He said that we begin upon this page,",
            "He said that we begin upon this page and end on another.",
            (2, 31),
        ),
        (
            "and end on the page after this one. More",
            "We begin here and end on the page after this one.",
            (0, 27),
        ),
        ("x", "", None),
    ],
)
def test_words_are_found_by_their_letters(text: str, wanted: str, found: tuple[int, int] | None) -> None:
    assert stretch(letters_of(text)[0], letters_of(wanted)[0]) == found
