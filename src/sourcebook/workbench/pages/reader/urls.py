"""The addresses of the reader: of a source, a capture, or any record, whose evidence is then looked up.

A program that answers for them has the files of texts read apart.
"""

from django.urls import path

from sourcebook.dossier.ingest.passage.kept import read_by
from sourcebook.workbench.apart.reading import READERS
from sourcebook.workbench.pages.reader import deciding, making, views

read_by(READERS)
urlpatterns = [
    path("read/<uuid:record>/", views.show, name="reader"),
    path("read/<uuid:record>/text/", views.part, name="reader-text"),
    path("read/<uuid:record>/beside/", views.beside, name="reader-beside"),
    path("read/<uuid:record>/make/", making.make, name="reader-make"),
    path("read/<uuid:record>/evidence/", making.evidence, name="reader-evidence"),
    path("read/<uuid:record>/candidates/", deciding.candidates, name="reader-candidates"),
    path("read/<uuid:record>/decide/", deciding.decide, name="reader-decide"),
]
