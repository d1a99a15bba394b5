"use strict";
// Nothing here is needed: it gives citations their full address, a button to copy them, one to open all evidence.
(() => {
  const web = location.protocol === "https:" || location.protocol === "http:";
  const page = location.href.split("#")[0];
  for (const cite of document.querySelectorAll(".citation")) {
    const link = cite.querySelector("a");
    if (web) link.textContent = page + link.getAttribute("href");
    if (!navigator.clipboard) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = document.body.dataset.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(cite.textContent.replace(/\s+/g, " ").trim());
      button.textContent = document.body.dataset.copied;
    });
    cite.after(button);
  }
  const all = document.getElementById("_all");
  if (all) {
    all.hidden = false;
    all.addEventListener("click", () => {
      const open = all.getAttribute("aria-pressed") !== "true";
      for (const one of document.querySelectorAll("details.evidence")) one.open = open;
      all.setAttribute("aria-pressed", String(open));
    });
  }
  const contents = document.getElementById("_contents");
  if (contents && matchMedia("(max-width: 62rem)").matches) contents.open = false;
})();
