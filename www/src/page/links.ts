/** The permalink: made on request, read when the page opens or its hash changes. */
import type { Connection } from "../core/routing.ts";
import type { Source } from "../core/types.ts";
import { copy } from "../output/save.ts";
import type { ViewName } from "../panels/panel.ts";
import { decode, encode, LinkError, type Shared } from "../playground/share.ts";
import type { Work } from "../playground/work.ts";
import { element } from "./element.ts";
import { notice } from "./notices.ts";

/** What servers, chats and mail programs commonly leave whole. */
const LONG = 8_000;

export function hash(): string {
  return location.hash.slice(1);
}

/** What the address holds, null when it holds nothing or nothing good, which is said. */
export async function fromAddress(): Promise<Shared | null> {
  // Hashes that name a part of the page are no state.
  if (hash() === "" || document.getElementById(hash())) return null;
  try {
    return await decode(hash());
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    notice(error.message, "error");
    return null;
  }
}

/** A hash that tells of an older text would mislead: it goes with the first change. */
export function clearAddress(): void {
  if (hash() !== "") history.replaceState(null, "", location.pathname + location.search);
}

export interface Link {
  work: Work;
  view: ViewName;
  connection: Connection | null;
  baseline: readonly Source[] | null;
}

/** The function that it returns makes the link, and puts it into the address bar. */
export function initLinks(shared: () => Link): () => Promise<string> {
  const make = async (): Promise<string> => {
    const { work, view, connection, baseline } = shared();
    const code = await encode({ work, view, ...(connection ? { connection } : {}), ...(baseline ? { baseline } : {}) });
    history.replaceState(null, "", `#${code}`);
    return location.href;
  };
  element("share-button").addEventListener("click", async () => {
    const worked = await copy(await make());
    const long = location.href.length > LONG ? " It is long, and some programs truncate it." : "";
    if (worked) notice(`Link copied. It contains the whole state.${long}`);
    else notice(`Copy the link from the address bar.${long}`);
  });
  return make;
}
