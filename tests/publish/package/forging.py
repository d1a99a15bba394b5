"""Ways to change a package behind its back, and the three verifiers that ought to notice."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

from tests.publish.package.making import OTHER, PAGE, sha

from sourcebook.publish.package import verify
from sourcebook.publish.package.report import digest, link


def ours(folder: Path, *keys: str) -> list[str]:
    return list(verify(folder, keys=keys).problems)


def script(folder: Path, *keys: str, program: Path | None = None) -> list[str]:
    """What verify.py says; it has nothing but the standard library."""
    asked = [argument for key in keys for argument in ("--key", key)]
    command = [sys.executable, "-I", "-S", str(program or folder / "verify.py"), str(folder), *asked]
    done = subprocess.run(command, capture_output=True, text=True)
    assert "Traceback" not in done.stderr, done.stderr
    problems = [line for line in (done.stdout + done.stderr).splitlines() if line.startswith("PROBLEM")]
    assert done.returncode == (1 if problems else 0), done.stderr
    return problems


def bagit(folder: Path) -> bool:
    done = subprocess.run(
        [sys.executable, "-m", "bagit", "--validate", "--quiet", folder], capture_output=True
    )
    return done.returncode != 0


def swap(folder: Path) -> None:
    one, other = folder / f"data/captures/{sha(PAGE)}.html", folder / f"data/captures/{sha(OTHER)}.pdf"
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def cut(path: Path, pattern: str, by: str = "") -> None:
    text = path.read_text("utf-8")
    path.write_text(re.sub(pattern, by, text, count=1, flags=re.DOTALL), "utf-8")
    assert path.read_text("utf-8") != text


def from_page(folder: Path) -> None:
    cut(folder / "data/report.html", r'<div class="block paragraph body" id="r-a">.*?</p>')


def from_json(folder: Path) -> None:
    """Takes a paragraph out and makes every hash of report.json anew, as a careful forger does."""
    path = folder / "data/report.json"
    report = json.loads(path.read_text("utf-8"))
    report["parts"] = [part for part in report["parts"] if part["id"] != "r-a"]
    chain = ""
    for part in report["parts"]:
        part["sha256"] = digest(part["lines"])
        part["chain"] = chain = link(chain, part["id"], part["sha256"])
    report["chain"] = chain
    path.write_text(json.dumps(report), "utf-8")


def from_json_alone(folder: Path) -> None:
    path = folder / "data/report.json"
    report = json.loads(path.read_text("utf-8"))
    report["parts"] = [part for part in report["parts"] if part["id"] != "p-hills"]
    path.write_text(json.dumps(report), "utf-8")


def last_from_json(folder: Path) -> None:
    path = folder / "data/report.json"
    report = json.loads(path.read_text("utf-8"))
    del report["parts"][-1]
    path.write_text(json.dumps(report), "utf-8")


def from_edition(folder: Path) -> None:
    cut(folder / "data/edition.md", r"On 18 April.*")


def offsets(folder: Path) -> None:
    cut(folder / "data/evidence.json", "withheld", "on file")
    cut(folder / "data/report.json", r'"exact": "Every hill is ours"', '"exact": "Every hill is mine"')


def text_layer(folder: Path) -> None:
    cut(next((folder / "data/text").glob("*.txt")), "is", "was")


def added(folder: Path) -> None:
    (folder / "data/captures/extra.html").write_text("more")


def removed(folder: Path) -> None:
    (folder / f"data/captures/{sha(PAGE)}.html").unlink()


def remake(folder: Path) -> None:
    """Makes the manifests anew, as everybody can."""
    hashes = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((folder / "data").rglob("*"))
        if path.is_file()
    }
    size = sum((folder / path).stat().st_size for path in hashes)
    (folder / "manifest-sha256.txt").write_text("".join(f"{one}  {path}\n" for path, one in hashes.items()))
    info = folder / "bag-info.txt"
    info.write_text(
        re.sub(r"Payload-Oxum: \S+", f"Payload-Oxum: {size}.{len(hashes)}", info.read_text("utf-8")), "utf-8"
    )
    retag(folder)


def retag(folder: Path) -> None:
    tags = [p for p in sorted(folder.rglob("*")) if p.is_file() and p.relative_to(folder).parts[0] != "data"]
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in tags
        if path.name != "tagmanifest-sha256.txt"
    ]
    (folder / "tagmanifest-sha256.txt").write_text("".join(lines))


FORGERIES = [swap, from_page, from_json, from_json_alone, last_from_json, from_edition, offsets, text_layer, added, removed]  # fmt: skip
