# ruff: noqa
# mypy: ignore-errors
# fmt: off
"""Checks this evidence package with Python (3.8+) alone: python3 verify.py [FOLDER] [--key KEY]...
Bag (RFC 8493), signatures (RFC 8032), paragraphs, quotations, captures. KEY is an organisation's key or its id,
learnt elsewhere than here. Exit 0: everything holds; 1: a line for each thing that does not."""
import argparse, hashlib, html.parser, json, pathlib, re, sys
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P  # of edwards25519
def add(a, b):  # two points of the curve in extended coordinates (RFC 8032, 5.1.4)
    s, t = (a[1] - a[0]) * (b[1] - b[0]), (a[1] + a[0]) * (b[1] + b[0])
    u, v = 2 * a[3] * b[3] * D, 2 * a[2] * b[2]
    return (t - s) * (v - u) % P, (v + u) * (t + s) % P, (v - u) * (v + u) % P, (t - s) * (t + s) % P
def times(n, a):
    half = times(n // 2, add(a, a)) if n else (0, 1, 1, 0)
    return add(half, a) if n % 2 else half
def point(data):  # from its 32 bytes (5.1.3)
    y, sign = int.from_bytes(data, "little") & 2**255 - 1, data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    if len(data) != 32 or y >= P or x * x % P != square or (x == 0 and sign):
        raise ValueError("no point of the curve")
    return (x if x % 2 == sign else P - x), y, 1, (x if x % 2 == sign else P - x) * y % P
def signed(key, text, signature):  # 5.1.7
    s, base = int.from_bytes(signature[32:], "little"), point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little") % ORDER
    a, b = times(s, base), add(point(signature[:32]), times(k, point(key)))
    return s < ORDER and all((a[i] * b[2] - b[i] * a[2]) % P == 0 for i in (0, 1))
class Page(html.parser.HTMLParser):  # the text of report.html without the page's own words and white space
    text, out = "", ()
    def handle_starttag(self, tag, attrs):
        if tag not in ("br", "hr", "img", "input", "link", "meta", "wbr"):
            own = tag in ("head", "script", "style") or any(name in ("data-chrome", "hidden") for name, _ in attrs)
            self.out = (*self.out, own or any(self.out[-1:]))
    def handle_endtag(self, tag):
        self.out = self.out[:-1]
    def handle_data(self, data):
        self.text += "" if any(self.out[-1:]) else "".join(data.split())
def sha(data):
    return hashlib.sha256(data).hexdigest()
def check(root, keys):
    files = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if not path.is_dir()}
    data = {name: path.read_bytes() for name, path in files.items() if "/captures/" not in name}
    both = (data["manifest-sha256.txt"] + data["tagmanifest-sha256.txt"]).decode().splitlines()
    listed = {name: digest for digest, name in (line.split("  ", 1) for line in both)}
    for name in sorted({*listed, *files} - {"tagmanifest-sha256.txt"}):
        if name not in files or files[name].is_symlink() or sha(files[name].read_bytes()) != listed.get(name):
            yield f"{name} is missing, was changed, or is in no manifest"
    report, kept, package = (json.loads(data[f"data/{name}.json"]) for name in ("report", "evidence", "package"))
    for signer in package["signers"]:
        one, key = json.loads(data.get(f"signatures/{signer['key_id']}.json", b"{}")), bytes.fromhex(signer["public_key"])
        same = one and {**one, **signer, "key_id": sha(key)[:32], "date": report["date"]} == one
        if same and signed(key, data["manifest-sha256.txt"], bytes.fromhex(one["signature"])):
            print(f"signed by {signer['organisation']}, key {key.hex()}, key id {sha(key)[:32]}")
            keys = [known for known in keys if known.lower() not in (key.hex(), sha(key)[:32])]
        else:
            yield f"the signature of {signer['organisation']} does not hold"
    yield from (f"there is no valid signature of the key {key}" for key in keys)
    page, chain, at = Page(), "", 0
    page.feed(data.get("data/report.html", b"").decode())
    for part in report["parts"]:
        text = "\n".join(line["text"] for line in part["lines"])
        chain, bare = sha(f"{chain}\n{part['id']}\n{sha(text.encode())}".encode()), "".join(text.split())
        if [sha(text.encode()), chain] != [part["sha256"], part["chain"]]:
            yield f"report.json: {part['kind']} {part['id']} does not fit its hash, or one before it is missing"
        if "data/report.html" in data and page.text.find(bare, at) != at:
            yield f"report.html: {part['kind']} {part['id']} is missing, or words stand before it"
        at = max(at, page.text.find(bare, at) + len(bare))
    if chain != report["chain"] or page.text[at:]:
        yield "report.html or report.json: the end is missing, or words stand behind it"
    for block, one in ((block, one) for block, all in report["evidence"].items() for s in all for one in s["passages"]):
        text = data.get(f"data/text/{one['layer']}.txt", b"").decode()
        if text and one["start"] is not None and text[one["start"]:one["end"]] != one["exact"]:
            yield f"{block}: “{one['exact']}” does not stand at its place in the text {one['layer']}"
    records = map(json.loads, data.get("data/records/capture.jsonl", b"").splitlines())
    hashes = {one["id"]: one["fields"]["sha256"] for one in records}
    every = [one for source in kept["sources"].values() for one in source["kept"]]
    cited = {one[name]: one[of] for one in every for name, of in (("path", "sha256"), ("text", "layer")) if one[name]}
    for name in sorted({*cited, *(name for name in files if name.startswith(("data/captures/", "data/text/")))}):
        if name not in files or sha(files[name].read_bytes()) != cited.get(name):
            yield f"{name} is not what was cited, or is missing"
    for one in (one for one in every if hashes.get(one["capture"], one["sha256"]) != one["sha256"]):
        yield f"capture {one['capture']} has another hash in its record"
    inside = re.compile(rb'(json" id="(\w+)">)(.*?)(?=</script>)', re.S)  # must be the bytes of the files
    fits = lambda m: m[1] if m[3] == data.get(f"data/{m[2].decode()}.json", m[3]) else b"other"
    data["verify.html"] = inside.sub(fits, data["verify.html"])
    yield from (f"{name} was changed" for name, digest in package["tools"].items() if sha(data[name]) != digest)
asked = argparse.ArgumentParser(description="Checks an evidence package.")
asked.add_argument("folder", nargs="?", type=pathlib.Path, default=pathlib.Path(__file__).parent)
asked.add_argument("--key", action="append", default=[], help="an organisation's key or its id")
options, problems, _ = asked.parse_args(), 0, sys.stdout.reconfigure(errors="backslashreplace")
try:
    for problems, problem in enumerate(check(options.folder, options.key), 1):
        print("PROBLEM", problem)
except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
    sys.exit(f"PROBLEM the package cannot be read further: {error!r}")
print(f"{problems} problems found" if problems else "Everything holds." if options.key else
      "Everything fits together. Only --key, with a key learnt elsewhere, tells who made it.")
sys.exit(1 if problems else 0)
