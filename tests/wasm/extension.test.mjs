/** The extension's own server, which VS Code has where there is no command: the clients that drive `tcpgen lsp` drive it as well. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const own = join(root, "editors/vscode/server");
const built = join(root, "target/language-server");

/** The server as the extension has it, but for the bundler: the command that starts it. */
function extensionServer(t) {
  const folder = mkdtempSync(join(tmpdir(), "tcpgen-server-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of readdirSync(own)) copyFileSync(join(own, name), join(folder, name));
  copyFileSync(join(built, "server.js"), join(folder, "module.mjs"));
  copyFileSync(join(built, "server_bg.wasm"), join(folder, "server.wasm"));
  return [process.execPath, join(folder, "node.mjs"), "--stdio"];
}

test("a client that knows the specification understands every answer", { timeout: 300_000 }, (t) => {
  const { stdout, stderr, status } = spawnSync(join(root, ".tools/venv/bin/python"),
    ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "/dev/null", "--rootdir", join(root, "tests/lsp"), join(root, "tests/lsp/test_capabilities.py")],
    { encoding: "utf8", env: { ...process.env, TCPGEN_LSP: JSON.stringify(extensionServer(t)), PYTHONDONTWRITEBYTECODE: "1" } });
  assert.equal(status, 0, `${stdout}\n${stderr}`);
  assert.match(stdout, /15 passed/, "three clients and five tests");
});
