// What was sealed does not stay on a screen: when its time is over it goes from the page, and it is not brought
// back by the browser's "back" after it was closed. The server has closed it by then; this is for who looks on.
// What somebody is typing is not lost: it is hidden, and saved once the passphrase was given again.

const bar = document.querySelector(".open-now");
// Of the clocks of two computers only the pace is the same.
const began = Date.now();

function told(words) {
  const line = document.createElement("p");
  line.className = "message warning";
  line.setAttribute("role", "alert");
  line.textContent = words;
  return line;
}

function hide() {
  const content = document.getElementById("content");
  const form = content.querySelector("form.record[data-private]");
  const line = told(form ? bar.dataset.typing : bar.dataset.closed);
  if (form) {
    const save = document.createElement("button");
    save.textContent = bar.dataset.save;
    save.className = "main";
    save.addEventListener("click", () => { form.noValidate = true; form.requestSubmit(); });
    const hidden = document.createElement("div");
    hidden.hidden = true;
    hidden.append(...content.childNodes);
    content.append(line, save, hidden);
  } else {
    content.replaceChildren(line);
  }
  document.title = bar.dataset.closed;
  bar.remove();
}

// Looked at, not waited for: a laptop that slept wakes up with the page still on it.
function look() {
  if (Date.now() - began < Number(bar.dataset.left) * 1000) return;
  clearInterval(timer);
  document.removeEventListener("visibilitychange", look);
  if (bar.hasAttribute("data-private")) hide();
}

const timer = bar ? setInterval(look, 5000) : 0;
if (bar) document.addEventListener("visibilitychange", look);
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
