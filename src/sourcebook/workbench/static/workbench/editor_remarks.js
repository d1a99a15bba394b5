// Findings come while one writes: those of a paragraph that is open just now, or was taken out, have no place on the
// page. They are left out of the answer; the next one brings them again.

document.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = event;
  if (detail.target.id !== "found" || detail.xhr.status !== 200) return;
  const found = new DOMParser().parseFromString(detail.serverResponse, "text/html");
  for (const one of found.querySelectorAll("[hx-swap-oob][id]")) if (!document.getElementById(one.id)) one.remove();
  detail.serverResponse = found.body.innerHTML;
});
