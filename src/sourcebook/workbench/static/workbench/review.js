// The queue: what comes next is read out first; a list of reasons that opens has the focus, and Escape closes it.

document.addEventListener("htmx:afterSettle", () => {
  document.querySelector("#desk [data-focus]")?.focus({ preventScroll: true });
});

document.addEventListener("toggle", (event) => {
  const details = event.target;
  if (details.matches?.("details.why") && details.open) details.querySelector("li button")?.focus();
}, true);

document.addEventListener("keydown", (event) => {
  const open = document.querySelector("details.why[open]");
  if (event.key !== "Escape" || !open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
