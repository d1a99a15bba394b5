"""The working file: an edition printed as it stands, with what is wrong shown in its place."""

from __future__ import annotations

from pathlib import Path

from sourcebook.publish.edition import Edition
from sourcebook.publish.formats import docx
from sourcebook.publish.material import Material
from sourcebook.publish.printing import Given, drafted
from sourcebook.publish.word.flowing import anchors_of, flow_of
from sourcebook.publish.word.opening import opened
from sourcebook.publish.word.sending.proving import prove


def working_file(
    edition: Edition,
    material: Material,
    given: Given,
    ids: docx.Stamp,
    *,
    styles: Path | None = None,
) -> bytes:
    """The edition as DOCX to be edited: the same text, material and ids give the same bytes.

    Block k of `flow_of(edition)` is named "p" and k, each reference by the name of its mark. `ids` say what
    it was made of. A reference that leads nowhere is printed as it is typed, and so is a picture that there
    is not. A notice in the report's language stands on top of every page. Raises EditionError where nothing
    can be printed, Unprintable, BadStyles, PandocFailed, and NotProved where the file does not give back
    what the edition says.
    """
    report, _ = drafted(edition, material, given)
    names = anchors_of(edition)
    content = docx.write(
        report, styles=styles, anchors=names, stamp=ids, notice=report.words["working draft"]
    )
    read = opened(content, "the working file")
    prove(flow_of(edition), read, report, names, own_styles=styles is None)
    return content
