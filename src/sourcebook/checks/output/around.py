"""What stands above the findings page where a program shows it: the way back, and files to keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Kept:
    """A file to keep: what people call it, its name on the disk, and its address (`data:` as well)."""

    label: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Around:
    """`back` is where its words `back_label` lead; `note` says what becomes of it all; `look` is light, dark,
    or as the computer has it."""

    back: str
    back_label: str
    files: tuple[Kept, ...] = ()
    note: str = ""
    look: Literal["auto", "light", "dark"] = "auto"

    def styled(self, style: str) -> str:
        """The style sheet with its dark colours always, never, or as the computer has it."""
        chosen = {"light": "@media not all", "dark": "@media all"}.get(self.look)
        return style.replace("@media (prefers-color-scheme: dark)", chosen) if chosen else style
