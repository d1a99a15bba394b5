"""The workbench: pages in a browser, for one researcher on a laptop or for a team on a server.

Pages and their templates only; the rules of the trade are called, not written here. `frame` says who may open
a page, binds who looks, and gives what stands around it; `accounts` is how people come in; `serving` runs it;
`pages` are the pages; `evidence` is the other host, which shows what was captured; `apart` parses what others
made, in processes of their own; `api` answers programs.

To add a page of a dossier:

1.  Make `pages/<name>/` with `__init__.py` (a docstring), `views.py`, `urls.py`, `<template>.html`.

        # views.py
        from sourcebook.workbench.frame import MEMBER, Request, page

        @page(MEMBER)                       # who may open it: see frame/rules.py. Without it the build fails.
        def show(request: Request) -> HttpResponse:
            return render(request, "<name>/show.html", {"records": ...})

        # urls.py: below /d/<slug>/; `navigation` where it stands in the navigation
        urlpatterns = [path("<name>/", views.show, name="<name>")]
        navigation = Entry(gettext_lazy("Statements"), "<name>", key="s")

    The template of the page lies beside the view and is named "<name>/show.html". It begins with
    `{% extends "base.html" %}{% load i18n workbench %}` and fills the blocks `title` and `content` (which
    begins with one `<h1>`). `{% here "<name>" record.pk %}` is the address of a page in the same dossier.
    Queries in view and template show what the viewer may see: nothing need be filtered, and nothing can be
    forgotten. Changes go through `sourcebook.dossier.write`.
2.  Put the package into `IN_DOSSIER` in `urls.py`: one line, in the order of the navigation.
3.  Styles common to pages are in `static/workbench/look.css`; what only this page needs goes into
    `static/workbench/<name>.css` or `.js` and the block `head`. No inline script or style: the browser
    refuses it. Behaviour by HTMX attributes or an ES module. A key is `data-key="x"` on what it does (a link,
    button or field) with `data-key-label="what it does"`; `?` lists it by itself.
4.  Tests go to `tests/workbench/<name>/`; the fixtures of `tests/workbench/conftest.py` log people in. Names
    of URL arguments get a sample in `tests/workbench/samples.py`; the test of the rules then opens the page
    as every role by every method. `sourcebook admin permissions` prints who may open what.
"""
