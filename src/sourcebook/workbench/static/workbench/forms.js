// Forms for records: links by an autocomplete that needs no mouse, dates told back, the office of the day, and what is
// typed kept in this tab until it is saved. A form that HTMX puts in anew behaves as the first one.

const WAIT = 180;
const LATER = 300;
let timer = 0;
let asked = 0;

const root = (element) => element.closest(".record-form");
const hidden = (input) => input.previousElementSibling;

// --- Links: a combobox over a list that the server makes (ARIA 1.2). ---

function list(input) {
  let box = document.getElementById(`${input.id}-list`);
  if (box) return box;
  box = document.createElement("ul");
  box.id = `${input.id}-list`;
  box.className = "found";
  box.setAttribute("role", "listbox");
  box.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() ?? "");
  box.hidden = true;
  input.after(box);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", box.id);
  input.setAttribute("aria-expanded", "false");
  return box;
}

const open = (input) => input.getAttribute("aria-expanded") === "true";

function close(input) {
  list(input).hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function mark(input, option) {
  for (const each of list(input).children) each.setAttribute("aria-selected", String(each === option));
  if (option) {
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else input.removeAttribute("aria-activedescendant");
}

async function offer(input) {
  const box = list(input);
  const mine = ++asked;
  const query = new URLSearchParams({ q: input.value, kind: input.dataset.kinds, spot: input.dataset.spot });
  const answer = await fetch(`${root(input).dataset.find}?${query}`).catch(() => null);
  if (!answer?.ok || mine !== asked || document.activeElement !== input) return;
  box.innerHTML = await answer.text();
  for (const [at, option] of [...box.children].entries()) option.id = `${box.id}-${at}`;
  box.hidden = !box.children.length;
  input.setAttribute("aria-expanded", String(!box.hidden));
  mark(input, input.value.trim() ? box.firstElementChild : null);
}

function choose(input, option) {
  hidden(input).value = option.dataset.id;
  input.value = option.dataset.label;
  input.classList.toggle("is-new", option.dataset.id.startsWith("new:"));
  close(input);
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new CustomEvent("chosen", { bubbles: true }));
}

document.addEventListener("input", (event) => {
  const input = event.target;
  if (!input.matches?.("[data-link]") || !event.isTrusted) return;
  // Other words mean another record.
  hidden(input).value = "";
  input.classList.remove("is-new");
  clearTimeout(timer);
  timer = setTimeout(() => offer(input), WAIT);
});

document.addEventListener("keydown", (event) => {
  const input = event.target;
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && input.form?.matches("form.record")) {
    event.preventDefault();
    input.form.requestSubmit(input.form.querySelector("[data-save]"));
    return;
  }
  if (!input.matches?.("[data-link]") || event.isComposing) return;
  const options = [...list(input).children];
  const at = options.findIndex((each) => each.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!open(input)) { offer(input); return; }
    const by = event.key === "ArrowDown" ? 1 : -1;
    mark(input, options[(at + by + options.length) % options.length]);
  } else if ((event.key === "Enter" || event.key === "Tab") && open(input) && at >= 0) {
    if (event.key === "Enter") event.preventDefault();
    choose(input, options[at]);
  } else if (event.key === "Escape" && open(input)) {
    event.stopPropagation();
    close(input);
  }
}, true);

document.addEventListener("mousedown", (event) => {
  const option = event.target.closest?.(".found [role='option']");
  if (!option) return;
  event.preventDefault();
  choose(option.parentElement.previousElementSibling, option);
});

document.addEventListener("focusin", (event) => {
  if (event.target.matches?.("[data-link]")) list(event.target);
});
document.addEventListener("focusout", (event) => {
  if (event.target.matches?.("[data-link]")) close(event.target);
});

// --- Dates: what is understood stands beside them. ---

async function tell(input) {
  const output = document.getElementById(`${input.id}-understood`);
  if (!input.value.trim()) { output.textContent = ""; return; }
  const answer = await fetch(`${root(input).dataset.date}?${new URLSearchParams({ typed: input.value })}`).catch(() => null);
  if (answer?.ok) output.textContent = await answer.text();
}

let telling = 0;
document.addEventListener("input", (event) => {
  const input = event.target;
  if (!input.matches?.("[data-when]")) return;
  clearTimeout(telling);
  telling = setTimeout(() => tell(input), LATER);
});

// --- The office that somebody held on the day. ---

async function offices(form) {
  const when = form.querySelector("[name='f.when']")?.value ?? "";
  for (const select of form.querySelectorAll("[data-office]")) {
    const actor = form.querySelector(`[name="${CSS.escape(select.name.replace(/office$/, "actor"))}"]`)?.value ?? "";
    const known = `${actor} ${when}`;
    if (select.dataset.for === known) continue;
    select.dataset.for = known;
    const answer = await fetch(`${form.dataset.offices}?${new URLSearchParams({ actor, when })}`).catch(() => null);
    if (!answer?.ok) continue;
    const chosen = select.value;
    select.innerHTML = await answer.text();
    select.value = chosen;
    if (select.selectedIndex < 0) select.selectedIndex = 0;
  }
}

