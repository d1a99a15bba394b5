"""What is in a file and was not taken, a line each in the order of the file; what comes twice is counted."""

from __future__ import annotations

from dataclasses import dataclass, field

_LONGEST = 80


@dataclass(slots=True)
class Told:
    """The lines so far, with how often each was said."""

    lines: dict[str, int] = field(default_factory=dict)

    def say(self, line: str) -> None:
        """One more thing that was not taken."""
        self.lines[line] = self.lines.get(line, 0) + 1

    def all(self) -> tuple[str, ...]:
        """The lines."""
        return tuple(f"{line} ({count} times)" if count > 1 else line for line, count in self.lines.items())


def shortened(text: str) -> str:
    """The beginning of a text, in quotation marks and one line."""
    plain = " ".join(text.split())
    return f"“{plain}”" if len(plain) <= _LONGEST else f"“{plain[:_LONGEST].rstrip()}…”"
