/** Ways to share that are more than a link. It is loaded when it is opened first. */
import { h } from "../dom.ts";
import { embedCode, issue, shared } from "../explain/as-markdown.ts";
import { copy, download } from "../output/save.ts";
import type { Playground } from "../playground/playground.ts";
import { element } from "./element.ts";
import { notice } from "./notices.ts";

export interface Sharing {
  playground: Playground;
  /** The address with the whole state in it. */
  link(): Promise<string>;
  view(): string;
}

export function fillShare(menu: HTMLElement, { playground, link, view }: Sharing): void {
  const { texts, model } = playground;
  const copied = async (what: string, text: string | Promise<string>): Promise<void> => {
    const worked = await copy(await text);
    notice(worked ? `${what} copied` : "The browser denied access to the clipboard", worked ? "ok" : "error");
  };
  const report = async (): Promise<string> => issue({
    version: element("version").textContent, traefik: model.state?.compilation.traefik ?? "", sources: texts.sources,
    diagnostics: model.state?.compilation.diagnostics ?? [], link: await link(),
  });
  const several = texts.names.length > 1;
  const entries: [title: string, about: string, run: () => unknown][] = [
    ["Copy as Markdown", "The state in code blocks, with a link: for a README or a chat", async () => copied("Markdown", shared(texts.sources, await link()))],
    ["Copy text for an issue", "Versions, the state and all findings, with room for what you expected", () => copied("The text", report())],
    ["Copy embed code", `A live example for a page of your own, with ${texts.file}`, () => copied("The embed code", embedCode(texts.text, view(), new URL("./", location.href).href))],
    [several ? "Download all files" : `Download ${texts.file}`, "As the tcpgen command takes them", () => texts.sources.forEach(({ name, text }) => download(name, text))],
  ];
  menu.replaceChildren(...entries.map(([title, about, run]) =>
    h("button", { class: "example", type: "button", onclick: () => { menu.hidePopover(); void run(); } }, h("strong", {}, title), h("span", {}, about))));
  menu.querySelector("button")?.focus();
}
