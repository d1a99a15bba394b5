"""What `make` and the checks tell of how far they are, as steps of long work in words."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from sourcebook.checks.rules import CATALOGUE
from sourcebook.publish.building import STEPS
from sourcebook.workbench.work import Told


def steps(told: Told) -> Callable[[str], None]:
    """A progress function for the rooms: each call is one step. Raises Cancelled where it is to stop."""
    words = {
        STEPS[0]: _("Printing"),
        STEPS[1]: _("Writing PDF, DOCX and HTML"),
        STEPS[2]: _("Taking the text back from each and comparing it"),
        STEPS[3]: _("Checking"),
    }
    whole = len(STEPS) + len(CATALOGUE)
    done = 0
    told.step(0, whole, _("Gathering the records"))

    def step(what: str) -> None:
        nonlocal done
        done = min(done + 1, whole)
        told.step(done, whole, words.get(what, words[STEPS[3]]))

    return step
