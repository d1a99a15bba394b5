// Rows of a list by keys: the buttons "next row" and "row before", which carry j and k, move the focus from link to
// link; Enter then opens, as with any link.

const all = () => [...document.querySelectorAll("[data-target]")];
// How many rows there were when more were asked for; the focus, whose link is gone then, goes on from there.
let before = -1;

function step(by) {
  const links = all();
  const at = links.indexOf(document.activeElement);
  const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function show() {
  for (const button of document.querySelectorAll("[data-row]")) button.hidden = false;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-row]");
  if (button) step(Number(button.dataset.row));
  if (event.target.closest?.("[rel='next']")) before = all().length;
});
// A list that HTMX put in brings its buttons hidden, as a page without scripts has them.
document.addEventListener("htmx:afterSettle", () => {
  show();
  if (before >= 0) all()[before]?.focus();
  before = -1;
});
show();
