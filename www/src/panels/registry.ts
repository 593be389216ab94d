/** The panels that can be opened by name, loaded when they are. */
import type { PanelModule, ViewName } from "./panel.ts";

interface Entry {
  title: string;
  load(): Promise<PanelModule>;
}

export const panels: Partial<Record<ViewName, Entry>> = {
  yaml: { title: "YAML", load: () => import("../output/yaml.ts") },
  diagram: { title: "Diagram", load: () => import("./diagram/index.ts") },
  connection: { title: "Try a connection", load: () => import("./connection/index.ts") },
  reach: { title: "Who can reach", load: () => import("./reach/index.ts") },
  scenarios: { title: "Scenarios", load: () => import("./scenarios/index.ts") },
  tools: { title: "Tools", load: () => import("./tools/index.ts") },
  problems: { title: "Problems", load: () => import("../views/problems.ts") },
  "helm-values": { title: "Helm", load: async () => (await import("../output/built.ts")).helmValues },
  json: { title: "JSON", load: async () => (await import("../output/built.ts")).json },
  file: { title: "File", load: async () => (await import("../output/built.ts")).file },
};
