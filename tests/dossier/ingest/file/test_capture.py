"""What people hand in: its type by its bytes, its text as a layer, what it says of its saving; and traps."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from sourcebook.dossier.ingest.file import CaptureError, read_capture
from sourcebook.dossier.ingest.file import warc as archive_records

WORDS = "The bridge at Vareth was shelled on 3 April, residents told the Ardovian Times."
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
JPEG = b"\xff\xd8\xff\xe1\x00\x20Exif\0\0GPS 40.1 44.5" + b"\0" * 40
URL = "https://times.example/bridge"


def page(head: str = "", words: str = WORDS, charset: str = "utf-8") -> bytes:
    text = f"<!DOCTYPE html>\n{head}<html><head><title>Bridge</title></head><body><nav>Menu</nav><h1>Bridge</h1><p>{words}</p></body></html>"
    return text.encode(charset)


def put(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def response(
    writer: WARCWriter, url: str, body: bytes, status: str = "200 OK", type: str = "text/html", **headers: str
) -> None:
    told = [("Content-Type", type), *headers.items()]
    http = StatusAndHeaders(status, told, protocol="HTTP/1.1")
    record = writer.create_warc_record(
        url,
        "response",
        io.BytesIO(body),
        http_headers=http,
        warc_headers_dict={"WARC-Date": "2031-04-20T10:00:00Z"},
    )
    writer.write_record(record)


def warc(
    gzipped: bool = True,
    body: bytes | None = None,
    headers: dict[str, str] | None = None,
    type: str = "text/html",
) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzipped, warc_version="1.1")
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "Recorder 3"}))
    response(writer, "https://times.example/logo.png", PNG, type="image/png")
    response(writer, "https://times.example/b", b"", "301 Moved", Location="/bridge")
    response(writer, URL, page() if body is None else body, type=type, **(headers or {}))
    response(writer, "https://times.example/other", page(words="Another page about roads in Ardovia."))
    return out.getvalue()


def wacz(path: Path, pages: list[str], content: bytes) -> Path:
    lines = [
        json.dumps({"format": "json-pages-1.0"}),
        *(json.dumps({"url": url, "title": "From the list"}) for url in pages),
    ]
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("archive/data.warc.gz", content)
        package.writestr("pages/pages.jsonl", "\n".join(lines))
        package.writestr("datapackage.json", json.dumps({"software": "Crawler 1"}))
    return path


def mhtml() -> bytes:
    whole = MIMEMultipart("related", type="text/html")
    whole["From"] = "<Saved by Blink>"
    whole["Snapshot-Content-Location"] = URL
    whole["Subject"] = "=?utf-8?q?Bridge_=E2=80=93_Times?="
    whole["Date"] = "Sun, 20 Apr 2031 14:00:00 +0400"
    frame = MIMEText("<p>An advertisement</p>", "html")
    frame["Content-Location"] = "https://ads.example/"
    main = MIMEText(page().decode(), "html", "utf-8")
    main["Content-Location"] = URL
    image = MIMEImage(PNG, "png")
    for part in (frame, main, image):
        whole.attach(part)
    return bytes(whole)


def test_page_as_a_browser_saved_it(tmp_path: Path) -> None:
    path = put(tmp_path / "a.dat.html", page(f"<!-- saved from url=(0028){URL} -->\n"))
    found = read_capture(path)
    assert (found.media_type, found.package, found.requested_url) == ("text/html", "", URL)
    assert WORDS in found.text
    assert (found.sha256, found.size) == (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_size)
    assert (found.title, found.language, found.extractor) == ("Bridge", "en", "sourcebook.reading")


def test_page_of_singlefile(tmp_path: Path) -> None:
    head = f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Sun Apr 20 2031 14:00:00 GMT+0400 (Ardovia Time)\n-->"
    found = read_capture(
        put(
            tmp_path / "a.html",
            page(head + '<link rel="canonical" href="https://times.example/c?a=1&amp;b=2">'),
        )
    )
    assert (found.tool, found.requested_url) == ("SingleFile", URL)
    assert found.captured_at == datetime(2031, 4, 20, 10, tzinfo=UTC)
    assert (found.canonical_url, found.final_url) == ("https://times.example/c?a=1&b=2", "")


def test_address_of_a_local_file_is_none(tmp_path: Path) -> None:
    found = read_capture(put(tmp_path / "a.html", page("<!-- saved from url=(0014)about:internet -->")))
    assert found.requested_url == ""


def test_mhtml(tmp_path: Path) -> None:
    found = read_capture(put(tmp_path / "page.bin", mhtml()))
    assert (found.media_type, found.page_type, found.package) == ("multipart/related", "text/html", "mhtml")
    assert (found.requested_url, found.title, found.tool) == (URL, "Bridge – Times", "Blink")
    assert found.captured_at == datetime(2031, 4, 20, 10, tzinfo=UTC)
    assert WORDS in found.text
    assert "advertisement" not in found.text


def test_documents(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph(WORDS)
    word.save(str(tmp_path / "a.docx"))
    assert read_capture(tmp_path / "a.docx").text == WORDS
    assert read_capture(tmp_path / "a.docx").media_type.endswith("wordprocessingml.document")
    assert read_capture(put(tmp_path / "a.txt", WORDS.encode())).media_type == "text/plain"
    assert read_capture(put(tmp_path / "a.md", f"# Bridge\n\n{WORDS}".encode())).text.endswith(WORDS)


def test_pdf_by_its_bytes(tmp_path: Path, ardovia: Path) -> None:
    path = put(tmp_path / "report.txt", (ardovia / "report.pdf").read_bytes())
    found = read_capture(path)
    assert found.media_type == "application/pdf"
    assert found.layer is not None
    assert found.layer.pages
    assert found.text


@pytest.mark.parametrize(
    ("content", "type"),
    [
        (PNG, "image/png"),
        (JPEG, "image/jpeg"),
        (b"RIFF0000WEBP" + b"\0" * 9, "image/webp"),
        (b"\0\0\0\x20ftypmp42" + b"\0" * 9, "video/mp4"),
        (b"ID3\x04" + b"\0" * 20, "audio/mpeg"),
    ],
)
def test_image_or_recording_with_its_text(tmp_path: Path, content: bytes, type: str) -> None:
    path = put(tmp_path / "post.txt", content)
    alone = read_capture(path)
    assert (alone.media_type, alone.layer) == (type, None)
    assert "hand its text in" in alone.problems[0]
    found = read_capture(path, put(tmp_path / "words.txt", WORDS.encode()))
    assert (found.media_type, found.text, found.problems) == (type, WORDS, ())
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    assert "GPS" not in repr(found)
    assert found.extractor.endswith("of a text handed in")


def test_text_beside_must_be_text(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="is no text"):
        read_capture(put(tmp_path / "a.png", PNG), put(tmp_path / "b.png", PNG))


@pytest.mark.parametrize("gzipped", [True, False])
def test_warc(tmp_path: Path, gzipped: bool) -> None:
    found = read_capture(put(tmp_path / "a.bin", warc(gzipped)))
    assert (found.media_type, found.package, found.page_type) == ("application/warc", "warc", "text/html")
    assert (found.requested_url, found.final_url, found.tool) == (URL, URL, "Recorder 3")
    assert found.captured_at == datetime(2031, 4, 20, 10, tzinfo=UTC)
    assert WORDS in found.text
    assert "the first was taken" in found.problems[0]


def test_wacz_keeps_the_package_and_follows_redirects(tmp_path: Path) -> None:
    path = wacz(tmp_path / "a.zip", ["https://times.example/b"], warc())
    found = read_capture(path)
    assert (found.media_type, found.package) == ("application/wacz", "wacz")
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (found.requested_url, found.final_url) == ("https://times.example/b", URL)
    assert (found.title, found.tool, found.problems) == ("From the list", "Crawler 1", ())
    assert WORDS in found.text


def test_page_of_a_wacz_is_chosen(tmp_path: Path) -> None:
    path = wacz(tmp_path / "a.wacz", [URL, "https://times.example/other"], warc())
    assert "2 pages; the first was taken" in read_capture(path).problems[0]
    assert "Another page" in read_capture(path, url="https://times.example/other/").text
    with pytest.raises(CaptureError, match=r"https://no\.example/ is not in the archive"):
        read_capture(path, url="https://no.example/")


def test_payload_is_decoded(tmp_path: Path) -> None:
    words = "Мост у Варета обстреляли третьего апреля, сообщили жители."
    body = gzip.compress(page(words=words, charset="cp1251"))
    content = warc(True, body, {"Content-Encoding": "gzip"}, "text/html; charset=windows-1251")
    assert words in read_capture(wacz(tmp_path / "a.wacz", [URL], content)).text


def test_encoding_that_is_not_read_is_said(tmp_path: Path) -> None:
    content = warc(True, b"\x0b\x02\x80", {"Content-Encoding": "br"})
    with pytest.raises(CaptureError, match="packed as br"):
        read_capture(wacz(tmp_path / "a.wacz", [URL], content))


def test_nothing_is_left_in_the_workspace(tmp_path: Path) -> None:
    folder = tmp_path / "memory"
    folder.mkdir()
    read_capture(wacz(tmp_path / "a.wacz", [URL], warc()), workspace=folder)
    assert list(folder.iterdir()) == []


def bomb(path: Path) -> Path:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("word/document.xml", "w") as part,
    ):
        for _ in range(45):
            part.write(b" " * 10_000_000)
    return path


def test_zip_bomb(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="more than is read"):
        read_capture(bomb(tmp_path / "a.docx"))


def test_gzip_bomb_in_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_records, "MAX_UNPACKED", 50_000_000)
    head = b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nContent-Length: 100000000\r\n\r\n"
    for content, why in (
        (head + b"a" * 100_000_000, "unpacks to more"),
        (head[:40] + b"a" * 100_000_000, "damaged|unpacks to more"),
    ):
        path = put(tmp_path / "a.warc.gz", gzip.compress(content))
        with pytest.raises(CaptureError, match=why):
            read_capture(path)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"PK\x03\x04", "damaged"),
        (gzip.compress(b"hello", mtime=0), "no web archive"),
        (b"\x1f\x8b\x08", "no web archive"),
        (warc()[:300], "damaged|not in the archive|no page"),
        (b"WARC/1.1\r\n\r\n", "damaged|no page"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--", "without a page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old binary format"),
        (b"\x00\x01\x02\x03" * 100, "no text|unknown format"),
    ],
)
def test_file_that_cannot_be_read(tmp_path: Path, content: bytes, why: str) -> None:
    with pytest.raises(CaptureError, match=why) as refused:
        read_capture(put(tmp_path / "a.x", content))
    assert "\n" not in str(refused.value)


def test_deep_mhtml_is_refused(tmp_path: Path) -> None:
    parts = "".join(f"Content-Type: multipart/related; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(3000))
    path = put(tmp_path / "a.mht", f"MIME-Version: 1.0\r\n{parts}".encode())
    with pytest.raises(CaptureError, match="without a page"):
        read_capture(path)


def test_page_without_an_end_takes_no_time(tmp_path: Path) -> None:
    path = put(
        tmp_path / "a.html",
        page("<!-- saved from url= -->" * 5000 + "<link " * 20_000 + ">", words=WORDS + " x" * 500_000),
    )
    assert read_capture(path).requested_url == ""


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=200),
    st.sampled_from(
        [b"", b"WARC/1.0\r\n", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", b"PK\x03\x04"]
    ),
)
def test_whatever_is_handed_in_is_read_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, start: bytes
) -> None:
    path = put(tmp_path_factory.getbasetemp() / "any.txt", start + content)
    try:
        read_capture(path)
    except CaptureError as error:
        assert "\n" not in str(error)
