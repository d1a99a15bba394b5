"use strict";
// Nothing here is needed: it gives citations their full address and a button to copy them, opens all evidence at
// once, and marks in the contents where the reader is.
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
  const entries = new Map();
  for (const link of document.querySelectorAll("nav a")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) entries.set(heading, link);
  }
  // Headings above a line near the top: the last of them is that of the text being read.
  const seen = new Set();
  let current = null;
  const watch = new IntersectionObserver((changes) => {
    for (const one of changes) seen[one.isIntersecting ? "add" : "delete"](one.target);
    const last = [...entries.keys()].filter((heading) => seen.has(heading)).pop();
    const link = last ? entries.get(last) : null;
    if (link === current) return;
    if (current) current.removeAttribute("aria-current");
    if (link) {
      link.setAttribute("aria-current", "location");
      const nav = link.closest("nav");
      if (nav.scrollHeight > nav.clientHeight) nav.scrollTop = link.offsetTop - nav.clientHeight / 2;
    }
    current = link;
  }, { rootMargin: "1000000px 0px -85% 0px" });
  for (const heading of entries.keys()) watch.observe(heading);
})();
