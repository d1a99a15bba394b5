"""Random editions about Ardovia: every kind of block and reference, words in six scripts."""

from __future__ import annotations

from random import Random

from tests.publish.printing.ardovia import edition

from sourcebook.publish.edition import Edition
from sourcebook.publish.edition.parsing import parse

_WORDS = [
    "road",
    "bridge",
    "gate",
    "convoy",
    "minister",
    "council",
    "winter",
    "flour",
    "lantern",
    "ledger",
    "valley",
    "border",
    "salt",
    "carts",
    "market",
    "closed",
    "opened",
    "counted",
    "denied",
    "printed",
    "waited",
    "heard",
    "answered",
    "returned",
    "nobody",
    "twelve",
    "early",
    "without",
    "under",
    "Brenn",
    "Saarn",
    "Ilm",
    "long-awaited",
    "don't",
    "co-operate",
    "3.5",
    "per",
    "cent",
]
_FOREIGN = {
    "ru": ["Граница", "закрыта", "навсегда", "йод", "ёлка"],
    "hy": ["Սահմանը", "փակ", "է", "կամուրջ", "և", "դարպաս"],
    "ar": ["الحدود", "مغلقة", "الطريق", "إلى", "الجسر"],
    "ka": ["საზღვარი", "დაკეტილია", "ხიდი"],
    "az": ["Sərhəd", "bağlıdır", "körpü", "i̇lə", "élan"],
    "he": ["הגבול", "סגור", "שַׁעַר"],
}
_RECORDS = (
    "[@statement:{threat}]", "[@event:{closed}]", "[see @source:{book}, p. 4]", "[@source:{roads}]",
    "[@statement:{denial}; @source:{debate}]", "[@claim:{dead}]",
)  # fmt: skip
_FRONT = "title: The roads of Ardovia\nsubtitle: Draft\nperiod: '2031'\ndate: '2032-02-01'\n"


class Writer:
    """Writes a report of a given seed."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.ids: list[str] = []

    def words(self, least: int = 3, most: int = 9) -> str:
        """A few words, some of them looking otherwise."""
        found = []
        for _ in range(self.random.randint(least, most)):
            word = self.random.choice(_WORDS)
            die = self.random.random()
            if die < 0.05:
                word = f"*{word}*"
            elif die < 0.09:
                word = f"**{word}**"
            elif die < 0.16:
                tag = self.random.choice(list(_FOREIGN))
                word = f"[{' '.join(self.random.sample(_FOREIGN[tag], 2))}]{{lang={tag}}}"
            elif die < 0.18:
                word = (
                    f"[{word} {self.random.choice(_WORDS)}](https://sel.example/{self.random.randint(1, 9)})"
                )
            found.append(word)
        return " ".join(found)

    def mark(self) -> str:
        """What stands behind a sentence: mostly nothing."""
        die = self.random.random()
        if die < 0.25:
            return self.random.choice(_RECORDS)
        if die < 0.4:
            cited = self.random.choice(["", ", see [@source:{hills}]", " and [@source:{book}, p. 7]"])
            return f"^[{self.words(2, 6)}{cited}.]"
        return "[~@event:{closed}]" if die < 0.45 else ""

    def said(self, sentences: int = 2) -> str:
        """Sentences with their references."""
        found = []
        for _ in range(self.random.randint(1, sentences)):
            text = self.words()
            die = self.random.random()
            if die < 0.12:
                text += " [=claim:{dead}] " + self.words(1, 3)
            elif die < 0.22 and self.ids:
                text += f" of paragraph [#{self.random.choice(self.ids)}] too"
            elif die < 0.3:
                text += f", “{self.words(2, 4)}”"
            found.append(f"A{text}.{self.mark()}")
        return " ".join(found)

    def paragraph(self) -> str:
        """A paragraph, now and then with an id that another refers to."""
        text = self.said(3)
        if self.random.random() < 0.2:
            id = f"x{len(self.ids)}"
            self.ids.append(id)
            text += f" {{#{id}}}"
        return text

    def block(self) -> str:
        """Any block."""
        die = self.random.random()
        if die < 0.62:
            return self.paragraph()
        if die < 0.72:
            return f"## H{self.words(2, 4)}"
        if die < 0.8:
            items = "\n".join(f"- a{self.words()};{self.mark()}" for _ in range(self.random.randint(2, 3)))
            return f"{self.said(1)}\n\n{items}"
        if die < 0.88:
            return f"> {self.said(1)}"
        rows = "\n".join(
            f"| {self.words(1, 3)}{self.mark()} | {self.words(1, 3)} |"
            for _ in range(self.random.randint(2, 4))
        )
        return f"| Point {self.words(1, 1)} | Said |\n|---|---|\n{rows}"


def any_edition(random: Random, blocks: int = 14) -> Edition:
    """An edition of about so many blocks."""
    writer = Writer(random)
    body = ["# What was seen", writer.paragraph()]
    body += [writer.block() for _ in range(blocks)]
    if random.random() < 0.5:
        body += ["# Call for action {.recommendations}", writer.said(1), writer.said(1)]
    if random.random() < 0.5:
        body += ["# Figures {.annex}", "![Figures](table:figures){#figures}"]
    return parse(edition("\n\n".join(body), _FRONT))
