"""Signatures: the short script agrees with the library, and with the examples of RFC 8032."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.publish import package
from sourcebook.publish.package import KeyFile, PackageError
from sourcebook.publish.package.signing import holds, signature_of

# RFC 8032, section 7.1: public key, message, signature.
EXAMPLES = [
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
]  # fmt: skip
ORDER = 2**252 + 27742317777372353535851937790883648493


@pytest.fixture(scope="module")
def signed() -> Callable[[bytes, bytes, bytes], bool]:
    """The function of verify.py, without running its checks."""
    source = Path(str(package.__file__)).parent / "alone" / "verify.py"
    names: dict[str, Callable[[bytes, bytes, bytes], bool]] = {}
    exec(source.read_text("utf-8").partition("\nasked =")[0], names)
    return names["signed"]


@pytest.mark.parametrize(("key", "message", "signature"), EXAMPLES)
def test_the_examples_of_the_rfc(
    key: str, message: str, signature: str, signed: Callable[[bytes, bytes, bytes], bool]
) -> None:
    given_ = [bytes.fromhex(one) for one in (key, message, signature)]
    assert signed(*given_)
    assert not signed(given_[0], given_[1] + b".", given_[2])
    # The same signature with the order of the group added (RFC 8032, 5.1.7: s below the order).
    s = int.from_bytes(given_[2][32:], "little") + ORDER
    assert not signed(given_[0], given_[1], given_[2][:32] + s.to_bytes(32, "little"))


@settings(max_examples=40, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200), st.integers(0, 511), st.integers(0, 255))
def test_it_agrees_with_the_library_whatever_bit_is_turned(
    signed: Callable[[bytes, bytes, bytes], bool], seed: bytes, message: bytes, bit: int, key_bit: int
) -> None:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = key.public_key().public_bytes_raw(), key.sign(message)
    assert signed(public, message, signature)
    for one, turned in ((public, _turned(signature, bit)), (_turned(public, key_bit), signature)):
        try:
            Ed25519PublicKey.from_public_bytes(one).verify(turned, message)
            expected = True
        except InvalidSignature:
            expected = False
        try:
            found = signed(one, message, turned)
        except ValueError:
            found = False
        assert found == expected


def _turned(data: bytes, bit: int) -> bytes:
    return (int.from_bytes(data, "big") ^ (1 << bit)).to_bytes(len(data), "big")


def test_a_signature_that_its_key_does_not_confirm_is_never_written() -> None:
    class Wrong(KeyFile):
        def sign(self, data: bytes) -> bytes:
            return b"\x00" * 64

    with pytest.raises(PackageError, match="Sel Law Centre: what its key signed is not confirmed"):
        signature_of(Wrong("Sel Law Centre", Ed25519PrivateKey.generate()), b"manifest", "2032-02-01")


@pytest.mark.parametrize("found", [{}, {"public_key": "zz", "signature": ""}, {"public_key": 3}, {"public_key": "00" * 32, "signature": "00"}])  # fmt: skip
def test_rubbish_is_no_signature(found: dict[str, object]) -> None:
    assert not holds(found, b"manifest")


def test_a_key_is_read_from_a_pem_file(tmp_path: Path) -> None:
    key = Ed25519PrivateKey.generate()
    path = tmp_path / "key.pem"
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    read = KeyFile.read(path, "Sel Law Centre")
    assert read.public_key == key.public_key().public_bytes_raw()
    path.write_bytes(
        generate_private_key(SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    with pytest.raises(PackageError, match="not an Ed25519 key"):
        KeyFile.read(path, "Sel Law Centre")
    path.write_bytes(b"nothing")
    with pytest.raises(PackageError, match="no private key"):
        KeyFile.read(path, "Sel Law Centre")
