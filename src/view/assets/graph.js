// Draws what lies around an entity. Which entities are drawn stands in the address: expanding one changes the address,
// and the server says what is drawn then, so that the list, the exports and the permalink always fit the drawing.
"use strict";

(() => {
  const canvas = document.getElementById("canvas");
  const chosen = document.getElementById("chosen");
  if (!canvas || typeof cytoscape === "undefined") return;

  const SHAPES = { PERSON: "ellipse", ORG: "rectangle", PLACE: "triangle", GROUP: "hexagon" };
  const KINDS = { PERSON: "person", ORG: "organisation", PLACE: "place", GROUP: "group" };
  const LABELLED = 24;
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function looks() {
    const [ink, paper, soft, accent, denied] = ["--ink", "--paper", "--soft", "--accent", "--denied"].map(colour);
    const font = "system-ui, sans-serif";
    const kind = ([type, name]) => ({ selector: `node[type="${type}"]`, style: { "background-color": colour(`--${name}`), shape: SHAPES[type] } });
    return [
      { selector: "node", style: {
        label: "data(name)", color: ink, "font-size": 12, "font-family": font, "text-valign": "bottom", "text-margin-y": 4,
        "text-wrap": "wrap", "text-max-width": 110, "text-outline-color": paper, "text-outline-width": 2,
        width: "data(size)", height: "data(size)" } },
      ...Object.entries(KINDS).map(kind),
      { selector: "node.center", style: { "font-weight": "bold", "font-size": 15, "border-width": 4, "border-color": ink } },
      { selector: "node.expanded", style: { "border-width": 3, "border-color": soft, "border-style": "double" } },
      { selector: "edge", style: {
        label: "data(label)", color: soft, "font-size": 9.5, "font-family": font, "text-rotation": "autorotate",
        "text-background-color": paper, "text-background-opacity": 1, "text-background-padding": 1.5,
        "text-max-width": 120, "text-wrap": "ellipsis",
        "curve-style": "bezier", "line-color": soft, "target-arrow-color": soft, width: "data(width)", "arrow-scale": 0.8 } },
      { selector: "edge[?directed]", style: { "target-arrow-shape": "triangle" } },
      { selector: 'edge[status="planned"]', style: { "line-style": "dashed", "line-dash-pattern": [8, 5] } },
      { selector: 'edge[status="possible"]', style: { "line-style": "dashed", "line-dash-pattern": [2, 7] } },
      { selector: 'edge[status="denied"]', style: {
        "line-style": "dotted", "line-color": denied, "target-arrow-color": denied, "source-arrow-shape": "tee", "source-arrow-color": denied } },
      // Where there are many lines, only those of what is chosen say what they are.
      { selector: "edge.quiet", style: { label: "" } },
      { selector: "edge.near, edge:selected", style: { label: "data(label)", "z-index": 9 } },
      { selector: ":selected", style: { "overlay-color": accent, "overlay-opacity": 0.22, "overlay-padding": 5 } },
    ];
  }

  // A position for everything that has none: around the middle, or around the one that was expanded.
  function place(graph, known, around) {
    const fresh = graph.nodes.filter((node) => !known.has(node.id));
    const middle = known.get(around) ?? { x: 0, y: 0 };
    const radius = known.size ? 130 : 260;
    fresh.forEach((node, i) => {
      const turn = (2 * Math.PI * i) / Math.max(1, fresh.length);
      const own = node.id === graph.center;
      known.set(node.id, { x: middle.x + (own ? 0 : radius * Math.cos(turn)), y: middle.y + (own ? 0 : radius * Math.sin(turn)) });
    });
  }

  const said = { actual: "", planned: "planned: ", possible: "possible: ", denied: "✕ denied: " };
  const elements = (graph, at) => [
    ...graph.nodes.map((node) => ({
      group: "nodes",
      data: { id: node.id, name: node.name, type: node.type, events: node.events, size: 18 + 6 * Math.log2(1 + node.events) },
      classes: [node.id === graph.center ? "center" : "", node.expanded ? "expanded" : ""].join(" "),
      position: at.get(node.id),
    })),
    ...graph.lines.map((line) => ({
      group: "edges",
      data: {
        id: `${line.from} ${line.to} ${line.status}`, source: line.from, target: line.to, status: line.status,
        label: said[line.status] + line.label, directed: line.directed, width: 1 + Math.log2(1 + line.events),
      },
      classes: graph.lines.length > LABELLED ? "quiet" : "",
    })),
  ];

  let cy = null;
  let graph = null;

  async function load(around) {
    canvas.setAttribute("aria-busy", "true");
    const reply = await fetch(canvas.dataset.graph);
    if (!reply.ok) {
      say(["The graph can’t be drawn: the server answered ", String(reply.status), "."]);
      return;
    }
    graph = await reply.json();
    const at = new Map(cy ? cy.nodes().map((node) => [node.id(), { ...node.position() }]) : []);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    place(graph, at, around);
    if (!cy) {
      cy = cytoscape({ container: canvas, style: looks(), minZoom: 0.2, maxZoom: 4, boxSelectionEnabled: false });
      cy.on("tap", "node", (event) => showNode(event.target));
      cy.on("tap", "edge", (event) => showLine(event.target));
      cy.on("select unselect", "node", (event) => event.target.connectedEdges().toggleClass("near", event.target.selected()));
    }
    cy.elements().remove();
    cy.add(elements(graph, at));
    cy.layout({
      name: "cose", randomize: false, animate: false, fit: true, padding: 36, nodeRepulsion: 900000, idealEdgeLength: 130,
      nodeOverlap: 30, gravity: 0.25, numIter: calm ? 600 : 1200,
    }).run();
    canvas.removeAttribute("aria-busy");
    canvas.dataset.drawn = String(graph.nodes.length);
  }

  // What is asked for last is shown, whichever answer comes last.
  let asked = 0;

  // Texts and elements into the panel beside the graph.
  function say(parts) {
    chosen.replaceChildren(...parts);
  }

  function link(text, href) {
    return Object.assign(document.createElement("a"), { textContent: text, href });
  }

  function element(name, text, className = "") {
    return Object.assign(document.createElement(name), { textContent: text, className });
  }

  const filters = () => {
    const kept = new URLSearchParams(location.search);
    for (const name of ["nodes", "expand", "limit"]) kept.delete(name);
    return kept.size ? `?${kept}` : "";
  };

  function showNode(node) {
    asked += 1;
    const id = node.id();
    const more = element("button", node.hasClass("expanded") ? "Take back" : "Expand");
    more.type = "button";
    more.addEventListener("click", () => expand(id));
    const links = element("p", "");
    links.append(link("Its page", `/entity/${id}${filters()}`), " · ", link("Graph around it", `/graph/${id}${filters()}`));
    if (id !== graph.center) links.append(" · ", link("Path", `/path?from=${graph.center}&to=${id}`));
    const parts = [element("p", KINDS[node.data("type")], "kicker"), element("h2", node.data("name")),
      element("p", `${node.data("events")} of the events drawn`, "note"), links];
    if (id !== graph.center) parts.push(more);
    say(parts);
  }

  async function showLine(line) {
    const mine = ++asked;
    const href = `/between/${line.data("source")}/${line.data("target")}${filters()}`;
    const reply = await fetch(href);
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    if (mine !== asked) return;
    const evidence = page.getElementById("evidence");
    if (evidence) say([document.adoptNode(evidence), link("Open as a page", href)]);
    chosen.scrollTop = 0;
  }

  function expand(id) {
    const there = new URL(location);
    const all = there.searchParams.getAll("expand").flatMap((ids) => ids.split(","));
    there.searchParams.delete("expand");
    const rest = all.includes(id) ? all.filter((other) => other !== id) : [...all, id];
    rest.forEach((other) => there.searchParams.append("expand", other));
    history.replaceState(null, "", there);
    canvas.dataset.graph = `${there.pathname}.json${there.search}`;
    refresh(there);
    const mine = ++asked;
    return load(id).then(() => { if (mine === asked) showNode(cy.getElementById(id)); });
  }

  // All of the page that depends on the address: the lists, the links to other forms, the filters.
  async function refresh(there) {
    const reply = await fetch(there);
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    for (const part of ["table.lines", "#expand", "footer.away", "aside .filters", "form.limit"]) {
      const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
      if (old && fresh) old.replaceWith(document.adoptNode(fresh));
    }
    slide();
  }

  // The slider draws at once.
  function slide() {
    const slider = document.getElementById("nodes");
    const form = slider.form;
    form.querySelector("button").hidden = true;
    slider.addEventListener("input", () => { form.querySelector("output").textContent = slider.value; });
    slider.addEventListener("change", () => form.requestSubmit());
  }

  // Keys: arrows go from entity to entity around the middle, l from line to line, Enter shows, e expands.
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", "Graph. Left and right arrows go from entity to entity, L from line to line, Enter shows "
    + "what is chosen, E expands it, plus and minus zoom, 0 shows all. The list below says the same.");
  const step = (all, by) => {
    const now = all.findIndex((one) => one.selected());
    const next = all[(now + by + all.length) % all.length] ?? all[0];
    cy.elements().unselect();
    next.select();
    return next;
  };
  canvas.addEventListener("keydown", (event) => {
    if (!cy || event.ctrlKey || event.metaKey || event.altKey) return;
    const picked = cy.$(":selected");
    const zoom = (by) => cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
    const keys = {
      ArrowRight: () => showNode(step(cy.nodes().toArray(), 1)),
      ArrowLeft: () => showNode(step(cy.nodes().toArray(), -1)),
      l: () => showLine(step(cy.edges().toArray(), 1)),
      L: () => showLine(step(cy.edges().toArray(), -1)),
      Enter: () => (picked.isNode() ? chosen.querySelector("a")?.focus() : picked.isEdge() && showLine(picked)),
      e: () => picked.isNode() && picked.id() !== graph.center && expand(picked.id()),
      "+": () => zoom(1.25),
      "-": () => zoom(0.8),
      0: () => cy.fit(undefined, 36),
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy?.style(looks()));
  slide();
  load();
})();
