/**
 * The service worker: after the first visit the page works without a network. The build writes the list of files and a
 * version made of their contents into it. Files with hashed names never change, so they come from the cache; the page
 * itself comes from the network when there is one, so that a new version is seen at once.
 */
const worker = self as unknown as ServiceWorkerGlobalScope;

const FILES: string[] = JSON.parse("__FILES__");
const CACHE = "tcpgen-__VERSION__";
/** In milliseconds. */
const PATIENCE = 3_000;

const address = (file: string): string => new URL(file, worker.registration.scope).href;
const addresses = new Set(FILES.map(address));

worker.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(address(file), { cache: "no-cache" })))));
});

// Not before the last page of the old version is closed: it may still load parts of itself.
worker.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("tcpgen-") && name !== CACHE).map((name) => caches.delete(name)))),
  );
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  url.hash = "";
  url.search = "";
  const page = url.href === worker.registration.scope || url.href === address("index.html");
  if (page) event.respondWith(pageFor(request));
  else if (addresses.has(url.href)) event.respondWith(cached(url.href).then((found) => (found.ok ? found : fetch(request))));
});

/** From the network, unless that fails or takes its time. */
async function pageFor(request: Request): Promise<Response> {
  const network = fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE))
    .then(() => cached(address("index.html")))
    .then((found) => (found.ok ? found : network));
  try {
    return await Promise.race([network, late]);
  } catch {
    return cached(address("index.html"));
  }
}

async function cached(href: string): Promise<Response> {
  return (await (await caches.open(CACHE)).match(href)) ?? Response.error();
}
