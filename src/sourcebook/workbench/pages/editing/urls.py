"""The addresses of editing."""

from django.urls import path

from sourcebook.workbench.pages.editing import changing, deciding, finding, joining, making, parting, undoing

urlpatterns = [
    path("new/<str:kind>/", making.new, name="record-new"),
    path("records/<str:record>/edit/", changing.change, name="record-edit"),
    path("records/<str:record>/edit/<str:field>/", changing.change_field, name="record-field"),
    path("records/<str:record>/status/", deciding.status, name="record-status"),
    path("records/<str:record>/merge/", joining.join, name="record-merge"),
    path("records/<str:record>/split/", parting.part, name="record-split"),
    path("records/<str:record>/undo/", undoing.take_back_last, name="record-undo-last"),
    path("undo/<str:revision>/", undoing.take_back, name="record-undo"),
    path("forms/find", finding.find_records, name="record-find"),
    path("forms/date", finding.tell_date, name="record-date"),
    path("forms/offices", finding.tell_offices, name="record-offices"),
    path("forms/again/<str:kind>/", finding.again, name="record-form"),
]
