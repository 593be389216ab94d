/** Light or dark as the page around is, whatever generator and switch made it so: told by its background. */

export function followSite(host: HTMLElement): () => void {
  const look = (): void => {
    const dark = siteIsDark();
    if (dark === null) delete host.dataset.site;
    else host.dataset.site = dark ? "dark" : "light";
  };
  const later = (): void => void requestAnimationFrame(look);
  const observer = new MutationObserver(later);
  for (const element of [document.documentElement, document.body]) observer.observe(element, { attributes: true });
  const preference = matchMedia("(prefers-color-scheme: dark)");
  preference.addEventListener("change", later);
  look();
  return () => {
    observer.disconnect();
    preference.removeEventListener("change", later);
  };
}

/** Null when the page leaves it to the reader's preference. */
function siteIsDark(): boolean | null {
  for (const element of [document.body, document.documentElement]) {
    const parts = getComputedStyle(element).backgroundColor.match(/[\d.]+/g)?.map(Number) ?? [];
    const [red = 0, green = 0, blue = 0, alpha = 1] = parts;
    if (parts.length >= 3 && alpha > 0.5) return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
  }
  // Without a background the browser's own shows: white, unless the page says that it can do dark.
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  return scheme.includes("dark") ? (scheme.includes("light") ? null : true) : false;
}
