"""Fills a new home: an edition to publish, and another with a file that came back. Run as a program of its own."""

from __future__ import annotations

from sourcebook.dossier import start

start()

from tests.publish.word.taking.editing import WordFile  # noqa: E402
from tests.workbench.publishing.making import PARTNERS, PASSWORD, partners, publishable  # noqa: E402
from tests.workbench.publishing.partners import ROAD, SILENT  # noqa: E402

from sourcebook.dossier.editions import opened  # noqa: E402
from sourcebook.dossier.models import Account, Dossier  # noqa: E402
from sourcebook.dossier.seen import Viewer, as_system, viewing  # noqa: E402
from sourcebook.dossier.seen.compiler import writing  # noqa: E402
from sourcebook.publish.circulating.sending import sent  # noqa: E402
from sourcebook.publish.circulating.taking import taken  # noqa: E402

with as_system():
    dossier, keeper = Dossier.objects.get(), Account.objects.get()
held = publishable(dossier, keeper)
of = partners(dossier)
with as_system(), writing():
    for account in of.values():
        account.set_password(PASSWORD)
        account.save()
    # Whoever opens the program here is of the first partner.
    keeper.organisation = of[PARTNERS[0]].organisation
    keeper.save()
with viewing(Viewer(dossier.pk, "keeper", keeper.pk, keeper.organisation_id)):
    edition = opened("words-2031", held.text, "first text")
    _, content = sent(edition, "Centre")
    file = WordFile(content)
    file.add(ROAD, "Nine lorries waited at the bridge.", "Orvan Pell")
    file.replace(SILENT, "Nobody replied to him, and the market stayed open.", "Mira Tal")
    file.replace(ROAD, "The road to Saarn was opened again in May, and carts came through.", "Orvan Pell")
    file.comment("opened again in May", "Since when?", "Orvan Pell")
    taken(file.written(), "back.docx")
