/**
 * A bundle for clients of agents that install servers by a double click (MCPB): `TARGET FOLDER` writes the manifest and the server
 * of one platform into a folder, for `mcpb pack`.
 */
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [target, program, licences, folder] = process.argv.slice(2);
const { version, license } = JSON.parse(readFileSync("pkg.json", "utf8"));
const server = JSON.parse(readFileSync("server.json", "utf8"));
const [, platform] = readFileSync("tools/dist/targets.txt", "utf8").split("\n").map((line) => line.split(" ")).find(([name]) => name === target);
const name = `server/tcpgen${platform.startsWith("win32") ? ".exe" : ""}`;

const manifest = {
  manifest_version: "0.3",
  name: "tcpgen",
  display_name: server.title,
  version,
  description: server.description,
  long_description: "Reads and edits one state file, whose comments are kept. Changes that delete something or let somebody new in ask you first.",
  author: { name: "The tcpgen authors", url: server.websiteUrl },
  repository: { type: "git", url: `${server.repository.url}.git` },
  documentation: `${server.repository.url}/blob/main/docs/tools.md`,
  license,
  keywords: ["traefik", "kubernetes", "tcp", "routing"],
  server: {
    type: "binary",
    entry_point: name,
    mcp_config: { command: `\${__dirname}/${name}`, args: ["mcp", "--state", "${user_config.state}"] },
  },
  tools_generated: true,
  prompts_generated: true,
  compatibility: { platforms: [platform.split("-")[0]] },
  user_config: {
    state: { type: "file", title: "State file", description: "The tcpgen.toml that the tools read and edit", required: true },
  },
};

mkdirSync(join(folder, "server"), { recursive: true });
copyFileSync(program, join(folder, name));
chmodSync(join(folder, name), 0o755);
copyFileSync("LICENSE", join(folder, "LICENSE"));
copyFileSync(licences, join(folder, "THIRD-PARTY-LICENSES.txt"));
writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
