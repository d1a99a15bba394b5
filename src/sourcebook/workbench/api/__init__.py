"""The read-only API: what a member may see of a dossier, for notebooks and other programs, as JSON.

Below `/api/v1/`, with a key that the member made (`dossier/access/tokens.py`). Each key is of one dossier;
every answer is gated as a page is. `shapes` says what goes in and comes out, `operations` answers, `urls`
puts the rule on each address. The description is at `/api/v1/openapi.json`.
"""
