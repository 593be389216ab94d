/**
 * A Firefox of the distribution, driven over Marionette, its own protocol: Playwright has builds of its own, and what it can do
 * with others (WebDriver BiDi) asks the long-term release for commands that it lacks.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

export const FIREFOX = ["/usr/bin/firefox-esr", "/usr/bin/firefox"].find((path) => existsSync(path)) ?? null;

const PREFERENCES = {
  "marionette.port": 0,
  "app.update.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
};

/** Every command has so long. */
const LIMIT = 20_000;

/** Opens a window. Answers what a test does with it; `close` ends the browser. */
export async function openFirefox() {
  const profile = mkdtempSync(join(tmpdir(), "tcpgen-firefox-"));
  writeFileSync(join(profile, "user.js"), Object.entries(PREFERENCES).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${value});\n`).join(""));
  const program = spawn(FIREFOX, ["--headless", "--marionette", "--no-remote", "--profile", profile, "--width", "1280", "--height", "800", "about:blank"], { stdio: "ignore" });
  const socket = await attached(join(profile, "MarionetteActivePort"));
  const send = commands(socket);
  await send("WebDriver:NewSession", { capabilities: { alwaysMatch: { pageLoadStrategy: "normal" } } });
  return {
    open: (url) => send("WebDriver:Navigate", { url }),
    /** Runs a function of the page with these arguments. */
    run: async (work, ...args) => (await send("WebDriver:ExecuteScript", { script: `return (${work}).apply(null, arguments)`, args, newSandbox: false })).value,
    /** Waits until a function of the page answers something. */
    async until(work, ...args) {
      for (const end = Date.now() + LIMIT; ; await pause(50)) {
        const found = await this.run(work, ...args);
        if (found) return found;
        if (Date.now() > end) throw new Error(`in vain: ${work}`);
      }
    },
    /** Presses keys as a person does, after a click at a point. */
    async type(text, at = null) {
      if (at) await send("WebDriver:PerformActions", { actions: [{ type: "pointer", id: "mouse", actions: [{ type: "pointerMove", ...at }, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }] }] });
      const actions = Array.from(text).flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
      await send("WebDriver:PerformActions", { actions: [{ type: "key", id: "keys", actions }] });
    },
    async close() {
      socket.destroy();
      program.kill();
      if (program.exitCode === null && program.signalCode === null) await once(program, "exit");
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** Firefox writes the port that it took into its profile. */
async function attached(file) {
  for (const end = Date.now() + 60_000; !existsSync(file) || readFileSync(file, "utf8") === ""; await pause(100)) {
    if (Date.now() > end) throw new Error("Firefox does not start");
  }
  const socket = connect(Number(readFileSync(file, "utf8")), "127.0.0.1");
  await once(socket, "connect");
  return socket;
}

/** Messages are `LENGTH:JSON`; a command is `[0, id, name, parameters]`, its answer `[1, id, error, result]`. */
function commands(socket) {
  const waiting = new Map();
  let rest = Buffer.alloc(0);
  let last = 0;
  socket.on("data", (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (let colon; (colon = rest.indexOf(":")) > 0; ) {
      const end = colon + 1 + Number(rest.subarray(0, colon).toString());
      if (rest.length < end) return;
      const message = JSON.parse(rest.subarray(colon + 1, end).toString());
      rest = rest.subarray(end);
      if (!Array.isArray(message)) continue;
      const [, id, error, result] = message;
      const { done, failed } = waiting.get(id);
      waiting.delete(id);
      if (error) failed(new Error(`${error.error}: ${error.message}`));
      else done(result);
    }
  });
  return (name, parameters) => new Promise((done, failed) => {
    waiting.set(++last, { done, failed });
    const text = JSON.stringify([0, last, name, parameters]);
    socket.write(`${Buffer.byteLength(text)}:${text}`);
  });
}
