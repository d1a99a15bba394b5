"""Editions in the dossier: their texts are kept, they are frozen, signed off, published, corrected.

How an edition is printed is none of this package's business (`publish` does that): here stand its text,
its state and whose word it has. `releasing` keeps which captures may be handed out; `sendings`, `takings` and
`deciding` keep who was sent a text in Word, what came back, what was proposed in it and decided.
"""

from sourcebook.dossier.editions.forgetting import forget
from sourcebook.dossier.editions.saving import EditionRefused, edition_of, newest, opened, save, texts
from sourcebook.dossier.editions.states import Frozen, correct, freeze, publish, reopen, sign

__all__ = [
    "EditionRefused",
    "Frozen",
    "correct",
    "edition_of",
    "forget",
    "freeze",
    "newest",
    "opened",
    "publish",
    "reopen",
    "save",
    "sign",
    "texts",
]
