"""The passphrase is found where it is given, and asked for only where somebody can answer."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from sourcebook.dossier.vault import LOST_IS_FINAL, PassphraseMissing
from sourcebook.dossier.vault.passphrase import obtain

ASK = """
import sys
from sourcebook.dossier.vault.passphrase import obtain
try:
    print("GOT<" + obtain(new=sys.argv[1] == "new", environ={}) + ">")
except ValueError as error:
    print(type(error).__name__, error)
"""


def test_the_variable_comes_first(tmp_path: Path) -> None:
    path = tmp_path / "words"
    path.write_text("from the file")
    both = {"SOURCEBOOK_PASSPHRASE": "from the variable", "SOURCEBOOK_PASSPHRASE_FILE": str(path)}
    assert obtain(environ=both) == "from the variable"
    assert obtain(environ=both | {"SOURCEBOOK_PASSPHRASE": ""}) == "from the file"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"six odd words", "six odd words"),
        (b"six odd words\n", "six odd words"),
        (b"six odd words\r\nsecond line", "six odd words"),
        (b"\xef\xbb\xbfsix odd words\n", "six odd words"),
        (b" six odd words \n", " six odd words "),
        ("վեց բառ\n".encode(), "վեց բառ"),
    ],
)
def test_the_first_line_of_the_file_counts(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "words"
    path.write_bytes(content)
    assert obtain(environ={"SOURCEBOOK_PASSPHRASE_FILE": str(path)}) == words


@pytest.mark.parametrize("content", [None, b"", b"\nwords below", b"\xff\xfe\x00"])
def test_a_file_without_a_passphrase_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "words"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PassphraseMissing, match=r"SOURCEBOOK_PASSPHRASE_FILE: .*words"):
        obtain(environ={"SOURCEBOOK_PASSPHRASE_FILE": str(path)})


def test_without_a_terminal_it_says_what_to_set() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK, "old"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("PassphraseMissing a passphrase is needed")
    assert "set SOURCEBOOK_PASSPHRASE or SOURCEBOOK_PASSPHRASE_FILE" in done.stdout


def at_a_terminal(mode: str, answers: list[tuple[str, str]]) -> str:
    """What the terminal shows when each prompt gets its answer."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-c", ASK, mode])
    shown = ""
    waiting = list(answers)
    try:
        while piece := os.read(terminal, 4096):
            shown += piece.decode()
            if waiting and waiting[0][0] in shown:
                os.write(terminal, waiting.pop(0)[1].encode())
    except OSError:  # the other side has closed
        pass
    os.close(terminal)
    os.waitpid(child, 0)
    return shown.replace("\r\n", "\n")


def test_a_person_is_asked_and_the_words_are_not_shown() -> None:
    shown = at_a_terminal("old", [("Passphrase: ", "six odd words\n")])
    assert shown.count("six odd words") == 1  # in the program's own answer
    assert "GOT<six odd words>" in shown


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        ("six odd words here", "six odd words here", "GOT<six odd words here>"),
        ("six odd words here", "six odd words there", "WeakPassphrase the two passphrases differ"),
        ("too short", "", "WeakPassphrase the passphrase has under 12 characters"),
    ],
)
def test_a_new_one_is_typed_twice_and_told_to_be_final(first: str, second: str, outcome: str) -> None:
    shown = at_a_terminal("new", [("New passphrase: ", f"{first}\n"), ("The same again: ", f"{second}\n")])
    assert LOST_IS_FINAL in shown
    assert outcome in shown


def test_nothing_typed_is_told() -> None:
    assert "PassphraseMissing no passphrase was typed" in at_a_terminal("old", [("Passphrase: ", "\x04")])
