"use strict";
// The list is the whole truth: every line can be opened without this script. It joins the list to the picture
// and filters both.
const lines = [...document.querySelectorAll("li[data-event]")];
const drawn = [...document.querySelectorAll(".picture [data-event]")];
const byEvent = new Map(lines.map((line) => [line.dataset.event, line]));
const search = document.querySelector("#search");
const actor = document.querySelector("#actor");
const found = document.querySelector("#found");

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const texts = new Map(lines.map((line) => [line, fold(line.textContent)]));

function filter() {
  const words = fold(search.value).split(/\s+/).filter(Boolean);
  let count = 0;
  for (const line of lines) {
    const text = texts.get(line);
    const named = !actor.value || line.dataset.actors.split(" ").includes(actor.value);
    line.hidden = !(named && words.every((word) => text.includes(word)));
    count += line.hidden ? 0 : 1;
  }
  for (const item of drawn) {
    const line = byEvent.get(item.dataset.event);
    item.classList.toggle("aside", Boolean(line && line.hidden));
  }
  found.textContent = found.dataset.form.replace("{n}", count).replace("{total}", lines.length);
}

function choose(event, open) {
  const line = byEvent.get(event);
  if (!line) return;
  for (const other of lines) other.classList.toggle("chosen", other === line);
  for (const item of drawn) item.classList.toggle("chosen", item.dataset.event === event);
  if (open) {
    line.hidden = false;
    line.querySelector("details").open = true;
    line.scrollIntoView({ block: "nearest" });
    line.querySelector("summary").focus({ preventScroll: true });
  }
}

document.querySelector(".picture").addEventListener("click", (click) => {
  const item = click.target.closest("[data-event]");
  if (item) choose(item.dataset.event, true);
});
for (const line of lines) line.addEventListener("focusin", () => choose(line.dataset.event, false));
search.addEventListener("input", filter);
actor.addEventListener("change", filter);
document.querySelector(".tools").hidden = false;
if (location.hash) choose(decodeURIComponent(location.hash.slice(1)), true);
filter();
