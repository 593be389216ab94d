/**
 * Puts a script of its own before the page's: Vite makes one script of all that a page names, which runs when all of it has
 * loaded, and the largest file is asked for by the first lines of it (src/page/start.ts).
 */
import type { Plugin } from "vite";

export function startFirst(name: string): Plugin {
  return {
    name: "tcpgen-start-first",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle }): string {
        const found = Object.values(bundle ?? {}).find((output) => output.type === "chunk" && output.isEntry && output.name === name);
        const place = '<script type="module"';
        if (!found || !html.includes(place)) throw new Error(`the page has no place for ${name}`);
        return html.replace(place, `<script type="module" crossorigin src="./${found.fileName}"></script>\n    ${place}`);
      },
    },
  };
}
