import init, { compile } from "./tcpgen/tcpgen.js";

const ready = init();

self.onmessage = async ({ data: sources }) => {
  await ready;
  self.postMessage(compile(sources));
};
