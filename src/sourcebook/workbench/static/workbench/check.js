// The form of the check: a report can be dropped on it, and what is being done is told. It works without.

const EVERY = 1000;

for (const form of document.querySelectorAll("form.check")) {
  const drop = form.querySelector(".drop");
  const input = form.querySelector("input[type=file]");
  const how = form.querySelector(".how");
  let asking = 0;

  const say = (text, wrong = false) => { how.textContent = text; how.classList.toggle("wrong", wrong); };
  const fits = () => {
    const file = input.files[0];
    const large = file && file.size > Number(form.dataset.most) * 1e6;
    say(large ? form.dataset.tooLarge : "", large);
    return !large;
  };
  const stop = () => { clearInterval(asking); asking = 0; };

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
    if (fits() && files.length > 1) say(form.dataset.one);
    form.querySelector("button.main").focus();
  });

  form.addEventListener("submit", (event) => {
    if (!fits()) { event.preventDefault(); return; }
    const run = crypto.getRandomValues(new Uint32Array(4)).join("-");
    form.elements.run.value = run;
    const began = performance.now();
    let seen = false;
    stop();
    say(form.dataset.sending);
    asking = setInterval(async () => {
      const mine = asking;
      let step = "";
      try {
        const answer = await fetch(`${form.dataset.step}?run=${run}`, { headers: { Accept: "application/json" } });
        step = answer.ok ? (await answer.json()).step : "";
      } catch { return; }
      if (mine !== asking) return;
      const seconds = Math.round((performance.now() - began) / 1000);
      if (step) { seen = true; say(`${step} (${seconds} s)`); }
      // The answer is there: as a file it leaves this page where it is.
      else if (seen || seconds > 5) { stop(); say(""); }
    }, EVERY);
  });
  addEventListener("pageshow", () => { stop(); fits(); });
}
