// The editor: walking through paragraphs by keys, writing in one, and never losing what was typed.
// What is typed and not saved lies in this tab (sessionStorage) until it is saved or given up.

import { fit } from "./editor_palette.js";
import { fold } from "./editor_outline.js";
import "./editor_remarks.js";

const closest = (target, what) => target instanceof Element ? target.closest(what) : null;
const pieces = () => [...document.querySelectorAll("[data-piece], [data-form]")];
const forms = () => [...document.querySelectorAll("form[data-form]")];
const field = (form) => form.querySelector("[data-typed]");
const called = (form) => form.elements.name;

// --- walking

function current() {
  const held = closest(document.activeElement, "[data-piece]");
  return held ? pieces().indexOf(held) : -1;
}
function go(to) {
  if (!to) return;
  (field(to) ?? to).focus({ preventScroll: true });
  to.scrollIntoView({ block: "nearest" });
}
function step(by) {
  const all = pieces();
  const at = current();
  go(all[at < 0 ? (by > 0 ? firstSeen(all) : 0) : Math.min(Math.max(at + by, 0), all.length - 1)]);
}
const firstSeen = (all) => Math.max(0, all.findIndex((one) => one.getBoundingClientRect().bottom > 80));

function nextFinding() {
  const all = [...document.querySelectorAll("[data-remark]")];
  if (!all.length) return;
  const here = document.activeElement;
  const next = all.find((one) => here.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING && one !== here) ?? all[0];
  next.focus();
  next.scrollIntoView({ block: "center" });
}

// --- what is typed and not saved

// By the text that it was typed over: in a later one the paragraph may have another number.
const name = (form) => `typed ${form.dataset.edition} ${form.dataset.serial} ${form.dataset.at}${"after" in form.dataset ? " after" : ""}`;
const nameOf = (key) => `called ${key}`;
const changed = (form) => field(form).value !== form.dataset.saved || called(form).value !== form.dataset.savedName;
function remember(form) {
  if (!changed(form)) { drop(name(form)); return; }
  sessionStorage.setItem(name(form), field(form).value);
  sessionStorage.setItem(nameOf(name(form)), called(form).value);
}
function drop(key) {
  sessionStorage.removeItem(key);
  sessionStorage.removeItem(nameOf(key));
}
function forget(form) {
  drop(name(form));
  if (form.dataset.was) drop(`typed ${form.dataset.edition} ${form.dataset.was}`);
}

function opened(form) {
  if (form.dataset.saved !== undefined) return;
  const typed = field(form);
  const faulty = form.querySelector(".errorlist");
  form.dataset.saved = "clash" in form.dataset || faulty ? "\u0000" : typed.value;
  form.dataset.savedName = called(form).value;
  const kept = sessionStorage.getItem(name(form));
  const keptName = sessionStorage.getItem(nameOf(name(form))) ?? called(form).value;
  if (kept !== null && !("clash" in form.dataset) && !faulty && (kept !== typed.value || keptName !== called(form).value)) {
    form.dataset.offered = typed.value;
    typed.value = kept;
    called(form).value = keptName;
    form.querySelector("[data-kept]").hidden = false;
  }
  typed.focus({ preventScroll: true });
  form.scrollIntoView({ block: "nearest" });
  const end = typed.value.length;
  typed.setSelectionRange(end, end);
}
const look = (typed) => typed.dispatchEvent(new CustomEvent("look", { bubbles: true }));
const say = (form, words, bad = false) => {
  const told = form.querySelector("[data-told]");
  told.textContent = words;
  told.classList.toggle("bad", bad);
};

// --- writing

