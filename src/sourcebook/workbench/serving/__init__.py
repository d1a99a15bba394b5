"""Runs the workbench: the database made ready, the address, the link that opens it, and the server."""

from sourcebook.workbench.serving.running import LARGEST, Running, prepared

__all__ = ["LARGEST", "Running", "prepared"]
