// Bringing in: a file can be dropped anywhere on the page; a choice that changes the page is sent by itself.

document.documentElement.classList.add("scripted");

for (const form of document.querySelectorAll("form.bring")) {
  const drop = form.querySelector(".drop");
  const input = form.querySelector("input[type=file]");
  const how = form.querySelector(".how");
  const say = (text, wrong = false) => { how.textContent = text; how.classList.toggle("wrong", wrong); };
  const fits = () => {
    const file = input.files[0];
    const large = file && file.size > Number(form.dataset.most) * 1e6;
    say(large ? form.dataset.tooLarge : "", large);
    return !large;
  };
  for (const each of form.querySelectorAll(".if-script")) each.hidden = false;
  input.addEventListener("change", fits);

  const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    drop.classList.add("over");
  });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.classList.remove("over"); });
  addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    drop.classList.remove("over");
    const files = [...event.dataTransfer.files];
    if (!files.length) return;
    const one = new DataTransfer();
    one.items.add(files[0]);
    input.files = one.files;
    if (!fits()) return;
    if (files.length > 1) { say(form.dataset.one); form.querySelector("button.main").focus(); }
    else form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    if (!fits()) { event.preventDefault(); return; }
    say(`${form.dataset.sending} …`);
    form.querySelector("button.main").disabled = true;
  });
  addEventListener("pageshow", () => { form.querySelector("button.main").disabled = false; fits(); });
}

for (const form of document.querySelectorAll("form[data-submits]"))
  form.addEventListener("change", () => form.requestSubmit());
for (const form of document.querySelectorAll("form.bring-how"))
  form.addEventListener("submit", () => { for (const each of form.querySelectorAll("button.main")) each.disabled = true; });