function insert(typed, before, after) {
  const { selectionStart: from, selectionEnd: to, value } = typed;
  const inner = value.slice(from, to);
  typed.setRangeText(before + inner + (after ?? ""), from, to, "end");
  if (after !== undefined && !inner) typed.setSelectionRange(from + before.length, from + before.length);
  typed.focus();
  typed.dispatchEvent(new Event("input", { bubbles: true }));
}
function insertBlock(typed, pattern) {
  const whole = typed.value.replace(/\s+$/, "");
  const text = pattern.replace(/^(\s*)(.*)$/s, "$2");
  const mark = text.includes("¦") ? "¦" : text.startsWith("|") ? "" : "|";
  const at = mark ? text.indexOf(mark) : text.length;
  const clean = mark ? text.slice(0, at) + text.slice(at + 1) : text;
  const begin = whole ? `${whole}\n\n` : "";
  typed.value = begin + clean;
  typed.focus();
  typed.setSelectionRange(begin.length + at, begin.length + at);
  typed.dispatchEvent(new Event("input", { bubbles: true }));
}
function leave(form) {
  if (changed(form) && !confirm(document.getElementById("editor-words").dataset.leave)) return;
  forget(form);
  const at = form.dataset.at;
  if ("after" in form.dataset) {
    const back = document.getElementById(`piece-${at}`);
    form.remove();
    go(back);
  } else location.assign(form.querySelector("[data-leave]").href.replace(/#.*$/, "") + `#piece-${at}`);
}

document.addEventListener("click", (event) => {
  const target = event.target;
  const form = closest(target, "form[data-form]");
  const button = closest(target, "button, a");
  if (button?.dataset.step) return step(Number(button.dataset.step));
  if (button && "nextFinding" in button.dataset) return nextFinding();
  if (button && "refer" in button.dataset) return refer(button);
  if (!form) {
    const piece = closest(target, "[data-piece]");
    // A click into the words opens them; a link, a button, or words that were marked do what they do.
    if (piece && !button && !closest(target, ".notes, .remarks, summary") && getSelection().isCollapsed) piece.querySelector("[data-edit]")?.click();
    return;
  }
  if (!button) return;
  const typed = field(form);
  if (button.dataset.insert) insert(typed, ...button.dataset.insert.split("|"));
  else if (button.dataset.insertBlock) insertBlock(typed, button.dataset.insertBlock);
  else if ("palette" in button.dataset) palette.open(typed);
  else if ("takeOut" in button.dataset) { typed.value = ""; form.requestSubmit(); }
  else if ("useTheirs" in button.dataset) { typed.value = form.querySelector("[data-theirs]").value; typed.dispatchEvent(new Event("input", { bubbles: true })); typed.focus(); }
  else if ("drop" in button.dataset) {
    typed.value = form.dataset.offered;
    called(form).value = form.dataset.savedName;
    form.querySelector("[data-kept]").hidden = true;
    forget(form);
    look(typed);
    typed.focus();
  } else if ("leave" in button.dataset) { event.preventDefault(); leave(form); }
});

const BY_ALT = { n: ["^[", "]"], e: ["*", "*"] };
document.addEventListener("keydown", (event) => {
  const form = closest(event.target, "form[data-form]");
  if (form && !event.isComposing) {
    const key = event.key.toLowerCase();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); }
    else if (event.key === "Escape") { event.preventDefault(); event.stopImmediatePropagation(); leave(form); }
    else if (key === "k" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); palette.open(field(form)); }
    // A stroke where a word begins asks for a reference; closed without one, it is what was typed.
    else if (key === "/" && event.target === field(form) && /(^|\s)$/.test(event.target.value.slice(0, event.target.selectionStart))) { event.preventDefault(); palette.open(event.target, "", "/"); }
    else if (event.altKey && !event.ctrlKey && BY_ALT[key]) { event.preventDefault(); insert(field(form), ...BY_ALT[key]); }
    else if (event.altKey && !event.ctrlKey && (key === "h" || key === "t")) {
      event.preventDefault();
      form.querySelectorAll("[data-insert-block]")[key === "h" ? 0 : 1].click();
    }
    return;
  }
  const piece = event.target.matches?.("[data-piece]") ? event.target : closest(event.target, ".remarks") ? closest(event.target, "[data-piece]") : null;
  if (!piece || event.isComposing) return;
  if (event.key === "Enter" && !event.ctrlKey && event.target === piece) { event.preventDefault(); piece.querySelector("[data-edit]")?.click(); }
  else if (event.altKey && event.key === "ArrowUp") { event.preventDefault(); piece.querySelector("[data-up]")?.click(); }
  else if (event.altKey && event.key === "ArrowDown") { event.preventDefault(); piece.querySelector("[data-down]")?.click(); }
  else if (event.altKey && event.key === "Enter") { event.preventDefault(); piece.querySelector("[data-add]")?.click(); }
}, true);

document.addEventListener("input", (event) => {
  const form = closest(event.target, "form[data-form]");
  if (form && ("typed" in event.target.dataset || event.target.name === "name")) remember(form);
});
let sending = false;
addEventListener("beforeunload", (event) => {
  if (!sending && forms().some(changed)) event.preventDefault();
});
// A form that the browser itself sends, before HTMX has it: whether it was saved, the next page says.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !event.target.matches("form[data-form]")) return;
  remember(event.target);
  sessionStorage.setItem("sent", [name(event.target), event.target.dataset.was ? `typed ${event.target.dataset.edition} ${event.target.dataset.was}` : ""].join("\n"));
  sending = true;
});
function sent() {
  const keys = sessionStorage.getItem("sent");
  sessionStorage.removeItem("sent");
  if (keys && document.querySelector("#messages .success")) keys.split("\n").forEach(drop);
}
// Which of the buttons of the one form that moves was pressed: they stand outside it.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.elt.id === "mover") detail.parameters.move = detail.triggeringEvent.submitter.value;
});

