// The queue: what comes next is read out first; a list of reasons that opens has the focus, and Escape closes it.

const next = () => document.querySelector("#desk [data-focus]")?.focus({ preventScroll: true });
document.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "desk") next(); });
// The page of a decision that was sent without HTMX.
if (document.querySelector("#desk form.last")) next();

document.addEventListener("toggle", (event) => {
  const details = event.target;
  if (details.matches?.("details.why") && details.open) details.querySelector("li button")?.focus();
}, true);

// While the reasons are open a letter is the beginning of words of one's own, not a command of the page.
document.addEventListener("keydown", (event) => {
  const words = document.querySelector("details.why[open] input[name=words]");
  if (!words || event.target === words || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.length !== 1 || !/\p{L}/u.test(event.key)) return;
  event.stopPropagation();
  words.focus();
}, true);

document.addEventListener("keydown", (event) => {
  const open = document.querySelector("details.why[open]");
  if (event.key !== "Escape" || !open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
