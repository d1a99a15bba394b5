// The reader: parts of the text come after the first; a passage becomes a record by a key; candidates are gone through.

import { begin, grow, move } from "./reader-moving.js";
import { forget, range, select, selected, show } from "./reader-places.js";
import { again, begin as follow, candidate, current, gone, paint, queue, step } from "./reader-queue.js";

const desk = document.getElementById("reader");
const { htmx } = window;
const get = (id) => document.getElementById(id);
let passage = null;
follow((span) => { passage = span; });

// What the page could not do without this.
for (const each of document.querySelectorAll(".bar [hidden], .tabs [hidden]")) each.hidden = false;

// ---- The rest of the text, part after part, then the place that was asked for.
async function load() {
  const waiting = [...document.querySelectorAll(".part[data-number]")];
  await Promise.all(waiting.map(async (part) => {
    const answer = await fetch(`${desk.dataset.text}?layer=${desk.dataset.layer}&part=${part.dataset.number}`, { headers: { "HX-Request": "true" } });
    if (!answer.ok) return;
    // What comes in above must not push away what is read.
    const before = document.documentElement.scrollHeight;
    const above = part.compareDocumentPosition(document.querySelector(".part[data-there]")) & Node.DOCUMENT_POSITION_FOLLOWING;
    part.innerHTML = await answer.text();
    part.removeAttribute("data-number");
    if (above && !CSS.supports("overflow-anchor", "auto")) window.scrollBy(0, document.documentElement.scrollHeight - before);
  }));
  forget();
  desk.dataset.whole = "";
  const from = desk.dataset.jump?.split(",")[0];
  jump();
  // What waits is looked for last: it takes longest.
  queue(from);
}
function jump() {
  if (!desk.dataset.jump) return;
  const [start, end] = desk.dataset.jump.split(",").map(Number);
  delete desk.dataset.jump;
  select(start, end);
  passage = { start, end };
}

// ---- What is beside the text.
function side(name) {
  for (const each of document.querySelectorAll("[data-side]")) {
    const on = each.dataset.side === name;
    each.setAttribute("aria-pressed", String(on));
    get(each.dataset.side).hidden = !on;
  }
  get("work").hidden = name !== "panel";
  get("side").classList.add("open");
  if (name !== "preserved") return;
  const page = pageOf(passage?.start);
  const address = `${desk.dataset.copy}${page ? `?page=${page}` : ""}`;
  if (get("preserved").dataset.shown === address) return;
  get("preserved").dataset.shown = address;
  htmx.ajax("GET", address, { target: "#preserved", swap: "innerHTML" });
}
function pageOf(start) {
  const made = start === undefined ? null : range(start, start + 1);
  let page = "";
  for (const mark of document.querySelectorAll(".pg")) {
    const after = made && made.comparePoint(mark, 0) > 0;
    const below = !made && mark.getBoundingClientRect().top > window.innerHeight / 3;
    if (page && (after || below)) break;
    page = mark.dataset.page;
  }
  return page;
}
function close() {
  get("work").replaceChildren();
  document.body.classList.remove("making");
  get("side").classList.remove("open");
  if (passage) select(passage.start, passage.end, { scroll: false });
  get("text").focus({ preventScroll: true });
}
function tell(words) {
  const line = document.createElement("p");
  line.className = "message warning";
  line.textContent = words;
  get("told").replaceChildren(line);
}
function make(kind) {
  const span = selected() ?? passage;
  if (!span) { tell(desk.dataset.none); return; }
  passage = span;
  const own = current();
  const of = own && Number(own.dataset.start) === span.start && Number(own.dataset.end) === span.end && own.dataset.kind === kind && own.dataset.version === "0";
  const asked = new URLSearchParams({ layer: desk.dataset.layer, start: span.start, end: span.end });
  if (kind !== "evidence") asked.set("kind", kind);
  if (of) asked.set("candidate", own.dataset.candidate);
  side("panel");
  htmx.ajax("GET", `${kind === "evidence" ? desk.dataset.evidence : desk.dataset.make}?${asked}`, { target: "#work", swap: "innerHTML" });
}
function beside(mark) {
  const asked = new URLSearchParams(mark.dataset.r.split(" ").map((id) => ["of", id]));
  for (const each of document.querySelectorAll("mark.now")) each.classList.remove("now");
  mark.classList.add("now");
  side("panel");
  htmx.ajax("GET", `${desk.dataset.beside}?${asked}`, { target: "#work", swap: "innerHTML" });
}
function highlight(by) {
  const marks = [...document.querySelectorAll("#text mark.hl")];
  const now = document.querySelector("mark.now");
  if (by === 0) { if (now) beside(now); return; }
  let at = marks.indexOf(now);
  if (at < 0) at = marks.findIndex((each) => each.getBoundingClientRect().top > 120) - (by > 0 ? 1 : 0);
  const next = marks[at + by];
  if (!next) return;
  now?.classList.remove("now");
  next.classList.add("now");
  next.tabIndex = -1;
  const made = document.createRange();
  made.selectNodeContents(next);
  show(made);
  next.focus({ preventScroll: true });
}
// A note opens below the block that its mark stands in.
function note(mark) {
  const block = mark.closest(".b");
  const own = `open-${mark.dataset.opensNote}`;
  const there = block.parentElement.querySelector(`:scope > .note-open[data-of="${own}"]`);
  if (there) { there.remove(); mark.setAttribute("aria-expanded", "false"); return; }
  const text = get(`b${mark.dataset.opensNote}`);
  if (!text) return;
  const opened = document.createElement("aside");
  opened.className = "note-open";
  opened.dataset.of = own;
  opened.setAttribute("role", "note");
  opened.dir = "auto";
  opened.dataset.s = text.dataset.s;
  opened.innerHTML = text.innerHTML;
  block.after(opened);
  mark.setAttribute("aria-expanded", "true");
}

