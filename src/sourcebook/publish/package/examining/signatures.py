"""The signatures: of every organisation that the signed part names, and of every key that was asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sourcebook.publish.package.examining.contents import Contents
from sourcebook.publish.package.faults import PackageError
from sourcebook.publish.package.signing import holds, key_id


def examine(contents: Contents, keys: Sequence[str], signed: list[tuple[str, str]]) -> Iterator[str]:
    """What does not hold; (organisation, key) of what does is added to `signed`."""
    signers = contents.package.get("signers")
    if not isinstance(signers, list):
        yield "data/package.json does not say who signs"
        return
    expected = set()
    for signer in signers:
        try:
            path = f"signatures/{signer['key_id']}.json"
            expected.add(path)
            fault = _fault(contents, path, signer)
        except (LookupError, TypeError, ValueError, PackageError) as error:
            fault = f"cannot be read ({error})"
        if fault:
            yield f"the signature of {_who(signer)} {fault}"
        else:
            signed.append((signer["organisation"], signer["public_key"]))
    for path in sorted(path for path in contents.files if path.startswith("signatures/")):
        if path not in expected:
            yield f"{path} is of nobody whom data/package.json names"
    known = {name for _, key in signed for name in (key, key_id(bytes.fromhex(key)))}
    yield from (f"there is no signature of the key {key} that holds" for key in keys if key not in known)


def _fault(contents: Contents, path: str, signer: dict[str, Any]) -> str:
    if not contents.has(path):
        return f"is missing ({path})"
    found = json.loads(contents.data(path))
    if {**found, **signer} != found or found["key_id"] != key_id(bytes.fromhex(found["public_key"])):
        return "names another organisation or key than data/package.json"
    if found["date"] != contents.report["date"]:
        return "bears another date than the report"
    return "" if holds(found, contents.manifest) else "does not hold: files were changed after it was made"


def _who(signer: object) -> str:
    return str(signer.get("organisation")) if isinstance(signer, dict) else "somebody"
