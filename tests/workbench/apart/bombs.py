"""Files made to hold up or crash whoever reads them, as somebody could send or have captured them."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

_ZEROS = gzip.compress(bytes(16 << 20), 6)


def web_archive() -> bytes:
    """A web archive of 4 MB that unpacks to 4 GB: one answer without end."""
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2031-03-18T09:00:00Z\r\n"
        b"WARC-Target-URI: https://gazette.example/\r\nContent-Type: application/http; msgtype=response\r\n"
        b"Content-Length: 4294967296\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    )
    return gzip.compress(head) + _ZEROS * 255


def workbook(path: Path) -> Path:
    """A workbook of some hundred KB whose first row has six million cells."""
    sheet = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
            'Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
            'PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'spreadsheetml.sheet.main+xml"/></Types>',
        )
        package.writestr(
            "xl/workbook.xml",
            '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://'
            'schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" '
            'sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship'
            ' Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        with package.open(sheet, "w") as part:
            part.write(
                b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
            )
            for _ in range(100):
                part.write(b'<c t="inlineStr"><is><t>a</t></is></c>' * 60_000)
            part.write(b"</row></sheetData></worksheet>")
    return path


def nested(deep: int) -> bytes:
    """A page of elements within each other."""
    return b"<html><body>" + b"<div><b>" * deep + b"Nobody answered at Selm."


def endless_pdf() -> bytes:
    """A PDF whose pages are each other's children."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 2000000000/Kids[3 0 R 2 0 R]/Parent 3 0 R>>",
        "<</Type/Pages/Count 2000000000/Kids[2 0 R 3 0 R]/Parent 2 0 R>>",
    ]
    made, places = "%PDF-1.4\n", []
    for n, one in enumerate(objects, 1):
        places.append(f"{len(made):010} 00000 n \n")
        made += f"{n} 0 obj\n{one}\nendobj\n"
    table = f"xref\n0 4\n0000000000 65535 f \n{''.join(places)}trailer\n<</Root 1 0 R/Size 4>>\n"
    return f"{made}{table}startxref\n{len(made)}\n%%EOF\n".encode()
