// The form of the check: a report can be dropped on it, and what is being done is told. It works without.

import { dropping } from "./dropping.js";

const EVERY = 1000;

for (const form of document.querySelectorAll("form.check")) {
  const { say, fits } = dropping(form, () => form.querySelector("button.main").focus());
  let asking = 0;
  const stop = () => { clearInterval(asking); asking = 0; };

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
