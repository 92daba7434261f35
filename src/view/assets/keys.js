// Keys: "/" searches, j and k walk the rows, Enter opens a row's evidence, f goes to the filters, g to the graph,
// "?" lists them. On narrow screens the filters begin folded.
"use strict";

(() => {
  const dialog = document.getElementById("keys");
  const help = document.getElementById("help");
  help.hidden = false;
  help.addEventListener("click", () => dialog.showModal());

  const filters = document.querySelector("details.filters");
  if (filters && matchMedia("(max-width: 60rem)").matches) filters.open = false;

  const rows = () => [...document.querySelectorAll("table tbody tr")].filter((row) => row.querySelector("a"));
  let at = -1;

  function step(by) {
    const all = rows();
    if (!all.length) return;
    all[at]?.classList.remove("at");
    at = Math.max(0, Math.min(all.length - 1, at + by));
    all[at].classList.add("at");
    (all[at].querySelector("td.evidence a") ?? all[at].querySelector("a")).focus();
    all[at].scrollIntoView({ block: "nearest" });
  }

  const does = {
    "/": () => document.getElementById("q").focus(),
    "?": () => dialog.showModal(),
    j: () => step(1),
    k: () => step(-1),
    f: () => {
      if (!filters) return;
      filters.open = true;
      filters.querySelector("summary").focus();
    },
    g: () => document.getElementById("graph-tab")?.click(),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable], dialog, .canvas");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !does[event.key]) return;
    event.preventDefault();
    does[event.key]();
  });
})();
