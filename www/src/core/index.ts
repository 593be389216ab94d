/** The one client of this page: every playground and embed on it shares the worker. */
import { CoreClient } from "./client.ts";

export const core = new CoreClient(
  () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "tcpgen" }),
);
