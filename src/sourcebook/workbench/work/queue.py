"""The queue of django-tasks: of a dossier it knows the id of a row of work, and nothing else."""

from __future__ import annotations

import uuid
from datetime import datetime

from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

QUEUE = "work"


@task(queue_name=QUEUE)
def do(work: str) -> None:
    """Does a piece of work; says nothing of it to the queue, neither what came of it nor why it failed."""
    from sourcebook.workbench.work.doing import do_work

    do_work(uuid.UUID(work))


def queued(work: uuid.UUID) -> None:
    """Puts work into the queue."""
    do.enqueue(str(work))


def in_queue() -> set[str]:
    """The ids of work that stands in the queue and was taken by no worker."""
    rows = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    return {given["args"][0] for given in rows.values_list("args_kwargs", flat=True)}


def sweep_queue(before: datetime) -> None:
    """Takes away rows of the queue that are over, or whose worker died."""
    rows = DBTaskResult.objects.exclude(status=TaskResultStatus.READY)
    rows.filter(enqueued_at__lt=before).delete()
