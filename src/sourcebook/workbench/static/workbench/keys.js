// Keys: whatever has `data-key` is opened, pressed or focused by it; `?` lists them all. A key may be one
// character or two pressed one after the other ("g h"). In a field only Escape is ours: it leaves the field.

const WAIT = 1200;
let first = "";
let since = 0;

const shown = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;
const typing = (target) => target.closest?.("input, textarea, select, [contenteditable='true']");
const bound = () => [...document.querySelectorAll("[data-key]")].filter(shown);

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  if (document.querySelector("dialog[open]") || event.key.length !== 1) return;
  // When it was pressed: a page that is busy hears of it later, and "g r" must not become "r".
  const now = event.timeStamp;
  const pressed = first && now - since < WAIT ? `${first} ${event.key}` : event.key;
  const keys = bound();
  const found = keys.find((each) => each.dataset.key === pressed) ?? keys.find((each) => each.dataset.key === event.key);
  const begins = keys.some((each) => each.dataset.key.startsWith(`${event.key} `));
  [first, since] = !found && begins ? [event.key, now] : ["", 0];
  if (!found) return;
  event.preventDefault();
  if (found.matches("input, textarea, select")) { found.focus(); found.select?.(); } else found.click();
});

function list(dialog) {
  const lines = dialog.querySelector("dl");
  lines.replaceChildren();
  const seen = new Set();
  for (const each of bound()) {
    const key = each.dataset.key;
    if (seen.has(key)) continue;
    seen.add(key);
    const line = document.createElement("div");
    const name = document.createElement("dt");
    const told = document.createElement("dd");
    for (const part of key.split(" ")) {
      const cap = document.createElement("kbd");
      cap.textContent = part;
      name.append(cap, " ");
    }
    told.textContent = each.dataset.keyLabel || each.textContent.trim();
    line.append(name, told);
    lines.append(line);
  }
}

for (const opener of document.querySelectorAll("[data-opens]")) {
  opener.hidden = false;
  opener.addEventListener("click", () => {
    const dialog = document.getElementById(opener.dataset.opens);
    if (dialog.id === "keys") list(dialog);
    dialog.showModal();
  });
}

// In a narrow window the navigation scrolls: the page where one is stands in sight.
document.querySelector("nav.main [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// A menu closes when one leaves it.
for (const menu of document.querySelectorAll("details.menu")) {
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

// A form that keeps what is typed was sent (forms.js). Only where the page that came says that it is saved is that
// forgotten: after a lost connection, a full disk or a fault it is put back when the form is opened again.
const sent = sessionStorage.getItem("sourcebook sent");
if (sent) {
  if (document.querySelector("#messages .message.success")) sessionStorage.removeItem(sent);
  sessionStorage.removeItem("sourcebook sent");
}
