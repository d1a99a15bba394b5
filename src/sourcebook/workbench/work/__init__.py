"""Long work in the background: imports, checks, publications. Begun on a page, done by one worker process.

    @long_work("publish", may="publish", title=gettext_lazy("Publish an edition"))   # pages/<page>/work.py
    def publish(told: Told, given: Mapping[str, Any], folder: Path) -> Outcome: ...

The module is listed in `kinds.py`. It runs bound to the person who began it, in the role they have by then,
and may run again from the start where its worker was killed: so its effect must be one that a second run does
not repeat (stable ids, a state that is asked first), or be made within `told.ending()`, with which the effect
and the end of the work are one transaction.

`told.step(done, of, words)` tells how far it is, and raises Cancelled where somebody asked to stop. What the
person must be told as a fault is raised as `Fault(words)`; ValueError, PermissionError and LookupError of the
rooms are told in their own words; any other is logged, and told in general words.

    work = begin(request, "publish", {"edition": slug}, title="...", once=f"publish {slug}", files={...})
    return redirect("work-item", slug=request.dossier.slug, work=work.pk)

`here(view, ...)` is the address of a page in the dossier, for the links of the outcome. `given` stays in the
database until the work is swept away: never a secret in it. `folder` holds the files of `begin` under their
names; what the work leaves there and names in `Outcome.files` can be downloaded.
"""

from sourcebook.dossier.desk.working import Underway
from sourcebook.workbench.work.beginning import begin
from sourcebook.workbench.work.kinds import LongWork, long_work
from sourcebook.workbench.work.told import Cancelled, Fault, Outcome, Told, here

__all__ = ["Cancelled", "Fault", "LongWork", "Outcome", "Told", "Underway", "begin", "here", "long_work"]
