/** The built site on a loopback port, under a path of its own as a docs site would have it, and pages that tests add. */
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const DIST = fileURLToPath(new URL("../../../www/dist/", import.meta.url));

/** Where the site is on the server. */
export const BASE = "/some/docs/play/";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".toml": "text/plain; charset=utf-8",
};

/** `pages` maps paths to HTML; `folder` is the site, with Brotli files where `tools/compress-site` made them; `headers` go with every answer. Answers `{ origin, url, close }`; `close` ends every connection. */
export async function serve(pages = {}, folder = DIST, headers = {}) {
  if (!existsSync(join(folder, "index.html"))) throw new Error(`${folder} has no index.html: run \`make site\``);
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const brotli = /\bbr\b/.test(request.headers["accept-encoding"] ?? "");
    answer(new URL(request.url, "http://localhost").pathname, { pages, folder, brotli }, response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    url: origin + BASE,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

function answer(path, { pages, folder, brotli }, response) {
  if (Object.hasOwn(pages, path)) return send(response, 200, TYPES[extname(path)] ?? TYPES[".html"], pages[path]);
  // The browser's own question where a page names no icon.
  if (path === "/favicon.ico") return send(response, 204, TYPES[".svg"], "");
  const file = fileOf(path, folder);
  if (!file) return send(response, 404, "text/plain", "no such file");
  const compressed = brotli && existsSync(`${file}.br`);
  response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", ...(compressed && { "content-encoding": "br" }) });
  createReadStream(compressed ? `${file}.br` : file).pipe(response);
}

function fileOf(path, folder) {
  if (!path.startsWith(BASE)) return null;
  const inside = normalize(decodeURIComponent(path.slice(BASE.length)) || "index.html");
  const file = join(folder, inside);
  return !inside.startsWith("..") && file.startsWith(folder.replace(/\/$/, sep)) && existsSync(file) && statSync(file).isFile() ? file : null;
}

function send(response, status, type, body) {
  response.writeHead(status, { "content-type": type });
  response.end(body);
}
