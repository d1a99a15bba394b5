"""A printed report about the invented country with every kind of block, five scripts and many notes."""

from __future__ import annotations

from sourcebook.publish.printed import (
    Cited,
    Heading,
    Item,
    Kept,
    Note,
    Paragraph,
    Passage,
    Picture,
    Printed,
    Quotation,
    Run,
    Support,
    Table,
)

WORDS = {
    "contents": "Contents",
    "notes": "Notes",
    "evidence": "Evidence",
    "link": "Link to this paragraph",
    "cite": "How to cite",
    "page": "Page",
    "back": "Back to the text",
    "source": "Source",
    "archived": "archived copy",
    "released": "released with this report",
    "withheld": "preserved, not released",
    "on file": "on file",
    "never captured": "no copy was kept",
}
LAYER = "1" * 64
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60" viewBox="0 0 300 60">'
    '<rect x="10" y="10" width="120" height="20" fill="#446"/>'
    '<text x="12" y="52" font-size="12" font-family="DejaVu Sans">March 2031</text></svg>'
)


def t(text: str, **look: object) -> Run:
    """A run of text."""
    return Run(text, **look)  # type: ignore[arg-type]


def mark(number: int) -> Run:
    """The mark of a note."""
    return Run(note=number)


NOTES = (
    Note(
        1,
        (
            t("Ardovia Public Television, “Every hill is ours; all of them”, 18 April 2031, "),
            t("https://tv.example/2031/04/18/hills?id=7&lang=en", link="https://tv.example/2031/04/18/hills?id=7&lang=en"),
            t(" (accessed on 2 May 2031); archived copy: "),
            t("https://archive.example/a1", link="https://archive.example/a1"),
            t("."),
        ),
        ("s-1",),
    ),
    Note(2, (t("Ibid", emphasis=True), t(".")), ("s-1",)),
    Note(3, (t("Граница закрыта, сказал он", language="ru"), t(" (The border is closed, he said); not an official text.")),),
    Note(4, (t("Սելյան օրաթերթ", language="hy"), t(", 3 March 2031, p. 4.")), ("s-2",)),
)  # fmt: skip


def printed() -> Printed:
    """The report."""
    return Printed(
        title="Threats and rhetoric in Ardovia 2031",
        subtitle="Annual report",
        language="en",
        partners=("Sel Law Centre", "Nordbank Watch & Partners"),
        date="2032-02-01",
        build="9f2c1a77",
        words=WORDS,
        notes=NOTES,
        blocks=(
            Heading("summary", 1, (t("Executive summary"),), "front"),
            Paragraph("sum-1", (t("This report documents 2 statements and "), t("one", emphasis=True), t(" closure.")), "front"),
            Heading("abbreviations", 1, (t("Abbreviations"),), "front"),
            Table("abbr", (t("Abbreviations"),), ((t("Short"),), (t("Long"),)),
                  (((t("ACA"),), (t("Ardovian Council of Assemblies"),)),), region="front"),
            Heading("rhetoric", 1, (t("Rhetoric"),), label="I."),
            Heading("threats", 2, (t("Threats of force"), mark(1)), label="A."),
            Paragraph("p-hills", (
                t("On 18 April, in an interview with Ardovia Public Television, Orvan Dreth, then minister of roads, said: "
                  "“Every hill is ours... They will leave [the town of Sel], or they will stay under our flag.”"),
                mark(2),
                t(" The office fi­fty ﬁrst: efficient affluent ſ 100 % – “so-called” ‘town’; 5–7 km² and 2° C."),
            ), label="1."),
            Paragraph("p-scripts", (
                t("He wrote "), t("«Граница закрыта навсегда, объект ёлка»", language="ru"), mark(3),
                t("; the daily "), t("«Սահմանը փակ է և կմնա փակ»", language="hy"), mark(4),
                t("; "), t("„საზღვარი დაკეტილია“", language="ka"),
                t("; "), t("“Sərhəd bağlıdır, İğdır və Şəki”", language="az"),
                t("; "), t("«الحدود مغلقة منذ ٣ مارس»", language="ar"), t(" (see paragraph "), t("1", link="#p-hills"), t(")."),
            ), label="2.", items=(
                Item("(a)", (t("the road through Sel;"),)),
                Item("(b)", (t("the bridge, called *Nordbrug* by some; #1 $5 @home [brackets] {braces} \\backslash `tick` <tag> ~tilde_"),)),
            )),
            Quotation("q-1", (t("The gate shuts at dusk. Nobody passes; not today."),)),
            Picture("c-1", (t("Figure 1. Statements by month"),), "One bar: two statements in March 2031.", svg=SVG,
                    below=(t("n = 2 statements of 1 source; none left out."),)),
            Heading("recommendations", 1, (t("Call for action"),), label="II."),
            Paragraph("r-a", (t("The Council of Assemblies should reopen the road."),), label="(a)"),
            Heading("annex-1", 1, (t("Statements"),), "annex", label="Annex 1."),
            Table("t-1", (t("Table 1. Statements"),), ((t("Date"),), (t("Speaker"),), (t("Words"),)), (
                ((t("18 April 2031"),), (t("Orvan Dreth"),), (t("“Every hill is ours...”"),)),
                ((t("about May 2031"),), (t("unknown"),), (t("not stated"),)),
            ), below=(t("2 statements."),), region="annex"),
        ),
        evidence={
            "p-hills": (
                Support("3f2a91c0-0000-4000-8000-000000000001", "statement", "Orvan Dreth: every hill is ours",
                        (Passage("Every hill is ours", "c-1", LAYER, 12, 30, "He said: ", ". Nobody"),), ("s-1",),
                        ("Every hill is ours",)),
            ),
        },
        sources={
            "s-1": Cited("s-1", NOTES[0].runs, "Every hill is ours; all of them", ("https://tv.example/2031/04/18/hills?id=7&lang=en",),
                         ("https://archive.example/a1",),
                         (Kept("released", "c-1", "ab" * 32, "text/html", "2031-05-02T08:00:00Z", LAYER,
                               "data/captures/ab.html", "Report. Dr.\nEvery hill is ours. Nobody passes."),)),
            "s-2": Cited("s-2", NOTES[3].runs, "", (), (), (Kept("never captured"),)),
        },
    )  # fmt: skip
