"""What a page shows and says, gathered in a browser."""

from __future__ import annotations

# Texts, and attributes that are read out or shown.
SAID = """() => {
  const said = [];
  const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  const silent = "script, style, noscript, template, iframe, bdi, code, pre, kbd, .slug, [lang]:not(html)";
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement;
    if (!parent.closest(silent)) said.push(walk.currentNode.textContent);
  }
  for (const each of document.querySelectorAll("*")) {
    for (const name of ["aria-label", "aria-description", "title", "placeholder", "alt", "data-key-label", "data-none"])
      if (each.hasAttribute(name)) said.push(each.getAttribute(name));
  }
  return said.map((text) => text.replace(/\\s+/g, " ").trim()).filter((text) => /[A-Za-z]{2}/.test(text));
}"""
# Keys that two things on a page share; what is the same thing twice does not count.
SHARED_KEYS = """() => {
  const shown = [...document.querySelectorAll("[data-key]")].filter((each) => each.checkVisibility());
  const by = new Map();
  for (const each of shown) by.set(each.dataset.key, [...(by.get(each.dataset.key) ?? []), each]);
  return [...by].filter(([, all]) => new Set(all.map((each) => each.href ?? each.outerHTML)).size > 1)
    .map(([key, all]) => [key, all.map((each) => each.dataset.keyLabel || each.textContent.trim())]);
}"""
UNNAMED_KEYS = """() => [...document.querySelectorAll("[data-key]")]
  .filter((each) => !(each.dataset.keyLabel || each.textContent.trim())).map((each) => each.outerHTML)"""
AXE = """(only) => axe.run(document, only ? {runOnly: {type: "rule", values: only}} : {})
  .then((found) => found.violations.map((one) => [one.id, one.nodes.map((node) => node.html.slice(0, 200))]))"""
WIDTH = "document.documentElement.scrollWidth"
OPEN_ALL = (
    "document.querySelectorAll('main details:not(.veil, .picture)').forEach((each) => { each.open = true; })"
)
