"""Who may see what: the viewer, the rules, and the gate in the SQL compiler that no query goes around.

A filtered manager leaks: joins, subqueries and aggregates bypass it. Here each query is compiled by a
compiler that adds the rule of every gated table in it. Without a viewer no query runs at all.
"""

from sourcebook.dossier.seen.viewer import (
    NotAllowed,
    NoViewer,
    Viewer,
    as_system,
    at_the_door,
    current,
    viewing,
)

__all__ = ["NoViewer", "NotAllowed", "Viewer", "as_system", "at_the_door", "current", "viewing"]
