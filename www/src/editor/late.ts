/**
 * CodeMirror, most of the page's own script, comes behind the module: what the texts amount to is shown before anybody can
 * type. It comes at once where somebody's hand is on the page.
 */
import type { CoreClient } from "../core/client.ts";

export type CodeMirror = typeof import("./codemirror.ts");

/** `failed` says that it could not be loaded, and answers when it is to be tried again. */
export async function codeMirror(client: CoreClient, touched: Promise<void>, failed: (error: unknown) => Promise<void>): Promise<CodeMirror> {
  await Promise.race([client.settled(), touched]);
  for (;;) {
    try {
      return await import("./codemirror.ts");
    } catch (error) {
      await failed(error);
    }
  }
}
