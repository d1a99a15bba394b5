"""The workbench as a Django app."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    """The app of the pages."""

    name = "sourcebook.workbench"
    label = "workbench"
