"""Whatever is changed in a package, each of the three verifiers says so."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.publish.package.forging import (
    FORGERIES,
    added,
    bagit,
    cut,
    from_json,
    from_json_alone,
    from_page,
    last_from_json,
    ours,
    remake,
    removed,
    retag,
    script,
    swap,
    text_layer,
)
from tests.publish.package.making import EDITION, PAGE, SEALED, material, package, printed, sha, signer

from sourcebook.publish.formats import docx, html, pdf
from sourcebook.publish.package import PackageError, build, key_id, verify, zipped

KEY = signer().public_key.hex()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "p"
    package(folder, [signer()])
    return folder


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "p"))


def test_nothing_is_said_of_a_package_that_was_left_alone(made: Path) -> None:
    assert ours(made, KEY) == script(made, KEY) == script(made, key_id(bytes.fromhex(KEY))) == []
    assert not bagit(made)


def test_one_changed_byte_in_any_file_is_found_by_all_three(copy: Path, made: Path) -> None:
    for path in sorted(path for path in copy.rglob("*") if path.is_file()):
        data = path.read_bytes()
        at = len(data) // 2
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        name = path.relative_to(copy)
        # A script that was itself changed is not run: its place is taken by one that was not.
        assert ours(copy), name
        assert script(copy, program=made / "verify.py"), name
        assert bagit(copy), name
        path.write_bytes(data)
    assert ours(copy) == []


@pytest.mark.parametrize("forge", FORGERIES)
def test_each_forgery_is_found_by_all_three(forge: Callable[[Path], None], copy: Path) -> None:
    forge(copy)
    # Any file more is an error to us; BagIt allows none in data/.
    assert ours(copy) and script(copy) and bagit(copy)


@pytest.mark.parametrize("forge", FORGERIES)
def test_with_the_manifests_made_anew_the_signature_finds_it(
    forge: Callable[[Path], None], copy: Path
) -> None:
    forge(copy)
    remake(copy)
    assert not bagit(copy)
    for problems in (ours(copy, KEY), script(copy, KEY)):
        assert any("signature of Sel Law Centre does not hold" in one for one in problems), problems
        assert any(f"signature of the key {KEY}" in one for one in problems), problems


@pytest.mark.parametrize(
    "forge", [swap, from_page, from_json, from_json_alone, last_from_json, text_layer, added, removed]
)
def test_even_without_a_signature_what_does_not_fit_together_is_found(
    forge: Callable[[Path], None], copy: Path
) -> None:
    forge(copy)
    cut(copy / "data/package.json", r'"signers": \[.*?\],', '"signers": [],')
    shutil.rmtree(copy / "signatures")
    remake(copy)
    told = {"verify.html", "verify.html shows another", "nobody has signed"}
    for problems in (ours(copy), script(copy)):
        assert [one for one in problems if not any(words in one for words in told)], problems
    assert any("signature of the key" in one for one in script(copy, KEY))


def test_a_forgery_signed_by_somebody_else_fits_together_and_only_the_key_tells(tmp_path: Path) -> None:
    forger = signer("Somebody else")
    named = type(forger)("Sel Law Centre", forger.key)
    package(tmp_path / "p", [named])
    assert ours(tmp_path / "p") == script(tmp_path / "p") == []
    assert "learn them elsewhere" in " ".join(verify(tmp_path / "p").warnings)
    assert ours(tmp_path / "p", KEY) and script(tmp_path / "p", KEY)
    assert ours(tmp_path / "p", key_id(bytes.fromhex(KEY))) and script(
        tmp_path / "p", key_id(bytes.fromhex(KEY))
    )


def test_a_key_id_that_is_only_claimed_is_no_key(copy: Path) -> None:
    """A forger writes the id of the true key beside a key of their own."""
    forger, true = signer("Somebody else"), key_id(bytes.fromhex(KEY))
    path = copy / f"signatures/{true}.json"
    cut(copy / "data/package.json", KEY, forger.public_key.hex())
    remake(copy)
    manifest = (copy / "manifest-sha256.txt").read_bytes()
    found = json.loads(path.read_text("utf-8"))
    found.update(public_key=forger.public_key.hex(), signature=forger.sign(manifest).hex())
    path.write_text(json.dumps(found), "utf-8")
    retag(copy)
    assert any(true in one for one in ours(copy, true)) and any(true in one for one in script(copy, true))


@pytest.mark.parametrize("name", ["verify.html", "verify.py", "README.txt"])
def test_a_tool_that_was_changed_with_its_manifest_is_found(name: str, copy: Path, made: Path) -> None:
    words = {"verify.html": "He wrote", "verify.py": "Everything holds", "README.txt": "Three ways"}[name]
    cut(copy / name, words, "He never wrote")
    retag(copy)
    assert not bagit(copy)
    assert any(name in one for one in ours(copy, KEY))
    assert any(name in one for one in script(copy, KEY, program=made / "verify.py"))


def test_a_signature_that_was_taken_away_is_missed(copy: Path) -> None:
    shutil.rmtree(copy / "signatures")
    retag(copy)
    assert any("Sel Law Centre" in one for one in ours(copy)) and any(
        "Sel Law Centre" in one for one in script(copy)
    )


def test_another_date_on_a_signature_is_found(copy: Path) -> None:
    cut(next((copy / "signatures").iterdir()), "2032-02-01", "2031-01-01")
    retag(copy)
    assert ours(copy) and script(copy)


def test_a_link_that_leads_out_of_the_package_is_not_followed(copy: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    path = copy / "README.txt"
    secret.write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(secret)
    assert any("README.txt" in one for one in ours(copy)) and any("README.txt" in one for one in script(copy))


@pytest.mark.parametrize("name", ["report", "evidence", "package"])
@pytest.mark.parametrize(
    "content", ["[]", "{}", "null", "{", '{"parts": 3, "sources": [], "signers": [1]}', "\udc80"]
)
def test_any_rubbish_in_place_of_a_data_file_is_one_more_problem(name: str, content: str, copy: Path) -> None:
    (copy / f"data/{name}.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    remake(copy)
    assert ours(copy, KEY) and script(copy, KEY)


def test_a_zip_that_was_cut_short_or_holds_a_file_twice_is_no_package(made: Path, tmp_path: Path) -> None:
    path = zipped(made, tmp_path / "p.zip")
    data = path.read_bytes()
    assert SEALED.encode() not in data
    middle = data.index(b"%PDF-1.7 the daily")
    path.write_bytes(data[:middle] + b"X" + data[middle + 1 :])
    assert verify(path).problems
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(PackageError, match="no ZIP that can be read"):
        verify(path)
    path.write_bytes(data)
    with pytest.warns(UserWarning), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("evidence-package/README.txt", "other")
    assert any("twice" in one for one in verify(path).problems)


def test_a_paragraph_that_is_missing_in_one_format_is_found_in_it(tmp_path: Path) -> None:
    """Nobody signed it, and all hashes are right: only the text taken back tells."""
    whole = printed()
    less = replace(whole, blocks=tuple(block for block in whole.blocks if block.id != "r-a"))
    for name, files in {
        "whole": {
            "report.pdf": pdf.write(whole),
            "report.docx": docx.write(whole),
            "report.html": html.write(whole),
        },
        "less": {
            "report.pdf": pdf.write(less),
            "report.docx": docx.write(less),
            "report.html": html.write(less),
        },
    }.items():
        build(tmp_path / name, whole, files, material(), EDITION)
    assert ours(tmp_path / "whole") == []
    problems = ours(tmp_path / "less")
    for name in ("report.pdf", "report.docx", "report.html"):
        assert [one for one in problems if f"data/{name}: paragraph r-a" in one and "missing" in one], (
            problems
        )


def test_what_is_no_package_is_said_to_be_none(tmp_path: Path) -> None:
    assert "manifest-sha256.txt is missing" in " ".join(verify(tmp_path).problems)
    for path in (tmp_path / "nowhere", Path(__file__)):
        with pytest.raises(PackageError, match="no ZIP that can be read"):
            verify(path)


@pytest.mark.parametrize("content", ["{", "{}", '["zz"]', "[3]"])
def test_a_list_of_withdrawn_captures_that_is_none_is_refused(
    content: str, made: Path, tmp_path: Path
) -> None:
    (tmp_path / "revoked.json").write_text(content)
    with pytest.raises(PackageError, match=r"revoked\.json"):
        verify(made, tmp_path / "revoked.json")


@pytest.mark.parametrize("key", ["", "12", "zz" * 32])
def test_a_key_that_is_none_is_refused(key: str, made: Path) -> None:
    with pytest.raises(PackageError, match="is no key"):
        verify(made, keys=[key])


def test_a_capture_that_was_withdrawn_is_a_warning(made: Path, tmp_path: Path) -> None:
    revoked = tmp_path / "revoked.json"
    revoked.write_text(json.dumps([sha(PAGE), "12" * 32]))
    verified = verify(made, revoked, keys=[KEY])
    assert verified.holds
    assert [one for one in verified.warnings if sha(PAGE) in one and "withdrawn" in one]
    assert len(verified.warnings) == 1
