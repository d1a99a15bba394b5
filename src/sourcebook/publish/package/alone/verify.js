"use strict";
// Checks what is embedded in the page, and shows under each paragraph what it rests on. Text is only ever text.
(async () => {
  const $ = (id) => document.getElementById(id);
  const read = (id) => JSON.parse($(id).textContent);
  const report = read("report"), evidence = read("evidence"), about = read("package");
  const manifest = read("manifest"), signatures = read("signatures"), texts = read("texts");
  const subtle = window.crypto && window.crypto.subtle;
  const bytes = (text) => new TextEncoder().encode(text);
  const unhex = (hex) => Uint8Array.from(String(hex).match(/../g) || [], (pair) => parseInt(pair, 16));
  const sha = async (text) => Array.from(
    new Uint8Array(await subtle.digest("SHA-256", bytes(text))), (b) => b.toString(16).padStart(2, "0")).join("");

  const make = (tag, css, ...inside) => {
    const made = document.createElement(tag);
    if (css) made.className = css;
    made.append(...inside.filter((one) => one !== null && one !== ""));
    return made;
  };
  // Offsets are in code points; a browser counts UTF-16 units.
  const units = (text, points) => {
    let at = 0;
    for (let n = 0; n < points && at < text.length; n++) at += text.codePointAt(at) > 0xffff ? 2 : 1;
    return at;
  };
  const textOf = (part) => part.lines.map((line) => line.text).join("\n");
  const wrongTexts = new Set(), wrongParts = new Map();
  const place = (passage) => {
    const text = Object.hasOwn(texts, passage.layer) ? texts[passage.layer] : null;
    if (text === null || passage.start === null) return null;
    const start = units(text, passage.start);
    const end = units(text.slice(start), passage.end - passage.start) + start;
    return { text, start, end, holds: text.slice(start, end) === passage.exact && !wrongTexts.has(passage.layer) };
  };

  // ---- checking
  let failed = 0;
  const say = (state, text) => {
    $("checks").append(make("li", state, text));
    if (state === "bad") failed += 1;
  };
  const tally = (good, all, what, none) => {
    if (!all) say("", none);
    else say(good === all ? "good" : "bad", `${good} of ${all} ${what}`);
  };
  const files = async () => {
    const listed = new Map(manifest.split("\n").filter(Boolean).map((line) => [line.slice(66), line.slice(0, 64)]));
    let good = 0;
    for (const name of ["report", "evidence", "package"])
      if (listed.get(`data/${name}.json`) === await sha($(name).textContent)) good += 1;
    tally(good, 3, "files embedded here are those that the manifest lists");
    return listed;
  };
  const parts = async () => {
    let chain = "", good = 0;
    for (const part of report.parts) {
      const hash = await sha(textOf(part));
      chain = await sha(`${chain}\n${part.id}\n${hash}`);
      if (hash !== part.sha256) wrongParts.set(part, "This text does not match its hash: it was changed.");
      else if (chain !== part.chain) wrongParts.set(part, "Something before this text was taken out, added or moved.");
      else good += 1;
      chain = part.chain;
    }
    tally(good, report.parts.length, "paragraphs, tables and notes match their hashes, in their order");
    if (report.parts[report.parts.length - 1].chain !== report.chain) say("bad", "The end of the report is missing.");
  };
  const layers = async (listed) => {
    const names = Object.keys(texts);
    let good = 0;
    for (const name of names) {
      if (name === await sha(texts[name]) && listed.get(`data/text/${name}.txt`) === name) good += 1;
      else wrongTexts.add(name);
    }
    tally(good, names.length, "texts of sources match their hashes", "No text of a source was released with this package");
  };
  const quotations = () => {
    let good = 0, all = 0, kept = 0;
    for (const supports of Object.values(report.evidence))
      for (const passage of supports.flatMap((support) => support.passages)) {
        const found = place(passage);
        if (found) { all += 1; good += found.holds ? 1 : 0; } else kept += 1;
      }
    tally(good, all, "quotations stand in the text of their source, at their place", "No quotation has its source's text here");
    if (kept) say("", `Not to be checked here, their source not being released: ${kept} of ${kept + all} quotations`);
  };
  const signed = async () => {
    if (!about.signers.length) say("", "Nobody has signed: a package made anew by somebody else could not be told from this one");
    for (const signer of about.signers) {
      const one = signatures.find((each) => each.public_key === signer.public_key);
      const who = `${signer.organisation} (key ${signer.public_key})`;
      if (!one || one.organisation !== signer.organisation || one.date !== report.date) {
        say("bad", `The signature of ${who} is missing or was changed`);
        continue;
      }
      let key;
      try {
        key = await subtle.importKey("raw", unhex(signer.public_key), { name: "Ed25519" }, false, ["verify"]);
      } catch (error) {
        say("", `Signed by ${who}; this browser cannot check Ed25519 signatures (${error.name}): run verify.py`);
        continue;
      }
      const holds = await subtle.verify({ name: "Ed25519" }, key, unhex(one.signature), bytes(manifest));
      if (holds) say("good", `Signed by ${who}. Compare the key with the one that the organisation publishes elsewhere`);
      else say("bad", `The signature of ${who} does not hold: files were changed after it was made`);
    }
  };

  // ---- showing
  const rests = (part) => {
    const supports = report.evidence[part.id] || [];
    const marks = part.kind === "note" ? [] : [...textOf(part).matchAll(/\[(\d+)\]/g)].map((m) => `note-${m[1]}`);
    const notes = report.parts.filter((one) => one.kind === "note" && (one === part || marks.includes(one.id)));
    const named = new Set(supports.flatMap((support) => support.sources));
    const sources = [...new Set(notes.flatMap((note) => note.sources))].filter((id) => !named.has(id));
    return { supports, sources };
  };
  const fact = (list, name, value) => {
    if (value) list.append(make("dt", "", name), make("dd", "", value));
  };
  const link = (url) => {
    if (!/^https?:/i.test(url)) return url;
    const made = make("a", "", url);
    made.href = url;
    made.rel = "noopener noreferrer";
    return made;
  };
  const words = { released: "released with this report", withheld: "preserved, not released", "on file": "on file",
    "never captured": "no copy was kept" };
  const sourceCard = (id) => {
    const source = evidence.sources[id], list = make("dl", "");
    if (!source) return list;
    fact(list, "Source", source.citation || source.title || id);
    for (const url of source.urls) fact(list, "Address", link(url));
    for (const url of source.archived) fact(list, "Archived copy", link(url));
    for (const kept of source.kept) {
      fact(list, "Copy", words[kept.state] || kept.state);
      if (kept.captured_at) fact(list, "Captured", kept.captured_at);
      if (kept.sha256) fact(list, "SHA-256", make("code", "", kept.sha256));
      fact(list, "In the package", kept.path && make("code", "", kept.path));
    }
    return list;
  };
  const passageCard = (passage) => {
    const card = make("div", "passage"), found = place(passage);
    const quote = make("blockquote", "", `“${passage.exact}”`);
    quote.dir = "auto";
    const where = [passage.page === null ? "" : `page ${passage.page}`, passage.locator].filter(Boolean).join(", ");
    if (!found) {
      card.append(quote, make("p", "soft", passage.layer
        ? `The text of this source was not released${where ? `; the words stand at: ${where}` : ""}.`
        : `No text of this source is kept${where ? `; the words stand at: ${where}` : ""}.`));
      return card;
    }
    card.append(make("p", found.holds ? "good" : "bad", found.holds
      ? "These words stand in the text of the source:"
      : `The quotation “${passage.exact}” does NOT stand at its place in this text, or the text was changed:`));
    const text = make("div", "text", found.text.slice(0, found.start),
      make("mark", "", found.text.slice(found.start, found.end)), found.text.slice(found.end));
    text.dir = "auto";
    text.tabIndex = 0;
    text.setAttribute("role", "region");
    text.setAttribute("aria-label", "Text of the source");
    card.append(text, make("p", "soft", where));
    return card;
  };
  const narrow = matchMedia("(max-width: 56rem)");
  let chosen = null;
  const show = (part, article) => {
    const panel = $("panel"), { supports, sources } = rests(part);
    if (chosen) {
      chosen.classList.remove("chosen");
      chosen.querySelector("button").setAttribute("aria-expanded", "false");
    }
    chosen = article;
    article.classList.add("chosen");
    article.querySelector("button").setAttribute("aria-expanded", "true");
    panel.replaceChildren(make("h2", "", part.label ? `What paragraph ${part.label.replace(/\.$/, "")} rests on` : "What this rests on"));
    for (const support of supports) {
      const head = make("h3", "", `${support.kind}: ${support.label}`);
      head.dir = "auto";
      panel.append(make("article", "record", head, ...support.passages.map(passageCard), ...support.sources.map(sourceCard)));
    }
    if (sources.length) panel.append(make("article", "record", make("h3", "", "Cited in its notes"), ...sources.map(sourceCard)));
    if (narrow.matches) article.after(panel); else $("beside").append(panel);
    panel.focus({ preventScroll: true });
    for (const text of panel.querySelectorAll(".text"))
      text.scrollTop = text.querySelector("mark").offsetTop - text.offsetTop - text.clientHeight / 3;
    if (narrow.matches) panel.scrollIntoView({ block: "nearest" });
  };
  const said = (tag, css, text) => {
    const made = make(tag, css, text);
    made.dir = "auto";
    made.lang = report.language;
    return made;
  };
  const grid = (part) => {
    const cells = part.lines.filter((line) => line.kind === "cell"), table = make("table", "");
    let at = 0;
    part.cells.forEach((count, row) => {
      const made = cells.slice(at, at + count).map((cell) => said(row || !cell.text ? "td" : "th", "", cell.text));
      if (made.length) table.append(make("tr", "", ...made));
      at += count;
    });
    return table;
  };
  const drawn = [];
  const draw = (part) => {
    const article = make("article", `part ${part.kind}`);
    for (const line of part.lines)
      if (!part.cells || line.kind !== "cell") article.append(said(line.kind === "heading" ? "h3" : "p", line.kind, line.text));
      else if (!article.querySelector("table")) article.append(grid(part));
    if (part.kind === "note") article.prepend(make("span", "number", `${part.number}`));
    if (wrongParts.has(part)) {
      article.classList.add("wrong-part");
      article.append(make("p", "wrong", wrongParts.get(part)));
    }
    const { supports, sources } = rests(part), number = supports.length + sources.length;
    if (number) {
      const button = make("button", "", `Show the evidence (${number})`);
      button.type = "button";
      button.setAttribute("aria-expanded", "false");
      button.setAttribute("aria-controls", "panel");
      button.setAttribute("aria-label", `Show the evidence of ${part.label || part.id} (${number})`);
      article.append(button);
      article.classList.add("rests");
      article.addEventListener("click", () => { if (!String(getSelection())) show(part, article); });
    }
    drawn.push({ article, rests: number > 0, text: textOf(part).toLocaleLowerCase() });
    $("parts").append(article);
  };
  const filter = () => {
    const wanted = $("words").value.trim().toLocaleLowerCase(), only = $("only").checked;
    let seen = 0;
    for (const one of drawn) {
      one.article.hidden = (only && !one.rests) || !one.text.includes(wanted);
      seen += one.article.hidden ? 0 : 1;
    }
    $("count").textContent = wanted || only ? `${seen} of ${drawn.length}` : "";
  };

  document.title = `Check the evidence: ${report.title}`;
  $("title").textContent = report.title;
  $("title").lang = report.language;
  $("imprint").textContent = [...report.partners, report.date].join(" · ");
  if (subtle) {
    const listed = await files();
    await parts();
    await layers(listed);
    quotations();
    await signed();
    $("verdict").textContent = failed ? "Something does not hold. Do not rely on this copy." : "Everything that is embedded here holds.";
  } else {
    $("verdict").textContent = "This browser does not let a page opened from a disk take hashes: nothing was checked. Run verify.py.";
    failed = 1;
  }
  $("verdict").className = failed ? "bad" : "good";
  for (const part of report.parts) {
    if (part.number === 1) $("parts").append(make("h2", "", "Notes"));
    draw(part);
  }
  $("find").addEventListener("submit", (event) => event.preventDefault());
  $("find").addEventListener("input", filter);
  document.body.dataset.done = "yes";
})().catch((error) => {
  const verdict = document.getElementById("verdict");
  verdict.className = "bad";
  verdict.textContent = `What is embedded in this page cannot be read (${error.message}): it was changed. Do not rely on it.`;
});
