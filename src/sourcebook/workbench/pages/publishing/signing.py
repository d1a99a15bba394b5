"""With which key a package is signed, and which day is printed on it."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from sourcebook.dossier.editions import newest
from sourcebook.dossier.editions.signing import signing_key
from sourcebook.dossier.models import Dossier, Edition, Organisation
from sourcebook.dossier.seen import as_system, current
from sourcebook.dossier.vault import OpenVault
from sourcebook.dossier.vault.passphrase import FILE_VARIABLE, VARIABLE, obtain
from sourcebook.dossier.write.make import vault_of
from sourcebook.dossier.write.storing import NoVault
from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.package import KeyFile
from sourcebook.workbench.work import Fault


def team_signers() -> tuple[KeyFile, ...]:
    """The key of the dossier, in the name of the viewer's organisation. Raises Fault where it is sealed."""
    viewer = current()
    own = [viewer.organisation] if viewer.organisation else []
    name = Organisation.objects.filter(pk__in=own).values_list("name", flat=True).first()
    title = Dossier.objects.get(pk=viewer.within).title
    return (KeyFile(name or title, signing_key(viewer.within, _opened)),)


def _opened() -> OpenVault:
    if not (os.environ.get(VARIABLE) or os.environ.get(FILE_VARIABLE)):
        # Nobody is at a terminal here to be asked.
        raise Fault(
            _(
                "The key that signs is sealed with the passphrase of the dossier, which this program was not "
                "started with. Whoever runs it sets %(name)s; or publish without a signature."
            )
            % {"name": FILE_VARIABLE}
        )
    with as_system():
        vault = vault_of(current().within)
    if vault is None:
        raise NoVault
    return vault.unlock(obtain())


def day_of(edition: Edition) -> str:
    """The day to print: "" where the text has one, else that of the publication, else today."""
    if parse(newest(edition).content).front.date:
        return ""
    if edition.published_at is not None:
        return edition.published_at.date().isoformat()
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.date().isoformat()
