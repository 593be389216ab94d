/** What can be kept of a tried connection: buttons below its answer. */
import { h } from "../../dom.ts";
import { CoreError } from "../../core/lane.ts";
import type { Connection, Decision } from "../../core/routing.ts";
import type { Insertion } from "../../editor/documents.ts";
import { stateFile } from "../../editor/kind.ts";
import type { PageState, PanelContext } from "../panel.ts";
import { insertStep, invariantOf, reachedToday, stepOf } from "./kept.ts";

export function keepActions(context: PanelContext, state: PageState, connection: Connection, decision: Decision): HTMLElement {
  const { bus } = context;
  const tell = (text: string, kind: "ok" | "error" = "ok"): void => bus.emit("notice", { text, kind });
  const file = stateFile(state.sources)?.name ?? "tcpgen.toml";
  const step = (): void => {
    bus.emit("insert", { file, into: (text) => insertStep(text, stepOf(connection, decision)) });
    tell("Added as a scenario step: `tcpgen test` repeats it");
  };
  const [service] = decision.services;
  const named = service && `${service.service}:${service.port}`;
  const invariant = async (): Promise<void> => {
    try {
      const reach = await context.core.reach([...state.sources], { to: [named!] });
      if (!reach) return;
      const today = reachedToday(reach, named!);
      if (today === null) return tell(`Who reaches ${named} could not be determined for all connections`, "error");
      const wider = today.wider ? ". It is wider than today: its clients differ by entry point, and an invariant has one set" : "";
      const into = (text: string): Insertion => {
        const { key, insertion } = invariantOf(text, named!, today.only);
        tell(`The invariant ${key} is violated as soon as any other connection reaches ${named}${wider}`);
        return insertion;
      };
      bus.emit("insert", { file, into });
    } catch (error) {
      if (!(error instanceof CoreError)) throw error;
      if (!error.told) tell(error.message, "error");
    }
  };
  return h("div", { class: "connection-keep" },
    h("button", { type: "button", class: "button", title: "Writes this connection, and what became of it, into a scenario of the state", onclick: step }, "Keep as scenario step"),
    decision.outcome === "forwarded" && named && h("button", {
      type: "button", class: "button", title: `Nobody but those who reach ${named} today may ever reach it`, onclick: () => void invariant(),
    }, "Make an invariant of who reaches this today"));
}
