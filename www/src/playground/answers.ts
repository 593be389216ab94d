/** The editor's questions, asked of the files as they are. */
import type { CoreClient } from "../core/client.ts";
import { CoreError, type Core } from "../core/lane.ts";
import type { At } from "../core/places.ts";
import type { Source } from "../core/types.ts";
import type { Answers } from "../editor/answers.ts";

export interface Asking {
  client: CoreClient;
  core: Core;
  /** The files, and which of them is shown. */
  read(): { sources: Source[]; file: string };
}

export function answersOf({ client, core, read }: Asking): Answers {
  const ask = async <T>(question: (sources: Source[], at: At) => Promise<T | undefined>, utf16: number): Promise<T | undefined> => {
    const { sources, file } = read();
    try {
      return await question(sources, { file, utf16 });
    } catch (error) {
      // The page shows what happened to the compiler.
      if (!(error instanceof CoreError)) throw error;
      return undefined;
    }
  };
  return {
    get quick() {
      return client.whole;
    },
    onQuick: (listener) => client.onWhole(listener),
    complete: (at) => ask((sources, place) => core.complete(sources, place), at),
    hover: (at) => ask((sources, place) => core.hover(sources, place), at),
    definition: (at) => ask((sources, place) => core.definition(sources, place), at),
    rename: (at, to) => ask((sources, place) => core.rename(sources, place, to), at),
    ruleTokens: (from, to) => ask((sources, { file }) => core.ruleTokens(sources, { file, from, to }), from),
  };
}
