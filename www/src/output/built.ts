/** The outputs that the module builds on demand: Helm values, JSON, the file provider's configuration. */
import { CoreError } from "../core/lane.ts";
import type { BuildOptions } from "../core/types.ts";
import type { PanelModule } from "../panels/panel.ts";
import { styles, TextView } from "./text-view.ts";

interface Target {
  options: BuildOptions;
  label: string;
  fileName: string;
  /** What to write so that there is something. */
  empty: string;
}

function builtView(target: Target): PanelModule {
  return {
    styles,
    create(context) {
      const view = new TextView(context, target.label, () => target.fileName, [], () => undefined);
      let revision = -1;
      return {
        element: view.element,
        async update(state) {
          if (state.revision === revision) return;
          revision = state.revision;
          try {
            const built = await context.core.build([...state.sources], target.options);
            if (!built || revision !== state.revision) return;
            const error = built.diagnostics.find((diagnostic) => diagnostic.severity === "error");
            // What only this target needs is no error of the state.
            const missing = state.compilation.diagnostics.some((one) => one.severity === "error") ? undefined : error;
            if (missing) view.nothing(`Nothing yet: ${missing.message}`, missing.help ?? "");
            else if (error) view.unavailable(error.message, error.help ?? "Fix the errors in the state file first.");
            else if (built.error) view.unavailable(built.error.message, built.error.help ?? "");
            else if (built.text.trim() === "") view.nothing("Nothing to show yet", target.empty);
            else view.show(built.text);
          } catch (error) {
            if (!(error instanceof CoreError)) throw error;
            revision = -1;
          }
        },
        focus: () => view.focus(),
        destroy: () => view.destroy(),
      };
    },
  };
}

export const helmValues = builtView({
  options: { target: "helm-values" },
  label: "Helm values",
  fileName: "values.yaml",
  empty: "Declare entry points in [entry_points] to get the values of Traefik's chart that open their ports.",
});

export const json = builtView({
  options: { target: "crd", format: "json" },
  label: "Manifests as JSON",
  fileName: "tcpgen.json",
  empty: "The state declares no objects yet.",
});

export const file = builtView({
  options: { target: "file" },
  label: "Configuration for Traefik's file provider",
  fileName: "dynamic.yaml",
  empty: "The state declares no routes yet.",
});
