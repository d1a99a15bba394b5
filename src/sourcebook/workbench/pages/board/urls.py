"""The address of the board."""

from django.urls import path
from django.utils.translation import gettext_lazy

from sourcebook.workbench.frame.navigation import Entry
from sourcebook.workbench.pages.board import views

urlpatterns = [path("board/", views.show, name="board")]
navigation = Entry(gettext_lazy("Board"), "board", key="a")
