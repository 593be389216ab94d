/** The language server of the module (`tools/build-server`), which takes one message at a time and has no files of its own. */
import { initSync, LanguageServer } from "./module.mjs";

/**
 * Starts a server; `send` takes each message for the client, as a value and as text. The server asks for files as well:
 * `tcpgen/files`, with `uris`, is answered by one of these for each:
 *
 *   null                          there is nothing
 *   { file: BYTES }               one character for each byte
 *   { folder: [[NAME, KIND]] }    "file", "folder", "link" to a folder, "other"
 *   { unreadable: WHY }
 *
 * Returns what takes the client's messages, as text.
 */
export function serve(module, send) {
  initSync({ module });
  const server = new LanguageServer();
  let timer = null;
  const say = (texts) => texts.forEach((text) => send(JSON.parse(text), text));
  // Messages that have arrived go before diagnostics: of several changes only the last is compiled.
  const later = () => {
    timer ??= setTimeout(() => {
      timer = null;
      const texts = server.idle();
      say(texts);
      if (texts.length > 0) later();
    }, 0);
  };
  return (text) => {
    say(server.receive(text));
    later();
  };
}
