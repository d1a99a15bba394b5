// Words that are hidden until asked for: one is shown by a click or Enter, all of the page by one key, and hidden
// again by it. What a page brings in later is shown while all are.

const every = ".veil, .picture";
const button = document.querySelector(".veil-all");
let all = false;

function unveil(mark) {
  mark.classList.remove("veiled");
  mark.dataset.veiled = mark.getAttribute("aria-label");
  for (const name of ["role", "aria-label"]) mark.removeAttribute(name);
  mark.firstElementChild?.removeAttribute("aria-hidden");
}

function veil(mark) {
  mark.classList.add("veiled");
  mark.setAttribute("role", "group");
  mark.setAttribute("aria-label", mark.dataset.veiled);
  mark.firstElementChild?.setAttribute("aria-hidden", "true");
}

function show() {
  for (const each of document.querySelectorAll(every)) each.open = all;
  document.querySelectorAll(all ? "mark.veiled" : "mark[data-veiled]:not(.veiled)").forEach(all ? unveil : veil);
  button?.setAttribute("aria-pressed", String(all));
}

// Where there is nothing hidden the key is not there.
function offer() {
  if (button) button.hidden = !document.querySelector(`${every}, mark.veiled, mark[data-veiled]`);
}

button?.addEventListener("click", () => { all = !all; show(); });
document.addEventListener("htmx:afterSettle", () => { if (all) show(); offer(); });
// Before the reader opens what a highlight is of.
document.addEventListener("click", (event) => {
  const mark = event.target.closest?.("mark.veiled");
  if (!mark) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  unveil(mark);
}, true);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches?.("mark.veiled")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  unveil(event.target);
}, true);
// Who opened a link by keys stands on it, and opens it by Enter.
document.addEventListener("toggle", (event) => {
  if (!event.target.matches?.(".veil[open]") || document.activeElement !== event.target.querySelector("summary")) return;
  event.target.querySelector("a")?.focus();
}, true);
// The reader puts further parts of a text in by itself.
const text = document.querySelector("#text");
if (text) new MutationObserver(() => { if (all) show(); offer(); }).observe(text, { childList: true });
offer();
