/**
 * The drawings of `tcpgen graph` in the programs that they are for: SVG in the browser, flowcharts in Mermaid, graphs in Graphviz.
 * Hostile names are drawn as text in each.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { openPage, PHONE } from "./harness/page.mjs";
import { BASE } from "./harness/server.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const TCPGEN = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug/tcpgen");
const PACKAGES = join(ROOT, ".tools/generators/node_modules");
const SITE = BASE.replace(/play\/$/, "");

/** What each format could take for its own. */
const HOSTILE = [
  `"]; n0 --> evil; x["`, `"];evil [label="`, "</text><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "`**bold**`",
  "%%{init: {'theme': 'dark'}}%%", "style a fill:#35;#quot;", "end", "\\N\\G\\\\", "&lt;b&amp;", "fa:fa-car", "#59;", "]]><x/>", "click n0 href", "$$x$$", "$$$$y$$$$", "fas:fa-bomb", "**b** _i_", "1. a", "- a", "# h", "\u202eevil",
];
const STATES = {
  good: readFileSync(join(ROOT, "examples/workflow-secure-routing.toml"), "utf8"),
  shares: readFileSync(join(ROOT, "examples/weighted-canary.toml"), "utf8"),
  empty: "",
  hostile: HOSTILE.map((name, at) => `[routes.r${at}]\nentry_points = [${JSON.stringify(name)}]\nservice = { name = ${JSON.stringify(name)}, port = 1 }\nmiddlewares = [${JSON.stringify(name)}]\nmatch = ${JSON.stringify(name)}\n`).join(""),
  wide: Array.from({ length: 40 }, (_, at) => `[routes.${"W".repeat(5 + at)}]\nentry_points = ["${"MW".repeat(1 + at % 20)}"]\nservice = "${"m".repeat(1 + at)}:1"\nmatch = "HostSNI(\`${"Ü界".repeat(at)}\`)"\n`).join(""),
};

function drawn(name, format) {
  const folder = mkdtempSync(join(tmpdir(), "tcpgen-graph-"));
  const [input, output] = [join(folder, "tcpgen.toml"), join(folder, "drawing")];
  writeFileSync(input, STATES[name]);
  try {
    execFileSync(TCPGEN, ["graph", input, "--format", format, "-o", output], { stdio: "pipe" });
  } catch (error) {
    // Errors in the state: it is drawn all the same.
    assert.equal(error.status, 1, String(error.stderr));
  }
  const text = readFileSync(output, "utf8");
  rmSync(folder, { recursive: true });
  return text;
}

/** As a drawing shows it. */
const shown = (name) => name.replace(/[\u202a-\u202e]/g, "\ufffd");

const open = (t, pages, options = {}) => openPage(t, { ready: false, path: "favicon.svg", pages, ...options });

