// The palette: words are typed, arrow keys choose, Enter inserts what was chosen where one was writing.

export function fit(dialog, insert) {
  if (!dialog) return { open() {} };
  const asked = dialog.querySelector("input");
  const found = dialog.querySelector("#palette-found");
  let typed = null;
  let at = [0, 0];
  // What was typed to open it: it stands in the text where nothing was chosen.
  let instead = "";
  const marks = () => [...found.querySelectorAll("[data-mark]")];
  const chosen = () => found.querySelector("[aria-selected='true']");

  function choose(one) {
    chosen()?.setAttribute("aria-selected", "false");
    if (!one) { asked.removeAttribute("aria-activedescendant"); return; }
    one.setAttribute("aria-selected", "true");
    one.id ||= `mark-${marks().indexOf(one)}`;
    asked.setAttribute("aria-activedescendant", one.id);
    one.scrollIntoView({ block: "nearest" });
  }
  function step(by, whole) {
    const all = whole ? marks().filter((one) => "first" in one.dataset) : marks();
    const now = chosen();
    if (whole && now && !("first" in now.dataset)) {
      const first = now.closest(".choice").querySelector("[data-first]");
      if (by < 0) return choose(first);
      return choose(all[Math.min(all.indexOf(first) + 1, all.length - 1)]);
    }
    choose(all[Math.min(Math.max(all.indexOf(now) + by, 0), all.length - 1)]);
  }
  function take(one) {
    if (one) instead = "";
    dialog.close();
    if (!one || !typed) return;
    typed.setSelectionRange(...at);
    insert(typed, one.dataset.mark);
  }

  dialog.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); step(event.key === "ArrowDown" ? 1 : -1, true); }
    else if (event.key === "Tab" && chosen() && event.target === asked) {
      const own = [...chosen().closest(".choice").querySelectorAll("[data-mark]")];
      event.preventDefault();
      choose(own[(own.indexOf(chosen()) + (event.shiftKey ? own.length - 1 : 1)) % own.length]);
    } else if (event.key === "Enter") { event.preventDefault(); take(chosen()); }
    else if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); dialog.close(); }
  });
  dialog.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-mark]");
    if (mark) take(mark);
  });
  dialog.addEventListener("close", () => {
    typed?.focus();
    if (instead && typed) { typed.setSelectionRange(...at); insert(typed, instead); }
    instead = "";
  });
  found.addEventListener("htmx:afterSwap", () => choose(marks()[0]));
  dialog.querySelector("select").addEventListener("change", () => asked.dispatchEvent(new CustomEvent("look")));

  return {
    open(field, words = "", typedFor = "") {
      typed = field;
      instead = typedFor;
      at = [field.selectionStart, field.selectionEnd];
      asked.value = words;
      dialog.showModal();
      asked.focus();
      asked.select();
      if (words) asked.dispatchEvent(new CustomEvent("look"));
      else found.replaceChildren();
    },
  };
}
