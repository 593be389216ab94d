#!/usr/bin/env node
// Runs the command of the package for this platform, which npm installed beside this one.
const { spawnSync } = require("node:child_process");

const platform = `${process.platform}-${process.arch}`;
const name = `@tcpgen/cli-${platform}`;
let program;
try {
  program = require.resolve(`${name}/bin/tcpgen${process.platform === "win32" ? ".exe" : ""}`);
} catch {
  console.error(`error: the package ${name} is not installed
help: install without \`--omit=optional\`; if there is no such package, tcpgen is not built for ${platform}: build it from source`);
  process.exit(2);
}
const { status, signal, error } = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (error) throw error;
if (signal) process.kill(process.pid, signal);
process.exitCode = status ?? 2;
