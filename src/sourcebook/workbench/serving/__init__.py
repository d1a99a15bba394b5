"""Runs the workbench: the database made ready, the address, the link that opens it, and the server."""

from sourcebook.workbench.serving.running import LARGEST, Running, prepared
from sourcebook.workbench.serving.working import worker_beside

__all__ = ["LARGEST", "Running", "prepared", "worker_beside"]
