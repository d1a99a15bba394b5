// The outline: sections are folded and unfolded, walked through and moved by keys on their headings.
// What is folded is remembered in this tab, by the ids of the headings.

export function fold(edition) {
  const key = `folded ${edition}`;
  const folded = new Set(JSON.parse(sessionStorage.getItem(key) ?? "[]"));
  const lines = () => [...document.querySelectorAll("#outline li")];
  const link = (line) => line.querySelector("[data-line]");
  let wanted = "";

  function show() {
    let under = Infinity;
    for (const line of lines()) {
      const level = Number(line.dataset.level);
      if (level <= under) under = Infinity;
      line.hidden = level > under;
      const button = line.querySelector("[data-fold]");
      if (!button) continue;
      const closed = folded.has(line.dataset.id);
      button.hidden = false;
      button.setAttribute("aria-expanded", String(!closed));
      if (closed && under === Infinity) under = level;
    }
  }
  function set(line, closed) {
    if (!line.querySelector("[data-fold]")) return;
    if (closed) folded.add(line.dataset.id); else folded.delete(line.dataset.id);
    sessionStorage.setItem(key, JSON.stringify([...folded]));
    show();
  }
  function walk(line, by) {
    const seen = lines().filter((one) => !one.hidden);
    const next = seen[seen.indexOf(line) + by];
    if (next) link(next).focus();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-fold]");
    if (button) set(button.closest("li"), button.getAttribute("aria-expanded") === "true");
  });
  document.addEventListener("keydown", (event) => {
    const line = event.target.matches?.("[data-line]") ? event.target.closest("li") : null;
    if (!line || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const closes = getComputedStyle(line).direction === "rtl" ? "ArrowRight" : "ArrowLeft";
    if (event.altKey) {
      const button = line.querySelector(event.key === "ArrowUp" ? "[data-up]" : event.key === "ArrowDown" ? "[data-down]" : "none");
      if (!button) return;
      wanted = line.dataset.id;
      button.click();
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") walk(line, event.key === "ArrowUp" ? -1 : 1);
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight") set(line, event.key === closes);
    else return;
    event.preventDefault();
  });
  // A section that was moved by keys keeps them; other parts of the page come and go meanwhile.
  document.addEventListener("htmx:afterSettle", (event) => {
    const line = wanted && event.target.id === "outline" && lines().find((one) => one.dataset.id === wanted);
    if (line) { wanted = ""; link(line).focus(); }
  });
  return { again: show };
}
