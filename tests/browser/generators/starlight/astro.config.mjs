import { unified } from "@astrojs/markdown-remark";
import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";
import remarkTcpgen from "../remark-tcpgen/index.js";

export default defineConfig({
  base: "/some/docs",
  markdown: { processor: unified({ remarkPlugins: [remarkTcpgen] }) },
  integrations: [
    starlight({ title: "Guests", pagefind: false, head: [{ tag: "script", attrs: { type: "module", src: "/some/docs/play/embed.js" } }] }),
  ],
});
