/** The cookbook, as it is in the repository. */
import { type Head, headOf } from "./example-head.ts";

export interface Example extends Head {
  name: string;
}

const files = import.meta.glob<string>("../../../examples/*.toml", { query: "?raw", import: "default", eager: true });

export const examples: Example[] = Object.entries(files)
  .map(([path, text]) => ({ name: path.replace(/^.*\/|\.toml$/g, ""), ...headOf(text) }))
  .sort((a, b) => a.name.localeCompare(b.name, "en"));
