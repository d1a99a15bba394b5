// Places in the text. The server counts Unicode code points of the text layer, the browser UTF-16 units within nodes:
// here one becomes the other. What is not of the layer (marks of notes, of pages) holds no text, so it need not be left out.

const text = document.getElementById("text");

// How many code points a string has: every unit that is not the second half of a pair.
export function points(string) {
  let count = 0;
  for (let at = 0; at < string.length; at += 1) {
    const unit = string.charCodeAt(at);
    if (unit < 0xdc00 || unit > 0xdfff) count += 1;
  }
  return count;
}

// The unit at which the code point of that number begins.
export function unit(string, number) {
  let at = 0;
  for (let left = number; left > 0 && at < string.length; left -= 1) at += string.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

const holders = () => [...text.querySelectorAll("[data-s]")].filter((each) => !each.closest(".note-open"));
let known = null;
export function forget() { known = null; }
function all() {
  known ??= holders().map((element) => ({ element, start: Number(element.dataset.s) }));
  return known;
}

function nodes(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, {
    acceptNode: (node) => (node.parentElement.closest("[data-s]") === element ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT),
  });
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

// The code point of a boundary of the DOM; null outside the text.
function point(node, offset) {
  const element = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.("[data-s]");
  if (!element || !text.contains(element)) return null;
  let count = Number(element.dataset.s);
  const range = document.createRange();
  range.selectNodeContents(element);
  range.setEnd(node, offset);
  count += points(range.toString());
  return count;
}

// What is selected, as code points; null where nothing of the text is.
export function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(text)) return null;
  let start = point(range.startContainer, range.startOffset);
  let end = point(range.endContainer, range.endOffset);
  if (start !== null && end !== null) return end > start ? { start, end } : null;
  // A double or triple click ends at the beginning of the next block; a drag may begin between blocks.
  const touched = all().filter((each) => range.intersectsNode(each.element));
  if (!touched.length) return null;
  if (start === null) start = touched[0].start;
  if (end === null) end = finish(touched[touched.length - 1]);
  return end > start ? { start, end } : null;
}

const finish = (each) => each.start + points(each.element.textContent);

// The holder of a code point, or the one before it; null where its part is not there.
export function holder(at) {
  const list = all();
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (list[middle].start <= at) low = middle; else high = middle - 1;
  }
  const found = list[low];
  return found && found.start <= at && at <= finish(found) ? found : null;
}

function boundary(at, atEnd) {
  const found = holder(atEnd ? at - 1 : at);
  if (!found) return null;
  let left = at - found.start;
  const own = nodes(found.element);
  for (const node of own) {
    const size = points(node.data);
    if (left < size || (atEnd && left === size)) return { node, offset: unit(node.data, left), element: found.element };
    left -= size;
  }
  const last = own[own.length - 1];
  return last ? { node: last, offset: last.data.length, element: found.element } : null;
}

// A range of the DOM over code points; null where they are not there.
export function range(start, end) {
  const from = boundary(start, false);
  const to = boundary(end, true);
  if (!from || !to) return null;
  const made = document.createRange();
  made.setStart(from.node, from.offset);
  made.setEnd(to.node, to.offset);
  return made;
}

// Selects code points and brings them into view.
export function select(start, end, { scroll = true } = {}) {
  const made = range(start, end);
  if (!made) return false;
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(made);
  if (scroll) show(made);
  return true;
}

export function show(made) {
  const element = made.startContainer.parentElement;
  const box = made.getBoundingClientRect();
  const top = document.querySelector(".bar")?.getBoundingClientRect().bottom ?? 0;
  const bottom = window.innerHeight - (matchMedia("(max-width: 60rem)").matches ? window.innerHeight * 0.4 : 40);
  if (box.height && box.top >= top && box.bottom <= bottom) return;
  // A block that was not drawn yet has no true size: it is drawn by being shown, then the place is looked for again.
  element.scrollIntoView({ block: "center" });
  const again = made.getBoundingClientRect();
  window.scrollBy(0, again.top - top - (bottom - top) * 0.3);
}

// The holders in order, with their texts' ends.
export const blocks = () => all().map((each) => ({ ...each, end: finish(each) }));
