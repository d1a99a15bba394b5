// Rows of a list by keys: the buttons "next row" and "row before", which carry j and k, move the focus from link to
// link; Enter then opens, as with any link; x ticks the row. What is ticked is counted beside what is done with it,
// and only the field that the act needs is shown.

// Of a row whose words are hidden, what shows them.
const all = () => [...document.querySelectorAll("[data-target]")].map((link) => link.closest(".veil:not([open])")?.querySelector("summary") ?? link);
const boxes = () => [...document.querySelectorAll("#rows input[name='x']")];
// How many rows there were when more were asked for; the focus, whose link is gone then, goes on from there.
let before = -1;
let last = null;

function step(by) {
  const links = all();
  const here = document.activeElement.closest?.("tr, li");
  const at = links.findIndex((link) => link === document.activeElement || (here && link.closest("tr, li") === here));
  const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function tick() {
  const box = document.activeElement.closest?.("tr")?.querySelector("input[name='x']");
  if (!box) return;
  box.checked = !box.checked;
  count();
}

function count() {
  const ticked = boxes().filter((box) => box.checked);
  for (const box of boxes()) box.closest("tr").classList.toggle("ticked", box.checked);
  for (const output of document.querySelectorAll("[data-ticked]")) output.textContent = ticked.length ? `(${ticked.length})` : "";
  document.querySelector("#many")?.classList.toggle("some", ticked.length > 0);
  const whole = document.querySelector("[data-tick-all]");
  if (whole) {
    whole.checked = ticked.length > 0 && ticked.length === boxes().length;
    whole.indeterminate = ticked.length > 0 && !whole.checked;
  }
}

function need() {
  const act = document.querySelector("#act");
  if (!act) return;
  for (const field of document.querySelectorAll("#many [data-for]")) field.hidden = !field.dataset.for.split(" ").includes(act.value);
}

function show() {
  for (const button of document.querySelectorAll("[data-row], [data-tick], [data-tick-all]")) button.hidden = false;
  need();
  count();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-row]");
  if (button) step(Number(button.dataset.row));
  if (event.target.closest?.("[data-tick]")) tick();
  if (event.target.closest?.("[rel='next']")) before = all().length;
  // With Shift a whole stretch of rows is ticked, as in a spreadsheet.
  const box = event.target.closest?.("#rows input[name='x']");
  if (!box) return;
  const rows = boxes();
  if (event.shiftKey && last && rows.includes(last)) {
    const [from, to] = [rows.indexOf(last), rows.indexOf(box)].sort((a, b) => a - b);
    for (const one of rows.slice(from, to + 1)) one.checked = box.checked;
  }
  last = box;
  count();
});
document.addEventListener("change", (event) => {
  if (event.target.matches?.("[data-tick-all]")) {
    for (const box of boxes()) box.checked = event.target.checked;
    count();
  }
  if (event.target.matches?.("#act")) need();
});
// A list that HTMX put in brings its buttons hidden, as a page without scripts has them.
document.addEventListener("htmx:afterSettle", (event) => {
  show();
  // Only the rows that were asked for: another part of the page may have come first, or they may never come.
  if (before < 0 || event.detail.requestConfig?.elt?.rel !== "next") return;
  all()[before]?.focus();
  before = -1;
});
addEventListener("pageshow", show);
show();
