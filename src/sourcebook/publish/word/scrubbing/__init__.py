"""Anybody's Word file, before it is handed out: without a trace of who wrote it, where and when.

`traces.yaml` lists what is taken out; `revisions` deals with tracked changes, `fields` with add-ins and
linked files, `images` with what pictures say, `properties` with those of the file, `package` with its parts.
The text that is read stays, character for character.
"""

from sourcebook.publish.word.scrubbing.scrub import Scrubbed, scrubbed

__all__ = ["Scrubbed", "scrubbed"]
