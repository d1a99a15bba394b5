"""Preserved copies of Ardovia: a PDF, captured pages, a picture; their bytes are in the store."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from PIL import Image
from tests.dossier.write.making import SPEECH, capture, make, source
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from sourcebook.dossier.home import captures
from sourcebook.dossier.kinds.plain import whole_part
from sourcebook.dossier.vault import Store

PAGES = ("Nobody answered at Selm.", "On 18 March the minister said: Every hill will be ours again.")


def pdf(*pages: str, box: str = "0 0 400 300") -> bytes:
    """A PDF of one line a page."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{4 + 2 * n} 0 R' for n in range(len(pages)))}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for n, text in enumerate(pages):
        drawn = f"BT /F1 10 Tf 20 200 Td ({text}) Tj ET"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents {5 + 2 * n} 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
        )
        objects.append(f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream")
    made, places = "%PDF-1.4\n", []
    for n, one in enumerate(objects, 1):
        places.append(f"{len(made):010} 00000 n \n")
        made += f"{n} 0 obj\n{one}\nendobj\n"
    size = len(objects) + 1
    table = f"xref\n0 {size}\n0000000000 65535 f \n{''.join(places)}trailer\n<</Root 1 0 R/Size {size}>>\n"
    return f"{made}{table}startxref\n{len(made)}\n%%EOF\n".encode()


def picture(colour: tuple[int, int, int] = (40, 90, 60)) -> bytes:
    """A small PNG."""
    made = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(made, "PNG")
    return made.getvalue()


def warc(*saved: tuple[str, str, bytes]) -> bytes:
    """A web archive of (address, type, content)."""
    made = io.BytesIO()
    writer = WARCWriter(made, gzip=True)
    for url, type, content in saved:
        headers = StatusAndHeaders("200 OK", [("Content-Type", type)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(url, "response", payload=io.BytesIO(content), http_headers=headers)
        )
    return made.getvalue()


def kept(
    content: bytes, media_type: str, text: str = SPEECH, pages: Sequence[Any] = (), **own: Any
) -> tuple[str, str]:
    """A source with a copy of these bytes, whose text is `text`; the ids of the copy and of its text layer."""
    stored = Store(captures()).put(content)
    of = source(title=f"The Kelmet Gazette {media_type}")
    custody = whole_part(
        "custody",
        {"at": "2031-03-18T09:00:00Z", "who": "Mira Quell", "act": "received", "detail": "from a stick"},
    )
    row = capture(
        of["id"], text, sha256=stored.sha256, size=stored.size, media_type=media_type, tool="by hand",
        file_name=own.pop("file_name", "copy"), custody=[custody], **own,
    )  # fmt: skip
    [layer] = row["parts"]["layers"]
    layer["pages"] = [list(page) for page in pages]
    make(of, row, texts=(text,))
    return str(row["id"]), str(layer["id"])
