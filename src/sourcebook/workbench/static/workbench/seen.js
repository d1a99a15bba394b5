// Views of records along time and on the map: the arrow keys move, as the buttons do; a map is also drawn with
// the mouse, comes closer where it is clicked twice, and by the wheel with Control, which leaves the page its own.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || document.querySelector("dialog[open]")) return;
  if (event.target.closest?.("input, textarea, select, summary, .scroll, [contenteditable='true']")) return;
  const button = document.querySelector(`[data-arrow="${event.key}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

const EDGE = 85;
const CELL = 256;
const mapped = () => document.querySelector("svg.map");

// Where a point of the drawing is on the earth (Web Mercator), as pages/map/sight.py has it.
function place(map, x, y) {
  const [latitude, longitude] = map.dataset.centre.split(",").map(Number);
  const world = CELL * 2 ** Number(map.dataset.zoom);
  const { width, height } = map.viewBox.baseVal;
  const across = (longitude + 180) / 360 * world + x - width / 2;
  const down = (1 - Math.asinh(Math.tan(latitude * Math.PI / 180)) / Math.PI) / 2 * world + y - height / 2;
  const up = Math.atan(Math.sinh(Math.PI * (1 - 2 * down / world))) * 180 / Math.PI;
  return [Math.max(-EDGE, Math.min(EDGE, up)), ((across / world * 360) % 360 + 360) % 360 - 180];
}

function at(map, event) {
  const box = map.getBoundingClientRect();
  const unit = map.viewBox.baseVal.width / box.width;
  return [(event.clientX - box.left) * unit, (event.clientY - box.top) * unit];
}

// As if a button led there: its request, its place in the history. One at a time.
let going = false;
function go(map, [latitude, longitude], zoom) {
  const buttons = document.querySelector(".steps .turn");
  if (going || !buttons) return false;
  const where = new URL(location.href);
  where.searchParams.set("c", `${latitude.toFixed(4)},${longitude.toFixed(4)}`);
  where.searchParams.set("z", Math.max(1, Math.min(Number(map.dataset.closest), zoom)));
  const link = Object.assign(document.createElement("a"), { href: where.pathname + where.search, hidden: true });
  buttons.append(link);
  window.htmx.process(link);
  going = true;
  link.click();
  return true;
}

document.addEventListener("htmx:afterRequest", () => { going = false; });

let held = null;
document.addEventListener("pointerdown", (event) => {
  const map = event.target.closest?.("svg.map");
  if (!map || event.button !== 0 || event.pointerType === "touch") return;
  held = { map, from: at(map, event), moved: false, id: event.pointerId };
});
document.addEventListener("pointermove", (event) => {
  if (!held || event.pointerId !== held.id) return;
  const [x, y] = at(held.map, event);
  const by = [x - held.from[0], y - held.from[1]];
  if (!held.moved && Math.hypot(...by) < 5) return;
  held.moved = true;
  held.map.classList.add("moving");
  held.map.querySelector(".land").setAttribute("transform", `translate(${by[0]} ${by[1]})`);
});
document.addEventListener("pointerup", (event) => {
  if (!held || event.pointerId !== held.id) return;
  const { map, from, moved } = held;
  held = null;
  map.classList.remove("moving");
  if (!moved) return;
  // A place on which the mouse was let go is not opened by that.
  map.addEventListener("click", (click) => click.preventDefault(), { once: true, capture: true });
  const [x, y] = at(map, event);
  const { width, height } = map.viewBox.baseVal;
  const middle = place(map, width / 2 - (x - from[0]), height / 2 - (y - from[1]));
  if (!go(map, middle, Number(map.dataset.zoom))) map.querySelector(".land").removeAttribute("transform");
});
document.addEventListener("pointercancel", () => {
  held?.map.querySelector(".land").removeAttribute("transform");
  held = null;
});
document.addEventListener("dragstart", (event) => { if (event.target.closest?.("svg.map")) event.preventDefault(); });

// Nearer to a point or farther from it, so that it stays where it is.
function zoomed(map, event, steps) {
  const [x, y] = at(map, event);
  const { width, height } = map.viewBox.baseVal;
  const nearer = 1 - 2 ** -steps;
  const middle = place(map, width / 2 + (x - width / 2) * nearer, height / 2 + (y - height / 2) * nearer);
  go(map, middle, Number(map.dataset.zoom) + steps);
}
document.addEventListener("dblclick", (event) => {
  const map = event.target.closest?.("svg.map");
  if (!map || event.target.closest("a")) return;
  event.preventDefault();
  zoomed(map, event, event.shiftKey ? -1 : 1);
});
document.addEventListener("wheel", (event) => {
  const map = event.target.closest?.("svg.map");
  if (!map || !event.ctrlKey) return;
  event.preventDefault();
  zoomed(map, event, event.deltaY < 0 ? 1 : -1);
}, { passive: false });

// On a narrow window the middle of the map is seen first.
function middled() {
  const scroll = mapped()?.closest(".scroll");
  if (scroll) scroll.scrollLeft = (scroll.scrollWidth - scroll.clientWidth) / 2;
}
middled();
document.addEventListener("htmx:afterSettle", middled);
