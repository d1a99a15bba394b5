"""What can go wrong with passphrases, seals and captures; each message is one line that says what to do."""


class VaultError(ValueError):
    """Anything wrong with a vault or with what it sealed; the others here are kinds of it."""


class WeakPassphrase(VaultError):
    """A new passphrase is refused; the message says why."""


class WrongPassphrase(VaultError):
    """The passphrase does not open the vault."""


class PassphraseMissing(VaultError):
    """A passphrase is needed and none was given."""


class VaultBroken(VaultError):
    """The description of a vault cannot be read, or its two keys do not belong together."""


class SealBroken(VaultError):
    """Sealed text or an encrypted file was changed, cut, moved elsewhere, or sealed for another vault."""


class CaptureMissing(VaultError):
    """No bytes are stored under this hash or name."""


class CaptureDamaged(VaultError):
    """The bytes stored under a hash no longer have that hash."""