document.addEventListener("click", (event) => {
  const { target } = event;
  const on = (name) => target.closest?.(`[data-${name}]`);
  const mark = target.closest?.("#text .mk");
  if (mark && get(`b${mark.dataset.opensNote}`)) { event.preventDefault(); note(mark); return; }
  if (on("moves")) { const [what, by] = on("moves").dataset.moves.split(","); move(what, Number(by)); keep(); return; }
  if (on("grows")) { const [what, by] = on("grows").dataset.grows.split(","); grow(what, Number(by)); keep(); return; }
  if (on("begins")) { begin(Number(on("begins").dataset.begins.split(",")[1])); keep(); return; }
  if (on("highlight")) { highlight(Number(on("highlight").dataset.highlight)); return; }
  if (on("makes")) { make(on("makes").dataset.makes); return; }
  if (on("side")) { side(on("side").dataset.side); return; }
  if (on("leaves") || on("closes")) { close(); return; }
  if (on("candidate-step")) { step(Number(on("candidate-step").dataset.candidateStep)); return; }
  const to = on("to");
  if (to) {
    event.preventDefault();
    const item = to.closest("#candidates li");
    if (item) { candidate(item); return; }
    const [start, end] = to.dataset.to.split(",").map(Number);
    select(start, end);
    return;
  }
  const hit = target.closest?.("#text mark.hl");
  if (hit && getSelection().isCollapsed) { beside(hit); return; }
  const page = target.closest?.(".pg");
  if (page && desk.dataset.copy) { const made = document.createRange(); made.selectNode(page); passage = null; side("preserved"); }
});
function keep() { passage = selected() ?? passage; }
// A button must not take the selection away.
document.addEventListener("pointerdown", (event) => {
  if (event.target.closest?.(".bar button")) { passage = selected() ?? passage; event.preventDefault(); }
});
document.addEventListener("selectionchange", () => {
  const now = selected();
  if (now) passage = now;
  document.body.classList.toggle("chosen", Boolean(now));
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = document.querySelector("#work form[data-saves]");
    if (form && !(form.contains(event.target) && form.querySelector("[data-save]"))) { event.preventDefault(); form.requestSubmit(form.querySelector("button.main")); }
  } else if (event.key === "Escape" && get("work").firstElementChild && !event.target.closest?.("input, textarea, select") && !document.querySelector("dialog[open]")) close();
  else if (event.key === "Enter" && event.target.closest?.("mark.now")) beside(event.target.closest("mark.now"));
});
document.addEventListener("change", (event) => {
  const { shows } = event.target.dataset ?? {};
  if (!shows) return;
  get("text").classList.toggle(`no-${shows}`, !event.target.checked);
  if (shows === "candidate") paint();
});

// ---- What HTMX brought.
document.addEventListener("htmx:beforeSwap", (event) => {
  // A fault is shown in its place too.
  if (event.detail.xhr.status >= 400 && event.detail.xhr.status < 500 && get("side").contains(event.detail.target)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
document.addEventListener("htmx:oobAfterSwap", forget);
let settled = null;
document.addEventListener("htmx:afterSettle", (event) => {
  // It is told once for each element that an answer brought.
  const { target, xhr } = event.detail;
  if (settled === xhr) return;
  settled = xhr;
  if (target.id === "work") {
    forget();
    const saved = target.querySelector("[data-saved]");
    document.body.classList.toggle("making", Boolean(target.querySelector("form")));
    if (saved) {
      get("told").replaceChildren(...target.children);
      target.replaceChildren();
      get("side").classList.remove("open");
      const next = saved.dataset.candidate;
      if (next) gone(next); else again();
      if (!next && passage) select(passage.end - 1, passage.end, { scroll: false });
      getSelection().collapseToEnd?.();
      get("text").focus({ preventScroll: true });
      paint();
    } else {
      const form = target.querySelector("form");
      const field = target.querySelector(".errorlist")?.closest(".field, fieldset")?.querySelector("input, select, textarea");
      (field ?? form?.querySelector("[autofocus]") ?? target).focus({ preventScroll: true });
      get("side").scrollTop = 0;
    }
  }
  if (target.id === "told") {
    forget();
    const done = target.querySelector("[data-decided]");
    const lost = target.querySelector("[data-gone]");
    if (lost) gone(lost.dataset.gone);
    if (done?.dataset.act === "back") queue(current()?.dataset.start);
    else if (done) gone(done.dataset.decided);
    paint();
  }
});

load();
