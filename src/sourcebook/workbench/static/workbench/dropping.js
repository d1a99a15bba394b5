// A form that takes one file: chosen, or dropped anywhere on the page; too large a one is told before it is sent.

// Gives `say(text, wrong)` and `fits()`; `dropped(files)` is called when a file that fits was dropped.
export const dropping = (form, dropped) => {
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

  // Dropped beside the field, a file would replace the page: the whole window takes it.
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
    const fit = fits();
    if (fit && files.length > 1) say(form.dataset.one);
    dropped(fit, files.length);
  });
  return { say, fits };
};
