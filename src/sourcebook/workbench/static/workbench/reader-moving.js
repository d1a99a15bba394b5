// Selecting by keys and buttons: from sentence to sentence, and a word, sentence or paragraph more or less.

import { holder, points, select, selected, blocks } from "./reader-places.js";

const pieces = new Map();
function cut(each, granularity) {
  const lang = each.element.closest("[lang]")?.lang || "en";
  const key = `${lang} ${granularity}`;
  if (!pieces.has(key)) pieces.set(key, new Intl.Segmenter(lang, { granularity }));
  let at = each.start;
  const found = [];
  for (const piece of pieces.get(key).segment(each.element.textContent)) {
    const words = piece.segment.trimEnd();
    const start = at;
    at += points(piece.segment);
    if (words.trim() && piece.isWordLike !== false) found.push({ start, end: start + points(words) });
  }
  return found;
}

const first = () => blocks().find((each) => each.element.getBoundingClientRect().bottom > 120);
let last = null;

// The piece after (or before) a place, over the ends of blocks.
function next(at, granularity, by) {
  const list = blocks();
  let number = Math.max(0, list.findIndex((each) => each.start <= at && at <= each.end));
  for (; number >= 0 && number < list.length; number += by) {
    const own = cut(list[number], granularity);
    const found = by > 0 ? own.find((each) => each.start >= at) : own.findLast((each) => each.end <= at);
    if (found) return found;
  }
  return null;
}

export function move(granularity, by) {
  const now = selected() ?? last;
  let found;
  if (now) found = by > 0 ? next(now.end, granularity, 1) : next(now.start, granularity, -1);
  else if (first()) [found] = cut(first(), granularity);
  if (found) take(found);
}

export function grow(granularity, by) {
  const now = selected();
  if (!now) { move(granularity === "word" ? "word" : "sentence", 1); return; }
  if (granularity === "paragraph") {
    const from = holder(now.start);
    const to = holder(now.end - 1);
    if (from && to) take({ start: from.start, end: to.start + points(to.element.textContent) });
    return;
  }
  const found = by > 0 ? next(now.end, granularity, 1) : next(now.end - 1, granularity, -1);
  if (found && found.end > now.start) take({ start: now.start, end: found.end });
}

export function begin(by) {
  const now = selected();
  if (!now) return;
  const found = by > 0 ? next(now.start + 1, "word", 1) : next(now.start, "word", -1);
  if (found && found.start < now.end) take({ start: found.start, end: now.end });
}

function take(span) {
  last = span;
  select(span.start, span.end);
}
export const remember = (span) => { last = span; };
