"""Reports about the invented country with what word processors get wrong: numbers, notes, directions, tables."""

from __future__ import annotations

from tests.publish.sample import WORDS, mark, t

from sourcebook.publish.printed import (
    Block,
    Heading,
    Item,
    Note,
    Paragraph,
    Printed,
    Quotation,
    Run,
    Runs,
    Table,
)


def notes(*numbers: int) -> tuple[Note, ...]:
    """Notes of these numbers."""
    return tuple(Note(number, (t(f"Gazette of Sel, no. {number}, p. 3."),)) for number in numbers)


def report(*blocks: Block, **more: object) -> Printed:
    """A report of these blocks, with the notes that they mark."""
    given: dict[str, object] = {"title": "Ardovia", "language": "en", "blocks": blocks, "words": WORDS}
    return Printed(**(given | more))  # type: ignore[arg-type]


def paragraphs(*labels: str) -> tuple[Paragraph, ...]:
    """A paragraph for each label."""
    return tuple(
        Paragraph(f"p-{place}", (t(f"The road of day {place}."),), label=label)
        for place, label in enumerate(labels)
    )


def headings(*labelled: tuple[int, str]) -> tuple[Heading, ...]:
    """A heading for each level and label."""
    return tuple(
        Heading(f"h-{place}", level, (t(f"Matter number {place}"),), label=label)
        for place, (level, label) in enumerate(labelled)
    )


def cells(*texts: str) -> tuple[Runs, ...]:
    """A row of cells."""
    return tuple((t(text),) if text else () for text in texts)


def everywhere() -> Printed:
    """Notes in a heading, an item, a caption, cells and remarks; two marks of one note; a note unmarked."""
    return report(
        Heading("one", 1, (t("The road"), mark(1), t(" to Sel")), label="1."),
        Heading("sub", 2, (t("The bridge"),), label="1.1."),
        Paragraph("p-1", (t("He spoke"), mark(2), t(" and spoke"), mark(2), t(".")), label="1.", items=(
            Item("(i)", (t("once"), mark(3), t(";"))), Item("(ii)", (t("twice."),)), Item("•", (t("a point"),)),
            Item("–", (t("a dash"),)), Item("", (t("no label"),)),
        )),
        Heading("aside", 2, (t("An aside"),), listed=False),
        Quotation("q", (t("«الطريق مغلق»", language="ar"), mark(4))),
        Table("t", (t("Table 1. Days"), mark(5)), cells("Day", "Words", ""), (
            ((t("3 March"), mark(6)), (t("a\tb\nc"),), ()),
            ((), (t("الطريق", language="ar"),), (t("x" * 70),)),
        ), below=(t("As of May"), mark(7), t("."))),
        Table("t-2", (), (), (cells("one", "cell"),)),
        Table("t-3", (t("Table 3"),), cells("", ""), (cells("one"), cells("one", "two", "three"))),
        Heading("two", 1, (t("The bridge"), t(" and *stars*", emphasis=True)), label="2."),
        Heading("sub-2", 2, (t("The second bridge"),), label="2.1."),
        Heading("sub-3", 2, (t("The third bridge"),), label="2.4."),
        Paragraph("p-2", (
            t("See "), t("paragraph 1", link="#p-1"), t(", "), t("evidence", link="#ev-1"), t(", "),
            t("note 2", link="#note-2"), t(", "), t("a page", link="https://a.example/x y?q=[1]|2%"), t(", "),
            t("a script", link="javascript:alert(1)"), t(", "), t("a host", link="https://[::1]/"), mark(9), mark(10), t("."),
        ), label="2."),
        notes=(*notes(1, 2, 3, 4, 5, 6, 7, 9), Note(10, (t("See notes "), mark(1), t(", "), mark(12), t(" and "), mark(9), t("."))), *notes(12)),
    )  # fmt: skip


def arabic() -> Printed:
    """A report that is written from right to left."""
    return Printed(
        title="التهديدات في أردوفيا ٢٠٣١",
        subtitle="التقرير السنوي",
        partners=("مركز سيل للقانون", "Nordbank Watch"),
        language="ar",
        direction="rtl",
        date="2032-02-01",
        words={"contents": "المحتويات"},
        notes=(Note(1, (t("صحيفة سيل، ٣ مارس ٢٠٣١، "), t("https://sel.example/a", link="https://sel.example/a"), t("."))),),
        blocks=(
            Heading("h", 1, (t("الطريق"),), label="1."),
            Paragraph("p", (t("قال الوزير: «كل تل لنا»"), mark(1), t(" ثم قال "), t("“The gate shuts”", language="en"), t(" (2031).")), label="1.",
                      items=(Item("(أ)", (t("الجسر؛"),)), Item("(ب)", (t("البوابة."),)))),
            Quotation("q", (t("Nobody passes; not today.", language="en"),)),
            Table("t", (t("جدول 1. الأيام"),), cells("اليوم", "الكلمات"), (cells("٣ مارس", "«كل تل لنا»"),), below=(t("عدد: 1."),)),
        ),
    )  # fmt: skip


__all__ = ["Run", "arabic", "cells", "everywhere", "headings", "notes", "paragraphs", "report"]
