import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";

export default defineConfig({
  base: "/some/docs",
  integrations: [
    starlight({ title: "Guests", pagefind: false, head: [{ tag: "script", attrs: { type: "module", src: "/some/docs/play/embed.js" } }] }),
  ],
});
