"""The evidence package: a bag (RFC 8493) with the report, what it rests on, and three ways to check it.

`build` writes it, `zipped` packs it, `verify` checks it as deeply as this program can. `alone/verify.py` goes
into the package and checks it without this program; `verify.html` does so in a browser without a network.
"""

from sourcebook.publish.package.building import Summary, build
from sourcebook.publish.package.faults import PackageError
from sourcebook.publish.package.signing import KeyFile, Signer, key_id
from sourcebook.publish.package.verifying import Verified, verify
from sourcebook.publish.package.zipping import zipped

__all__ = [
    "KeyFile",
    "PackageError",
    "Signer",
    "Summary",
    "Verified",
    "build",
    "key_id",
    "verify",
    "zipped",
]
