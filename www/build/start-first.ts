/**
 * Puts a script of its own before the page's: Vite makes one script of all that a page names, which runs when all of it has
 * loaded, and the largest file is asked for by the first lines of it (src/page/start.ts). The browser asks for that file as soon
 * as it has read the page's head, behind what the page is drawn with.
 */
import type { Plugin } from "vite";

export function startFirst(name: string, largest: RegExp): Plugin {
  return {
    name: "tcpgen-start-first",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle }): string {
        const files = Object.values(bundle ?? {});
        const script = files.find((output) => output.type === "chunk" && output.isEntry && output.name === name);
        const asset = files.find((output) => largest.test(output.fileName));
        const [place, end] = ['<script type="module"', "</head>"];
        if (!script || !asset || !html.includes(place)) throw new Error(`the page has no place for ${name}, or nothing for it to load`);
        return html
          .replace(place, `<script type="module" crossorigin src="./${script.fileName}"></script>\n    ${place}`)
          .replace(end, `  <link rel="preload" as="fetch" crossorigin fetchpriority="low" href="./${asset.fileName}">\n  ${end}`);
      },
    },
  };
}