for (const name of Object.keys(STATES)) {
  test(`${name}: the SVG shows all of its text inside of its boxes, and runs nothing`, async (t) => {
    const { page, server } = await open(t, { [`${SITE}drawing.svg`]: drawn(name, "svg") });
    await page.goto(`${server.origin}${SITE}drawing.svg`);
    const { root, kinds, outside, texts } = await page.evaluate(() => {
      const rects = [...document.querySelectorAll("rect")].map((rect) => rect.getBBox());
      const box = (text) => {
        const { x, y } = text.getBBox();
        return rects.filter((one) => one.x <= x && x <= one.x + one.width && one.y <= y + 4 && y + 4 <= one.y + one.height).at(-1);
      };
      const texts = [...document.querySelectorAll("text")];
      return {
        root: document.documentElement.localName,
        kinds: [...new Set([...document.querySelectorAll("*")].map((element) => element.localName))].sort(),
        outside: texts.filter((text) => text.getBBox().x + text.getBBox().width > box(text).x + box(text).width).map((text) => text.textContent),
        texts: texts.map((text) => text.textContent),
      };
    });
    assert.equal(root, "svg");
    assert.deepEqual(kinds, ["path", "rect", "style", "svg", "text"].filter((kind) => name !== "empty" || kind !== "path"));
    assert.deepEqual(outside, []);
    if (name === "hostile") for (const one of HOSTILE) assert.ok(texts.includes(shown(one)), `${one} in ${texts}`);
  });

  test(`${name}: Mermaid draws the flowchart`, async (t) => {
    const { page, server } = await open(t, mermaidPages(), {});
    await page.goto(`${server.origin}${SITE}mermaid.html`);
    const drawing = drawn(name, "mermaid");
    const { kind, labels, elements } = await page.evaluate(async (text) => {
      const { default: mermaid } = await import(document.baseURI.replace("mermaid.html", "mermaid/mermaid.esm.min.mjs"));
      mermaid.initialize({ startOnLoad: false, securityLevel: "strict", maxTextSize: 1e6, maxEdges: 10_000 });
      const { diagramType } = await mermaid.parse(text);
      const { svg } = await mermaid.render("drawing", text);
      document.body.innerHTML = svg;
      const label = (element) => [...element.querySelectorAll("p, text")].map((one) => one.innerHTML.split(/<br\/?>/)).flat();
      const plain = (html) => Object.assign(document.createElement("p"), { innerHTML: html }).textContent;
      return {
        kind: diagramType,
        labels: [...document.querySelectorAll(".nodeLabel")].flatMap(label).map(plain),
        elements: [...new Set([...document.querySelectorAll(".nodeLabel *")].map((element) => element.localName))].sort(),
      };
    }, drawing);
    assert.match(kind, /^flowchart/);
    const nodes = drawing.match(/^ {2}(?: {2})?(?:n\d+|legend-\w+)[[({]/gm) ?? [];
    assert.equal(nodes.length > 0, name !== "empty");
    assert.deepEqual(elements, name === "empty" ? [] : elements.includes("br") ? ["br", "p"] : ["p"]);
    if (name === "hostile") for (const one of HOSTILE) assert.ok(labels.map((label) => label.replaceAll("\u2060", "")).includes(shown(one)), `${one} in ${JSON.stringify(labels)}`);
  });

  test(`${name}: Graphviz draws the graph`, async () => {
    const { instance } = await import(pathToFileURL(join(PACKAGES, "@viz-js/viz/dist/viz.js")).href);
    const viz = await instance();
    const drawing = drawn(name, "dot");
    const result = viz.render(drawing, { format: "svg", engine: "dot" });
    assert.equal(result.status, "success", JSON.stringify(result.errors));
    // It has no metrics for letters beyond ASCII, and draws them all the same.
    assert.deepEqual(result.errors.filter((error) => !/width of non-ASCII/.test(error.message)), []);
    const texts = [...result.output.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => unescaped(text));
    const nodes = result.output.match(/class="node"/g) ?? [];
    assert.equal(nodes.length, (drawing.match(/^ +(n\d+|legend_\w+) \[/gm) ?? []).length);
    if (name === "hostile") for (const one of HOSTILE) assert.ok(texts.includes(shown(one)), `${one} in ${JSON.stringify(texts)}`);
  });
}

function unescaped(text) {
  return text.replaceAll("&#160;", " ").replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(code)).replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

function mermaidPages() {
  const pages = { [`${SITE}mermaid.html`]: "<!doctype html><title>Mermaid</title><body></body>" };
  for (const file of execFileSync("find", [join(PACKAGES, "mermaid/dist"), "-name", "*.mjs", "-path", "*min*"], { encoding: "utf8" }).trim().split("\n")) {
    pages[`${SITE}mermaid/${file.slice(join(PACKAGES, "mermaid/dist/").length)}`] = readFileSync(file);
  }
  return pages;
}

test("a picture is light or dark as the page around it", async (t) => {
  const pages = {
    [`${SITE}drawing.svg`]: drawn("good", "svg"),
    [`${SITE}page.html`]: `<!doctype html><title>Page</title><img src="drawing.svg" alt="routes"><div style="color-scheme: dark"><img src="drawing.svg?dark" alt="routes"></div>`,
  };
  pages[`${SITE}drawing.svg?dark`] = pages[`${SITE}drawing.svg`];
  for (const [colorScheme, expected] of [["light", "255,255,255"], ["dark", "26,30,36"]]) {
    const { page, server } = await open(t, pages, { colorScheme, viewport: PHONE });
    await page.goto(`${server.origin}${SITE}page.html`);
    const grounds = await page.evaluate(async () => {
      const images = [...document.querySelectorAll("img")];
      await Promise.all(images.map((image) => image.decode()));
      return images.map((image) => {
        const canvas = new OffscreenCanvas(4, 4).getContext("2d");
        canvas.drawImage(image, 0, 0);
        return canvas.getImageData(1, 1, 1, 1).data.slice(0, 3).join();
      });
    });
    assert.equal(grounds[0], expected);
  }
});