for (const name of ["chosen", "change"]) {
  document.addEventListener(name, (event) => {
    if (event.target.matches?.("[data-link], [name='f.when']") && root(event.target)?.querySelector("[data-office]")) offices(root(event.target));
  });
}

// --- What is typed is kept in this tab, and forgotten once it is saved. ---

const SENT = "sourcebook sent";
const key = (form) => `sourcebook ${location.pathname} ${form.dataset.keep}`;
const content = (form) => JSON.stringify([...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string"));

function keep(form) {
  // What is about to be sealed does not lie in the browser's folder meanwhile.
  if (form.querySelector("[name='h.level']")?.value === "sealed") { sessionStorage.removeItem(key(form)); return; }
  try { sessionStorage.setItem(key(form), content(form)); } catch { /* The tab has no room: the form itself has it still. */ }
}

function put(form, kept) {
  const seen = new Map();
  for (const [name, value] of kept) {
    const fields = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
    const at = seen.get(name) ?? 0;
    seen.set(name, at + 1);
    const field = fields.find((each) => ["checkbox", "radio"].includes(each.type) && each.value === value) ?? fields[at];
    if (!field) continue;
    if (["checkbox", "radio"].includes(field.type)) field.checked = true; else field.value = value;
  }
}

// Rows that were added are not on a page that is loaded anew: the server draws the form with them again.
async function restore(form) {
  const kept = sessionStorage.getItem(key(form));
  if (!kept || form.dataset.faults || kept === content(form)) return;
  const pairs = JSON.parse(kept);
  const again = form.dataset.again;
  if (again) {
    const body = new FormData();
    for (const [name, value] of pairs) body.append(name, value);
    body.append("do", "again");
    const token = form.querySelector("[name='csrfmiddlewaretoken']").value;
    const answer = await fetch(again, { method: "POST", body, headers: { "X-CSRFToken": token } }).catch(() => null);
    if (answer?.ok) {
      form.querySelector(".record-form").outerHTML = await answer.text();
      htmx.process(form);
    }
  }
  put(form, pairs);
  const told = form.querySelector(".restored");
  if (told) told.hidden = false;
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-keep]");
  if (form) keep(form);
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-keep]")) return;
  keep(form);
  sessionStorage.setItem(SENT, key(form));
});
document.addEventListener("click", (event) => {
  const leave = event.target.closest?.("[data-forget]");
  const form = leave?.closest("form[data-keep]");
  if (form) sessionStorage.removeItem(key(form));
  if (form && leave.tagName === "BUTTON") location.reload();
});

// Sent in place, and taken: it needs to be kept no more. Where a whole page is sent, keys.js sees what came of it.
document.addEventListener("htmx:afterRequest", (event) => {
  const { elt: form, successful, requestConfig } = event.detail;
  const rows = requestConfig.formData?.has("do");
  if (successful && !rows && form.matches?.("form[data-keep]")) sessionStorage.removeItem(key(form));
});
for (const form of document.querySelectorAll("form[data-keep]")) restore(form);

// Where something is wrong one is led to it; after a row was added, to its first field.
document.querySelector(".record-form .faults")?.focus();
document.addEventListener("htmx:afterSettle", (event) => {
  // Of which button this is the answer, it says itself: another request may have begun meanwhile.
  const { elt } = event.detail.requestConfig ?? {};
  const button = elt?.matches?.("button[name='do']") ? elt : null;
  // The form of one field has come into its place.
  if (!button) event.target.querySelector?.("form.record :is(input, textarea, select):not([type='hidden'], .why-empty)")?.focus();
  const form = document.querySelector("form[data-keep]");
  if (form && button) keep(form);
  const adding = button?.value.startsWith("add.") ? button.value.slice(4) : "";
  if (!adding) {
    // A row that was moved keeps the focus, on what moves it further; where one is gone, another can be added.
    if (button) after(button);
    return;
  }
  const rows = [...document.querySelectorAll(`[name="${CSS.escape(adding === "e" ? "e" : adding.startsWith("f:") ? adding.replace("f:", "f.") : `p.${adding}`)}"]`)];
  const last = rows.at(-1);
  (last?.matches("textarea") ? last : last?.parentElement.querySelector("input:not([type='hidden']), textarea"))?.focus();
});
function after(button) {
  const { value } = button;
  const row = value.slice(value.indexOf("."));
  const buttons = [...document.querySelectorAll("button[name='do']")];
  const own = value.startsWith("remove.") ? null : buttons.find((one) => one.value === value) ?? buttons.find((one) => one.value.endsWith(row));
  (own ?? buttons.find((one) => one.value === `add${row.slice(0, row.lastIndexOf("."))}`))?.focus();
}
