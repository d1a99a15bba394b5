// The queue of candidates: they are drawn over the text without touching it, and gone through one by one.

import { remember } from "./reader-moving.js";
import { range, select } from "./reader-places.js";

const desk = document.getElementById("reader");
const { htmx } = window;
const get = (id) => document.getElementById(id);

const highlights = window.CSS?.highlights;
let places = [];
let chosen = () => {};
export function paint() {
  if (!highlights) return;
  const off = document.querySelector("[data-shows='candidate']")?.checked === false;
  const ranges = off ? [] : places.filter(([, , , draft]) => !draft).map(([, start, end]) => range(start, end)).filter(Boolean);
  highlights.set("candidates", new window.Highlight(...ranges));
}
export const current = () => document.querySelector("#candidates li[aria-current]");
export function candidate(item, { scroll = true } = {}) {
  for (const each of document.querySelectorAll("#candidates li")) {
    each.toggleAttribute("aria-current", each === item);
    for (const act of each.querySelectorAll("[data-acts]")) {
      if (each === item) act.dataset.key = act.dataset.acts; else act.removeAttribute("data-key");
    }
  }
  if (!item) return;
  item.setAttribute("aria-current", "true");
  const side = get("side");
  if (side.scrollHeight > side.clientHeight) side.scrollTop += item.getBoundingClientRect().top - side.getBoundingClientRect().top - 120;
  if (!scroll) return;
  const span = { start: Number(item.dataset.start), end: Number(item.dataset.end) };
  if (select(span.start, span.end)) { chosen(span); remember(span); }
}
export function step(by) {
  const items = [...document.querySelectorAll("#candidates li")];
  const at = items.indexOf(current());
  candidate(items[Math.min(Math.max(at + by, 0), items.length - 1)]);
}
export function gone(id) {
  places = places.filter(([one]) => one !== id);
  paint();
  count();
  const item = document.querySelector(`#candidates li[data-candidate="${CSS.escape(id)}"]`);
  if (!item) return;
  const after = item.nextElementSibling ?? item.previousElementSibling;
  const was = item.hasAttribute("aria-current");
  const from = item.dataset.start;
  item.remove();
  if (after && was) candidate(after);
  if (!document.querySelector("#candidates li")) queue(from);
}
function count() {
  const number = new Set(places.map(([id]) => id)).size;
  get("waiting").textContent = number ? String(number) : "";
  for (const told of document.querySelectorAll("[data-waiting]")) told.textContent = String(number);
}
// What a person made of a passage may be what waited there: the queue is asked for anew, and stays where it was.
export function again() {
  delete get("panel").dataset.again;
  queue(current()?.dataset.start);
}
export const queue = (from) => htmx.ajax("GET", `${desk.dataset.candidates}?layer=${desk.dataset.layer}&from=${from ?? 0}`, { target: "#panel", swap: "innerHTML" });

// Who is told which candidate was chosen.
export function begin(told) { chosen = told; }

document.addEventListener("htmx:afterSwap", (event) => {
  const { target } = event.detail;
  if (target.id !== "panel") return;
  places = JSON.parse(get("places")?.textContent ?? "[]");
  for (const each of target.querySelectorAll("[hidden]")) each.hidden = false;
  count();
  paint();
  candidate(document.querySelector("#candidates li"), { scroll: Boolean(target.dataset.again) });
  target.dataset.again = "1";
});