// A reference that is missing: the paragraph is opened, and the palette with the words of the sentence.
let wanted = null;
function refer(button) {
  wanted = { at: button.dataset.for, words: button.dataset.refer };
  document.querySelector(`#piece-${button.dataset.for} [data-edit]`)?.click();
}

// --- saving

const palette = fit(document.getElementById("palette"), insert);
const outline = fold(document.querySelector(".desk")?.dataset.edition);
const words = document.getElementById("editor-words")?.dataset ?? {};
let again = 0;

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.target;
  if (form.matches?.("form[data-form]")) { delete form.dataset.lost; remember(form); say(form, words.saving); }
});
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  const { elt } = requestConfig;
  if (!elt.matches("form[data-form]") && !closest(elt, ".desk, #palette")) return;
  if (xhr.status === 409 || xhr.status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
    if (elt.matches("form[data-form]")) {
      event.detail.target = elt;
      event.detail.swapOverride = "outerHTML";
    } else if (!elt.matches("textarea")) {
      event.detail.target = document.getElementById("messages");
      event.detail.swapOverride = "innerHTML";
    }
  } else if (xhr.status === 200 && event.detail.target.id === "chapter" && requestConfig.verb === "post") {
    // The chapter is put in anew: other paragraphs that are open in it are opened again.
    if (elt.matches("form[data-form]")) { done = elt; forget(elt); }
    reopen = forms().filter((one) => one !== elt && changed(one));
  }
});
let reopen = [];
let done = null;

for (const kind of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(kind, (event) => {
    const form = event.detail.elt;
    if (!form?.matches?.("form[data-form]")) return;
    remember(form);
    if (kind === "htmx:responseError") { say(form, words.refused, true); return; }
    form.dataset.lost = "";
    say(form, words.lost, true);
    clearTimeout(again);
    again = setTimeout(resend, 3000);
  });
}
// Every paragraph that could not be sent, not only the last one.
function resend() {
  clearTimeout(again);
  forms().filter((form) => "lost" in form.dataset).forEach((form) => form.requestSubmit());
}
addEventListener("online", resend);

function settle() {
  // Once: what is typed after it over the same text is kept like any other.
  if (done) { forget(done); done = null; }
  for (const one of document.querySelectorAll(".walk")) one.hidden = false;
  for (const one of document.querySelectorAll("[data-piece]")) one.tabIndex = 0;
  // Another paragraph that one was writing in stays open, over the new text.
  for (const form of reopen) {
    const at = pieces().find((one) => form.dataset.id && one.dataset.id === form.dataset.id && one !== form);
    if (at && !("after" in form.dataset)) at.replaceWith(form); else document.getElementById("kept-place").append(form);
    window.htmx.process(form);
  }
  reopen = [];
  forms().forEach(opened);
  outline.again();
  const chapter = document.getElementById("chapter");
  if (chapter?.dataset.focus) {
    go(document.getElementById(chapter.dataset.focus));
    delete chapter.dataset.focus;
  }
  if (wanted) {
    const form = forms().find((one) => one.dataset.at === wanted.at);
    if (form) { palette.open(field(form), wanted.words); wanted = null; }
  }
}
// At once, or what is typed meanwhile would go to the wrong place; and again when HTMX has settled.
document.addEventListener("htmx:afterSwap", settle);
document.addEventListener("htmx:afterSettle", () => { settle(); previewed(); });
if (matchMedia("(max-width: 52rem)").matches) document.querySelector("#outline details")?.removeAttribute("open");

// What was typed over an earlier text and is not saved, from before the page was loaded again.
function orphans() {
  const chapter = document.getElementById("chapter");
  const edition = document.querySelector(".desk").dataset.edition;
  if (!words.form) return;
  for (const key of Object.keys(sessionStorage).filter((one) => one.startsWith(`typed ${edition} `))) {
    const [serial, at, after] = key.split(" ").slice(2);
    if (serial === chapter.dataset.serial && document.querySelector(`[data-at="${at}"]`) && !after) {
      document.querySelector(`#piece-${at} [data-edit]`)?.click();
      continue;
    }
    const place = document.createElement("div");
    document.getElementById("kept-place").append(place);
    window.htmx.ajax("GET", `${words.form}?at=${at}&serial=${serial}${after ? "&after=1" : ""}`, { target: place, swap: "innerHTML" });
  }
}
// What was typed before HTMX listened, or was kept, is previewed too.
function previewed() {
  for (const form of forms().filter((one) => changed(one) && !("looked" in one.dataset))) {
    form.dataset.looked = "";
    look(field(form));
  }
}
sent();
settle();
addEventListener("load", () => {
  orphans();
  previewed();
  // A page that was asked for with a paragraph open: one writes there.
  const [asked] = new URLSearchParams(location.search).has("edit") ? forms() : [];
  if (asked && document.activeElement === document.body) field(asked).focus();
});
