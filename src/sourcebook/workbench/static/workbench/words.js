// Changes one by one: a question is written before it is asked; the reason that was typed survives a lost line.

const KEY = "sourcebook-change-reason";

// A button that needs words leads to their field where it is empty.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-needs]");
  const field = button && document.getElementById(button.dataset.needs);
  if (!field || field.value.trim()) return;
  event.preventDefault();
  event.stopPropagation();
  field.focus();
}, true);

// Enter in the field of reasons is none of the acts: somebody says which.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.target.id !== "why") return;
  event.preventDefault();
  event.target.blur();
});

const place = () => document.querySelector(".decide [name='number']")?.value ?? "";
document.addEventListener("input", (event) => {
  if (!event.target.closest?.(".decide")) return;
  sessionStorage.setItem(KEY, JSON.stringify([location.pathname, place(), event.target.id, event.target.value]));
});
// Sent and taken it need not be kept; who only looks at another change finds it again on coming back.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status < 400 && detail.requestConfig.verb === "post") sessionStorage.removeItem(KEY);
});
document.addEventListener("htmx:afterSettle", () => {
  again();
  document.querySelector(".group a[aria-current]")?.scrollIntoView({ block: "nearest" });
});

function again() {
  const [path, number, id, value] = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
  if (path !== location.pathname || number !== place()) return;
  const field = document.getElementById(id);
  if (!field) return;
  field.value = value;
  field.closest("details")?.setAttribute("open", "");
}
again();
