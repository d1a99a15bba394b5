// Views of records along time and on the map: the arrow keys move, as the buttons do.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || document.querySelector("dialog[open]")) return;
  if (event.target.closest?.("input, textarea, select, summary, .scroll, [contenteditable='true']")) return;
  const button = document.querySelector(`[data-arrow="${event.key}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});
