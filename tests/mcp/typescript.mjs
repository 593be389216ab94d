// The protocol's own TypeScript SDK: lists the server's tools, then makes each call of standard input's JSON.
//
//     typescript.mjs COMMAND ARGUMENT...
//
// Prints [{ tool, isError, structuredContent }] of the calls; the client has held each result against the tool's schema.

import { createRequire } from "node:module";
import { text } from "node:stream/consumers";

const require = createRequire(new URL("../../.tools/node/package.json", import.meta.url));
const { Client } = require("@modelcontextprotocol/client");
const { StdioClientTransport } = require("@modelcontextprotocol/client/stdio");

const [command, ...args] = process.argv.slice(2);
const client = new Client({ name: "tcpgen-test", version: "1.0.0" });
await client.connect(new StdioClientTransport({ command, args }));
const { tools } = await client.listTools();
const results = [];
for (const [name, given] of JSON.parse(await text(process.stdin))) {
  if (!tools.some((tool) => tool.name === name)) throw new Error(`there is no tool ${name}`);
  const { isError, structuredContent } = await client.callTool({ name, arguments: given });
  results.push({ tool: name, isError: isError ?? false, structuredContent });
}
console.log(JSON.stringify(results));
await client.close();
