// Chooses a stretch of time on the timeline: by dragging over the bars, or with two sliders, which keys and screen
// readers can use. What is chosen goes into the address, so that it filters all of the page.
"use strict";

(() => {
  const figure = document.querySelector(".timeline");
  if (!figure) return;
  const svg = figure.querySelector("svg");
  const slots = [...svg.querySelectorAll(".slot")].map((slot) => slot.dataset);
  const link = new URL(figure.dataset.here, location);
  if (slots.length < 2) return;

  // The bars that the address has chosen.
  const asked = new URL(location).searchParams;
  const since = asked.get("since") ?? "";
  const until = asked.get("until") ?? "";
  let from = since ? Math.max(0, slots.findIndex((slot) => slot.last >= since)) : 0;
  let to = until ? slots.findLastIndex((slot) => slot.first <= until) : slots.length - 1;
  if (to < from) [from, to] = [0, slots.length - 1];

  const chosen = document.createElementNS(svg.namespaceURI, "rect");
  chosen.setAttribute("class", "chosen-time");
  chosen.setAttribute("y", "0");
  chosen.setAttribute("height", "100%");
  svg.append(chosen);

  const handles = document.createElement("div");
  handles.className = "handles";
  const slider = (name, value) => {
    const label = document.createElement("label");
    const input = Object.assign(document.createElement("input"), { type: "range", min: 0, max: slots.length - 1, value });
    const output = document.createElement("output");
    label.append(name, input, output);
    handles.append(label);
    return { input, output };
  };
  const first = slider("From", from);
  const last = slider("To", to);
  const apply = Object.assign(document.createElement("button"), { type: "button", textContent: "Choose this time" });
  handles.append(apply);
  figure.append(handles);
  figure.querySelector("figcaption .note").textContent = " drag over the bars, or use the sliders";

  function show() {
    const all = from === 0 && to === slots.length - 1;
    chosen.setAttribute("x", `${(100 * from) / slots.length}%`);
    chosen.setAttribute("width", all ? "0" : `${(100 * (to - from + 1)) / slots.length}%`);
    const say = ({ input, output }, at, day) => {
      input.value = at;
      input.setAttribute("aria-valuetext", day);
      output.textContent = day;
    };
    say(first, from, slots[from].first);
    say(last, to, slots[to].last);
  }

  function choose() {
    const all = from === 0 && to === slots.length - 1;
    link.searchParams.delete("since");
    link.searchParams.delete("until");
    if (!all) {
      link.searchParams.set("since", slots[from].first);
      link.searchParams.set("until", slots[to].last);
    }
    location.assign(link);
  }

  first.input.addEventListener("input", () => { from = Math.min(+first.input.value, to); show(); });
  last.input.addEventListener("input", () => { to = Math.max(+last.input.value, from); show(); });
  apply.addEventListener("click", choose);

  // Dragging: a press that does not move stays a click on a bar.
  const bar = (event) => {
    const box = svg.getBoundingClientRect();
    const at = Math.floor((slots.length * (event.clientX - box.left)) / box.width);
    return Math.max(0, Math.min(slots.length - 1, at));
  };
  let start = null;
  let moved = false;
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    [start, moved] = [{ bar: bar(event), x: event.clientX }, false];
  });
  svg.addEventListener("pointermove", (event) => {
    if (!start || (!moved && Math.abs(event.clientX - start.x) < 5)) return;
    if (!moved) svg.setPointerCapture(event.pointerId);
    moved = true;
    from = Math.min(start.bar, bar(event));
    to = Math.max(start.bar, bar(event));
    show();
  });
  svg.addEventListener("pointerup", () => {
    if (start && moved) choose();
    start = null;
  });
  svg.addEventListener("pointercancel", () => { start = null; });
  svg.addEventListener("click", (event) => { if (moved) event.preventDefault(); }, true);
  show();
})();
