// Making a dossier: the short name follows the title until somebody writes one; how strong a passphrase is.

const title = document.querySelector("#title");
const slug = document.querySelector("#slug");
let follows = !slug.value || slug.value === shortName(title.value);

function shortName(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").trim()
    .replace(/[-\s]+/gu, "-").slice(0, 40).replace(/^[-_]+|[-_]+$/gu, "");
}
title.addEventListener("input", () => { if (follows) slug.value = shortName(title.value); });
slug.addEventListener("input", () => { follows = !slug.value; });

const passphrase = document.querySelector("#passphrase");
const strength = document.querySelector("#strength");
passphrase.addEventListener("input", () => {
  const said = passphrase.value.trim();
  const { least, short, fair, good } = passphrase.dataset;
  const words = said.split(/\s+/u).filter((word) => word.length > 2).length;
  if (!said) strength.textContent = "";
  else if ([...said].length < Number(least)) strength.textContent = short;
  else strength.textContent = words >= 6 || [...said].length >= 30 ? good : fair;
});
