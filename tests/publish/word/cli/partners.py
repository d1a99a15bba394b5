"""A draft that partners of the invented country are sent, and what each of them does to it in Word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.publish.cli.dossier import SLUG, Home
from tests.publish.word.taking.editing import WordFile

KEY = "KEY"
TEXT = """---
title: Ardovia in 2024
period: '2024'
date: '2025-03-03'
language: en
house: report
---

# The road {#road-chapter}

The minister spoke in the morning.[@statement:KEY] Nobody answered him. {#spoke}

The road to Saarn was closed on Monday. It was opened again in May.^[The guard said so by telephone.] {#closed}

Nine lorries waited at the bridge. The drivers slept in them. {#lorries}

The mill was open, and the market was not. {#mill}

In May the first carts came through.[@statement:KEY] {#carts}

# The school {#school-chapter}

The school had sixty pupils. It has forty now. {#pupils}

Two teachers left in June. {#teachers}

# Methodology {.annex}

![Methodology](table:methodology)
"""
EDITORS = ("Mira Tal", "Orvan Pell", "Lia Voss")
PARTNERS = ("Observatory", "Centre of the Mill", "Initiative")


def begun(home: Home, folder: Path) -> str:
    """Puts the text in; gives it as it is kept."""
    [row] = home.told(
        "list", "--kind", "statement", "--form", "remark", "--status", "published", "--limit", "1"
    )["records"]
    path = folder / "text.md"
    path.write_text(TEXT.replace(KEY, row["id"]), "utf-8")
    home("edition", "in", SLUG, path, "--why", "short")
    return home.text()


def sent(home: Home, folder: Path, partner: str) -> WordFile:
    """The file that a partner is sent, open in their editor."""
    path = folder / f"{partner}.docx"
    home("send", SLUG, "--to", partner, "-o", path)
    return WordFile(path.read_bytes())


def back(folder: Path, name: str, file: WordFile) -> Path:
    """The file as it comes back."""
    path = folder / f"{name} with comments.docx"
    path.write_bytes(file.written())
    return path


def three(home: Home, folder: Path) -> list[Path]:
    """Three partners edit at once: most of it apart, two in one sentence, two say the same."""
    files = [sent(home, folder, partner) for partner in PARTNERS]
    one, two, three = files
    mira, orvan, lia = EDITORS
    one.replace("in the morning", "at noon", mira).insert("in May", " 2024", mira)
    one.replace("Nine lorries", "Ten lorries", mira).comment("slept in them", "Who says so?", mira)
    one.add("In May the first carts", "They were searched.", mira)
    two.replace("in the morning", "in the evening", orvan).replace("sixty", "seventy", orvan)
    two.replace("Nine lorries", "Ten lorries", orvan)
    three.replace("by telephone", "in a letter", lia).replace("Two teachers", "Three teachers")
    return [back(folder, partner, file) for partner, file in zip(PARTNERS, files, strict=True)]


def one_line(text: str) -> str:
    """What a terminal shows, as if it were as wide as it takes."""
    return " ".join(text.split())


def open_changes(home: Home, *more: object) -> dict[int, dict[str, Any]]:
    """The listed changes by their numbers."""
    return {one["number"]: one for one in home.told("changes", SLUG, *more)["changes"]}


def numbers(home: Home, after: str) -> list[int]:
    """The numbers of the open changes that put these words in."""
    return [number for number, one in open_changes(home).items() if after in one["after"]]
