"""Forms for records of every kind: the fields in the order of the trade, the right control for each, nothing
lost.

`RecordForm` is the door. What is typed is kept as typed; what cannot stand is told beside its field.
Everything
works without scripts: rows are added by buttons that send the form, links are looked up by their words.

    form = RecordForm.of("event", initial={"when": "2031-03-18"})        a new one
    form = RecordForm.of(plain["kind"], plain)                           of a record as `by_ids` gives it
    form = RecordForm.read(kind, request.POST, plain=plain_or_None)      what was sent
    form.again      a button asked for another row: show the form again
    form.ready      nothing is at fault; `form.save(why)` then gives the id, or "" with the faults in the form
"""

from sourcebook.workbench.forms.record import RecordForm

__all__ = ["RecordForm"]
