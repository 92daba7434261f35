// Looks at the pages of `newsgraph serve` as a reader does: with a mouse, with keys, on a phone, in the dark.
//
//   node pages.mjs NEWSGRAPH CHROMIUM [FOLDER for pictures]
//
// What is asserted holds whatever the program reads in data/articles: what is shown, taken away and linked must agree.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const [program, browserPath, pictures] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "newsgraph-view-"));
const database = join(folder, "news.db");
execFileSync(program, ["ingest", database, "data/articles"], { stdio: "ignore" });
const server = spawn(program, ["serve", database, "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
const url = await new Promise((found) => createInterface(server.stdout).once("line", found));
const base = url.replace(/\/$/, "");
const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
if (pictures) mkdirSync(pictures, { recursive: true });

const ask = async (path) => (await fetch(base + path)).json();
const command = (...words) => execFileSync(program, words, { encoding: "utf8" });
const lines = (...words) => command(...words).trim().split("\n").map((line) => JSON.parse(line));

// The two people with the most meetings: what the pages are about below.
const people = lines("sql", database, "SELECT name, uid FROM entity e JOIN event_participant USING (entity_id)"
  + " WHERE type = 'PERSON' AND met GROUP BY uid ORDER BY count(*) DESC, uid LIMIT 2");
const [{ name, uid: id }, second] = people;

/** Opens a page of its own, and fails if anything is written on its console: a script that breaks, a policy that is broken. */
async function reader(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.done = async () => {
    await context.close();
    assert.deepEqual(complaints, [], "the console stays empty");
  };
  page.picture = async (called) => {
    if (pictures) await page.screenshot({ path: join(pictures, `${called}.png`), fullPage: true });
  };
  return page;
}

/** The graph as it is drawn. */
const drawn = (page) => page.evaluate(() => {
  const cy = document.getElementById("canvas")._cyreg.cy;
  return { nodes: cy.nodes().map((n) => n.id()), edges: cy.edges().length };
});
const isDrawn = (page) => page.waitForSelector("#canvas[data-drawn]:not([aria-busy])");

/** Presses where an element of the graph is drawn. */
async function press(page, selector) {
  const at = await page.evaluate((selector) => {
    const cy = document.getElementById("canvas")._cyreg.cy;
    const one = cy.$(selector)[0];
    const { x, y } = one.isNode() ? one.renderedPosition() : one.renderedMidpoint();
    const box = document.getElementById("canvas").getBoundingClientRect();
    return { x: box.left + x, y: box.top + y };
  }, selector);
  await page.mouse.click(at.x, at.y);
}

const tests = {
  async "a search finds entities, events and articles, and leads to them"() {
    const page = await reader();
    await page.goto(base);
    await page.picture("home");
    await page.getByRole("searchbox").fill(name);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\?q=/);
    assert.ok(await page.getByRole("heading", { name: "Articles" }).isVisible());
    assert.ok(await page.locator("table.events tbody tr").count() > 0);
    await page.picture("search");
    await page.locator("ul.cloud").getByRole("link", { name, exact: true }).click();
    await page.waitForURL(`**/entity/${id}`);
    assert.equal(await page.locator("h1").innerText(), name);
    await page.done();
  },

  async "a filter leaves what it counted, shows in the address, and is taken away again"() {
    const page = await reader();
    await page.goto(`${base}/entity/${id}`);
    await page.picture("entity");
    const rows = page.locator("table.events tbody tr");
    const before = await rows.count();
    const relation = page.locator(".facet").first().locator("li a").first();
    const count = Number(await relation.locator(".count").evaluate((n) => n.firstChild.textContent));
    await relation.click();
    await page.waitForURL(/relation=/);
    assert.equal(await rows.count(), count);
    assert.ok(count < before);
    const address = page.url();
    await page.goto("about:blank");
    await page.goto(address);
    assert.equal(await rows.count(), count, "the address holds the filter");
    await page.locator(".chips a").first().click();
    assert.equal(await rows.count(), before);
    await page.done();
  },

  async "planned and denied look different and say so in words"() {
    const page = await reader();
    await page.goto(`${base}/events?status=planned&status=denied`);
    await page.picture("planned-denied");
    for (const row of await page.locator("table.events tbody tr").all()) {
      assert.match(await row.locator(".mark").first().innerText(), /planned|denied/);
    }
    assert.equal(await page.locator(".mark.planned").first().evaluate((n) => getComputedStyle(n).borderTopStyle), "dashed");
    const denied = page.locator(".relation.denied").first();
    assert.match(await denied.evaluate((n) => getComputedStyle(n).textDecorationLine), /line-through/);
    await page.done();
  },

  async "a stretch of time is chosen by dragging and by sliders"() {
    const page = await reader();
    await page.goto(`${base}/events`);
    const all = await ask("/events.json");
    const box = await page.locator("svg.bars").boundingBox();
    await page.mouse.move(box.x + box.width * 0.55, box.y + 30);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.7, box.y + 30, { steps: 4 });
    await page.mouse.move(box.x + box.width * 0.9, box.y + 30, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/since=.*until=/);
    const query = new URL(page.url()).search;
    const some = await ask(`/events.json${query}`);
    assert.ok(some.total > 0 && some.total < all.total);
    assert.equal(await page.locator("table.events tbody tr").count(), some.events.length);
    await page.picture("brushed");
    await page.goto(`${base}/events`);
    const from = page.getByRole("slider", { name: "From" });
    await from.focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
    assert.match(await from.getAttribute("aria-valuetext"), /^\d{4}-\d\d-\d\d$/);
    await page.getByRole("button", { name: "Choose this time" }).click();
    await page.waitForURL(/since=/);
    await page.done();
  },

  async "evidence is the sentence in its article, with its parts marked"() {
    const page = await reader();
    await page.goto(`${base}/entity/${id}?relation=met`);
    await page.locator("td.evidence a").first().click();
    await page.waitForURL(/\/event\/e-/);
    await page.picture("evidence");
    const why = JSON.parse(command("why", database, new URL(page.url()).pathname.split("/").pop(), "--json"));
    for (const [i, claim] of why.claims.entries()) {
      const shown = page.locator("ol.claims > li").nth(i);
      const marks = await shown.locator("mark.sentence").allTextContents();
      assert.equal(marks.join(""), claim.evidence.text);
      assert.equal((await shown.locator("mark.trigger").allTextContents()).join(""), claim.trigger.text);
      assert.ok(await shown.locator("mark.subject").count() > 0);
    }
    await page.locator("details.reason summary").first().click();
    assert.ok(await page.getByText(why.claims[0].rule).first().isVisible());
    await page.locator(".origin a[href^='/article/']").first().click();
    await page.waitForURL(/\/article\/d-.*#c-/);
    assert.ok(await page.locator(".notes li:target").isVisible());
    await page.picture("article");
    await page.done();
  },

  async "the graph begins small, grows where it is expanded, and what is taken away is what is drawn"() {
    const page = await reader();
    await page.goto(`${base}/graph/${id}?nodes=6`);
    await isDrawn(page);
    const small = await drawn(page);
    assert.equal(small.nodes.length, 7);
    await page.picture("graph");
    const other = small.nodes.find((node) => node === second.uid) ?? small.nodes[1];
    await press(page, `node[id="${other}"]`);
    await page.locator("#chosen").getByRole("button", { name: "Expand" }).click();
    await page.waitForFunction((n) => Number(document.getElementById("canvas").dataset.drawn) > n, small.nodes.length);
    assert.match(page.url(), new RegExp(`expand=${other}`));
    const grown = await drawn(page);
    for (const node of small.nodes) assert.ok(grown.nodes.includes(node));
    await page.picture("graph-expanded");
    await page.waitForFunction(() => document.querySelector("footer.away a[download$='.json']").href.includes("expand="));
    const twin = await ask(new URL(await page.locator("footer.away a[download$='.json']").getAttribute("href"), base).href.slice(base.length));
    assert.deepEqual(twin.nodes.map((node) => node.id).sort(), [...grown.nodes].sort());
    assert.equal(twin.lines.length, grown.edges);
    assert.equal(await page.locator("table.lines tbody tr").count(), grown.edges);
    const again = await reader();
    await again.goto(page.url());
    await isDrawn(again);
    assert.deepEqual((await drawn(again)).nodes.sort(), [...grown.nodes].sort(), "the address holds the drawing");
    await again.done();
    await page.done();
  },

  async "a line of the graph shows its sentences"() {
    const page = await reader();
    await page.goto(`${base}/graph/${id}?nodes=6`);
    await isDrawn(page);
    await press(page, "edge");
    await page.waitForSelector("#chosen mark.trigger");
    assert.ok(await page.locator("#chosen mark.subject").count() > 0);
    await page.picture("graph-evidence");
    await page.done();
  },

  async "the graph is walked with keys"() {
    const page = await reader();
    await page.goto(`${base}/entity/${id}`);
    await page.keyboard.press("g");
    await page.waitForURL(/\/graph\//);
    await isDrawn(page);
    await page.locator("#canvas").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.waitForSelector("#chosen button");
    await page.keyboard.press("e");
    await page.waitForURL(/expand=/);
    await page.keyboard.press("l");
    await page.waitForSelector("#chosen mark.trigger");
    await page.done();
  },

  async "the number of neighbours is limited with a slider"() {
    const page = await reader();
    await page.goto(`${base}/graph/${id}`);
    await page.getByRole("slider", { name: "Neighbours" }).focus();
    await page.keyboard.press("Home");
    await page.waitForURL(/nodes=1(&|$)/);
    await isDrawn(page);
    assert.equal((await drawn(page)).nodes.length, 2);
    await page.done();
  },

  async "a path has a sentence for every step"() {
    const page = await reader();
    await page.goto(base);
    await page.getByRole("link", { name: "Paths" }).click();
    await page.getByLabel("From").fill(name);
    await page.getByLabel("To", { exact: true }).fill(second.name);
    await page.getByRole("button", { name: "Find paths" }).click();
    await page.waitForSelector(".way");
    await page.picture("path");
    const steps = page.locator(".way").first().locator("ol.steps > li");
    assert.ok(await steps.count() > 0);
    for (const step of await steps.all()) assert.ok(await step.locator("mark.trigger").count() > 0);
    await page.done();
  },

  async "what is taken away is what is on the screen"() {
    const page = await reader({ acceptDownloads: true });
    await page.goto(`${base}/entity/${id}?relation=met&limit=5`);
    const shown = await page.locator("td.evidence a").evaluateAll((all) => all.map((a) => a.getAttribute("href").split("/").pop()));
    for (const form of ["JSON", "CSV", "DOT"]) {
      const [file] = await Promise.all([page.waitForEvent("download"), page.locator("footer.away").getByRole("link", { name: form }).click()]);
      const text = readFileSync(await file.path(), "utf8");
      assert.match(file.suggestedFilename(), new RegExp(`^newsgraph-entity-.*\\.${form.toLowerCase()}$`));
      if (form === "JSON") assert.deepEqual(JSON.parse(text).events.map((event) => event.id), shown);
      if (form === "CSV") assert.equal(text.trim().split("\n").length, shown.length + 1);
      if (form === "DOT") assert.match(text, /^digraph newsgraph/);
    }
    const told = lines("events", database, id, "--relation", "met", "--limit", "5").map((event) => event.id);
    assert.deepEqual(shown, told, "the command line says the same");
    await page.done();
  },

  async "keys search, walk the rows, open evidence and tell themselves"() {
    const page = await reader();
    await page.goto(`${base}/entity/${id}`);
    await page.keyboard.press("?");
    assert.ok(await page.getByRole("dialog", { name: "Keyboard" }).isVisible());
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Keyboard" }).waitFor({ state: "hidden" });
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    const first = await page.locator("td.evidence a").first().getAttribute("href");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), first);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${first}`);
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "q");
    await page.goto(`${base}/events`);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip", "the first stop skips to the content");
    await page.done();
  },

  async "everything that can be used has a name for screen readers"() {
    const page = await reader();
    for (const path of ["/", "/events", `/entity/${id}`, `/graph/${id}`, `/path?from=${id}&to=${second.uid}`, "/search?q=talks"]) {
      await page.goto(base + path);
      const nameless = await page.evaluate(() => {
        const named = (one) => one.getAttribute("aria-label") || one.textContent.trim() || one.labels?.length || one.type === "hidden";
        return [...document.querySelectorAll("a, button, input, select, svg, [role=img]")].filter((one) => !named(one)).map((one) => one.outerHTML);
      });
      assert.deepEqual(nameless, [], path);
      assert.equal(await page.locator("h1").count(), 1, path);
      assert.equal(await page.locator("html").getAttribute("lang"), "en");
    }
    await page.done();
  },

  async "text can be read against its ground, in the light and in the dark"() {
    for (const colorScheme of ["light", "dark"]) {
      const page = await reader({ colorScheme });
      await page.goto(`${base}/entity/${id}?status=all`);
      const poor = await page.evaluate(() => {
        const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
        const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
          .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
        const ground = (one) => {
          for (; one; one = one.parentElement) {
            const colour = numbers(getComputedStyle(one).backgroundColor);
            if (colour.length < 4 || colour[3] > 0) return colour;
          }
        };
        return [...document.querySelectorAll("main *")]
          .filter((one) => [...one.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()) && one.offsetParent)
          .map((one) => [light(numbers(getComputedStyle(one).color)), light(ground(one)), one.outerHTML])
          .map(([a, b, html]) => [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), html])
          .filter(([ratio]) => ratio < 4.5);
      });
      assert.deepEqual(poor, [], colorScheme);
      await page.picture(`entity-${colorScheme}`);
      await page.goto(`${base}/graph/${id}?status=all`);
      await isDrawn(page);
      await page.picture(`graph-${colorScheme}`);
      await page.done();
    }
  },

  async "a phone shows all of it without scrolling sideways"() {
    const page = await reader({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
    for (const path of ["/", "/events", `/entity/${id}`, `/graph/${id}`, `/between/${id}/${second.uid}`, `/path?from=${id}&to=${second.uid}`, "/search?q=talks"]) {
      await page.goto(base + path);
      const wide = await page.evaluate(() => [...document.querySelectorAll("main *, header *")]
        .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".unseen, thead, #canvas, [class*=unseen]"))
        .map((one) => one.outerHTML.slice(0, 120)));
      assert.deepEqual([await page.evaluate(() => document.documentElement.scrollWidth), wide], [390, []], path);
      await page.picture(`phone${path.split("?")[0].split("/").slice(0, 2).join("-")}`);
    }
    await page.goto(`${base}/entity/${id}`);
    const filters = page.locator("details.filters");
    assert.equal(await filters.evaluate((n) => n.open), false, "filters begin folded");
    await filters.locator("summary").first().tap();
    assert.ok(await page.locator(".facet li a").first().isVisible());
    await page.done();
  },

  async "pages are whole without JavaScript"() {
    const page = await reader({ javaScriptEnabled: false });
    await page.goto(`${base}/graph/${id}?nodes=5`);
    await page.locator("#expand").getByRole("link", { name: /^expand/ }).first().click();
    assert.match(page.url(), /expand=/);
    assert.ok(await page.locator("table.lines tbody tr").count() > 0);
    await page.goto(`${base}/events`);
    await page.locator("svg.bars a").last().click();
    assert.match(page.url(), /on=/);
    await page.done();
  },
};

let failed = 0;
const began = performance.now();
for (const [what, test] of Object.entries(tests)) {
  try {
    await test();
    console.log(`ok    ${what}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${what}\n${error.stack}`);
  }
}
console.log(`${Object.keys(tests).length - failed} of ${Object.keys(tests).length} passed in ${((performance.now() - began) / 1000).toFixed(1)} s`);

await browser.close();
server.kill("SIGINT");
const code = await new Promise((ended) => server.once("exit", ended));
if (code !== 0) {
  console.log(`FAIL  the server ended with ${code} on Ctrl-C`);
  failed += 1;
}
rmSync(folder, { recursive: true });
process.exit(failed ? 1 : 0);
