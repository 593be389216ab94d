/** The server in a worker of a browser. The first message is the module; the extension reads files for it. */
import { serve } from "./serve.mjs";

let receive = null;
addEventListener("message", ({ data }) => {
  if (receive) receive(JSON.stringify(data));
  else receive = serve(data, (message) => postMessage(message));
});
