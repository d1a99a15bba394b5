"""What keeps a load from happening, with its place: file, line, field, reason."""

from __future__ import annotations

from dataclasses import dataclass, field

_TOLD = 100


@dataclass(frozen=True, slots=True)
class LineProblem:
    """Why a line is refused: the file, the line (from 1), the field and the reason."""

    file: str
    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        field = f"{self.field}: " if self.field else ""
        return f"{self.file}, line {self.line}: {field}{self.reason}"


class LoadRefused(ValueError):
    """Nothing was loaded; `problems` are the first hundred reasons, `count` says how many there are."""

    def __init__(self, problems: list[LineProblem], count: int) -> None:
        self.problems = tuple(problems)
        self.count = count
        more = f" (and {count - 3} more)" if count > 3 else ""
        super().__init__("nothing was loaded: " + "; ".join(str(one) for one in problems[:3]) + more)


@dataclass
class Problems:
    """The problems found so far; the first are kept."""

    first: list[LineProblem] = field(default_factory=list)
    count: int = 0

    def add(self, file: str, line: int, name: str, reason: str) -> None:
        """One more."""
        self.count += 1
        if len(self.first) < _TOLD:
            self.first.append(LineProblem(file, line, name, reason))

    def raise_any(self) -> None:
        """Raises LoadRefused where there are any."""
        if self.count:
            raise LoadRefused(self.first, self.count)
