// Bringing in: a file can be dropped anywhere on the page; a choice that changes the page is sent by itself.

import { dropping } from "./dropping.js";

document.documentElement.classList.add("scripted");

for (const form of document.querySelectorAll("form.bring")) {
  const send = form.querySelector("button.main");
  const { say, fits } = dropping(form, (fit, many) => {
    if (fit && many > 1) send.focus();
    else if (fit) form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    if (!fits()) { event.preventDefault(); return; }
    say(`${form.dataset.sending} …`);
    send.disabled = true;
  });
  addEventListener("pageshow", () => { send.disabled = false; fits(); });
}

for (const form of document.querySelectorAll("form[data-submits]"))
  form.addEventListener("change", () => form.requestSubmit());
for (const form of document.querySelectorAll("form.bring-how"))
  form.addEventListener("submit", () => { for (const each of form.querySelectorAll("button.main")) each.disabled = true; });
