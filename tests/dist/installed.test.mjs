/** Every artefact of dist/ is installed from its file and used, where there is no cargo. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { MACHINE, STATE, artefact, fresh, isWhole } from "./fresh.mjs";

test("the checksums are of every file", () => {
  const list = artefact(/^SHA256SUMS$/);
  const lines = readFileSync(list, "utf8").trim().split("\n").map((line) => line.split("  "));
  assert.deepEqual(lines.map(([, name]) => name).sort(), readdirSync(dirname(list)).filter((name) => name !== "SHA256SUMS").sort());
  for (const [sum, name] of lines) assert.equal(sum, createHash("sha256").update(readFileSync(join(dirname(list), name))).digest("hex"), name);
});

test("the archive works in a root that has nothing else, as nobody", (t) => {
  const { home, folder, run } = fresh(t);
  run("tar", ["-xzf", artefact(new RegExp(`^tcpgen-[0-9.]+-${MACHINE}-unknown-linux-musl\\.tar\\.gz$`))]);
  const [name] = readdirSync(folder).filter((name) => name.startsWith("tcpgen-"));
  const unpacked = join(folder, name);
  isWhole((args, status = 0) => run(join(unpacked, "tcpgen"), args, { status }));
  assert.deepEqual(readdirSync(join(unpacked, "completions")).sort(), ["_tcpgen", "_tcpgen.ps1", "tcpgen.bash", "tcpgen.elv", "tcpgen.fish"]);
  assert.match(readFileSync(join(unpacked, "man/man1/tcpgen-build.1"), "utf8"), /^\.TH tcpgen-build 1/m);
  const licences = readFileSync(join(unpacked, "THIRD-PARTY-LICENSES.txt"), "utf8");
  for (const dependency of ["serde", "kube-client", "rmcp", "ring"]) assert.match(licences, new RegExp(`^${dependency} \\d`, "m"));
  if (process.getuid() !== 0) return t.diagnostic("not root: no root of its own");
  const inRoot = spawnSync("chroot", ["--userspec=65532:65532", unpacked, "/tcpgen", "build", "-"], { input: STATE, encoding: "utf8", cwd: home });
  assert.equal(inRoot.status, 0, inRoot.stderr);
  assert.match(inRoot.stdout, /kind: IngressRouteTCP/);
});

test("npm brings the command and the module", (t) => {
  const { folder, run } = fresh(t);
  const platform = `${process.platform}-${process.arch}`;
  writeFileSync(join(folder, "package.json"), '{ "private": true }');
  const main = artefact(/^tcpgen-[0-9.]+\.tgz$/);
  run("npm", ["install", main, artefact(new RegExp(`^tcpgen-cli-${platform}-[0-9.]+\\.tgz$`))]);
  isWhole((args, status = 0) => run("npx", ["tcpgen", ...args], { status }));
  assert.match(run("npx", ["tcpgen", "check", "nowhere.toml"], { status: 2 }).stderr, /nowhere\.toml/);
  const program = 'import init, { version } from "tcpgen"; await init(); console.log(version());';
  assert.match(run("node", ["--input-type=module", "-e", program]).stdout, /^\d+\.\d+\.\d+\n$/);
});

test("npm without the package of the platform says which one is missing", (t) => {
  const { folder, run } = fresh(t);
  writeFileSync(join(folder, "package.json"), '{ "private": true }');
  run("npm", ["install", "--omit=optional", artefact(/^tcpgen-[0-9.]+\.tgz$/)]);
  const { stderr } = run("npx", ["tcpgen", "--version"], { status: 2 });
  assert.match(stderr, new RegExp(`the package @tcpgen/cli-${process.platform}-${process.arch} is not installed`));
});

test("pip brings the command", (t) => {
  const { home, run } = fresh(t);
  run("python3", ["-m", "venv", join(home, "venv")]);
  run(join(home, "venv/bin/pip"), ["install", "--quiet", artefact(new RegExp(`^tcpgen_cli-.*manylinux.*_${MACHINE}.*\\.whl$`))]);
  isWhole((args, status = 0) => run("env", ["tcpgen", ...args], { path: [join(home, "venv/bin")], status }));
});

test("Debian's package brings the command, completions and the manual", (t) => {
  if (process.getuid() !== 0) return t.skip("dpkg installs as root alone");
  const { home, run } = fresh(t, ["sh", "env", "tar", "dpkg", "dpkg-deb", "dpkg-split", "rm", "diff"]);
  const root = join(home, "debian");
  for (const folder of ["info", "updates", "triggers"]) mkdirSync(join(root, "var/lib/dpkg", folder), { recursive: true });
  writeFileSync(join(root, "var/lib/dpkg/status"), "");
  const architecture = { x64: "amd64", arm64: "arm64" }[process.arch];
  run("dpkg", [`--root=${root}`, "--force-script-chrootless,bad-path", "--install", artefact(new RegExp(`^tcpgen_[0-9.]+_${architecture}\\.deb$`))]);
  isWhole((args, status = 0) => run(join(root, "usr/bin/tcpgen"), args, { status }));
  for (const file of ["bash-completion/completions/tcpgen", "zsh/vendor-completions/_tcpgen", "fish/vendor_completions.d/tcpgen.fish", "man/man1/tcpgen-build.1.gz", "doc/tcpgen/copyright"]) {
    assert.ok(existsSync(join(root, "usr/share", file)), file);
  }
  run("dpkg", [`--root=${root}`, "--force-script-chrootless,bad-path", "--purge", "tcpgen"]);
  assert.ok(!existsSync(join(root, "usr/bin/tcpgen")));
});

test("the plugin for MkDocs and Sphinx compiles with the command that pip brings", (t) => {
  const { home, folder, run } = fresh(t);
  run("python3", ["-m", "venv", join(home, "venv")]);
  const wheels = [new RegExp(`^tcpgen_cli-.*manylinux.*_${MACHINE}.*\\.whl$`), /^tcpgen_docs-[0-9.]+-py3-none-any\.whl$/].map(artefact);
  run(join(home, "venv/bin/pip"), ["install", "--quiet", ...wheels]);
  const path = [join(home, "venv/bin")];
  writeFileSync(join(folder, "page.md"), "# A page\n\n```toml tcpgen\n" + STATE + "```\n");
  const program = 'import tcpgen_docs; print(tcpgen_docs.run(["tcpgen"], ["page", "--name", "page.md"], open("page.md").read()))';
  assert.match(run("env", ["python3", "-c", program], { path }).stdout, /kind: IngressRouteTCP/);
  const registered = 'from importlib.metadata import entry_points; print([point.value for point in entry_points(group="mkdocs.plugins")])';
  assert.match(run("env", ["python3", "-c", registered], { path }).stdout, /tcpgen_docs\.mkdocs:TcpgenPlugin/);
});

test("the plugin for remark has its program, its manifest and its licence", (t) => {
  const { run } = fresh(t);
  const { stdout } = run("tar", ["-tzf", artefact(/^remark-tcpgen-[0-9.]+\.tgz$/)]);
  assert.deepEqual(stdout.trim().split("\n").sort(), ["package/LICENSE", "package/index.js", "package/package.json"]);
});

test("the image has a user of its own, and its root file system is enough", (t) => {
  const { home, run } = fresh(t);
  const root = join(home, "root");
  mkdirSync(root);
  run("tar", ["-xf", artefact(new RegExp(`^tcpgen-[0-9.]+-image-${MACHINE}\\.tar$`)), "-C", root]);
  const lines = readFileSync(new URL("../../Containerfile", import.meta.url), "utf8").split("\n");
  const last = (word) => lines.findLast((line) => line.startsWith(`${word} `)).slice(word.length + 1);
  assert.equal(last("FROM"), "scratch");
  const [program] = JSON.parse(last("ENTRYPOINT"));
  assert.ok(existsSync(join(root, program)) && existsSync(join(root, last("WORKDIR"))));
  const [user] = last("USER").split(":");
  assert.ok(Number(user) > 0);
  if (process.getuid() !== 0) return t.diagnostic("not root: no root of its own");
  const ran = spawnSync("chroot", [`--userspec=${last("USER")}`, root, program, "check", "--strict", "-"], { input: STATE, encoding: "utf8" });
  assert.equal(ran.status, 0, ran.stderr);
});

test("the bill of materials lists what is in the binary", () => {
  const bill = JSON.parse(readFileSync(artefact(/\.cdx\.json$/), "utf8"));
  assert.equal(bill.bomFormat, "CycloneDX");
  const names = bill.components.map(({ name }) => name);
  for (const dependency of ["serde", "kube", "rmcp", "toml"]) assert.ok(names.includes(dependency), dependency);
  for (const other of ["proptest", "wasm-bindgen-test", "divan"]) assert.ok(!names.includes(other), other);
});

test("every artefact of this version names it", () => {
  const { version } = JSON.parse(readFileSync(new URL("../../pkg.json", import.meta.url), "utf8"));
  const sums = readFileSync(artefact(/^SHA256SUMS$/), "utf8").trim().split("\n");
  for (const line of sums) assert.ok(basename(line.split("  ")[1]).includes(version), line);
});

test("the extension for VS Code has all that it needs and nothing else", (t) => {
  const { folder, run } = fresh(t);
  const version = basename(artefact(/^tcpgen-[0-9.]+\.tgz$/), ".tgz").replace("tcpgen-", "");
  run("python3", ["-m", "zipfile", "-e", artefact(/^tcpgen-[0-9.]+\.vsix$/), folder]);
  const extension = join(folder, "extension");
  assert.deepEqual(readdirSync(extension).sort(), ["LICENSE.txt", "THIRD-PARTY-LICENSES.txt", "dist", "language-configuration.json", "package.json", "readme.md"]);
  const manifest = JSON.parse(readFileSync(join(extension, "package.json"), "utf8"));
  assert.equal(manifest.version, version);
  assert.deepEqual(readdirSync(join(extension, "dist")).sort(), ["browser.js", "extension.js", "server.mjs", "server.wasm", "worker.js"]);
  // Each is one file, which asks for nothing but the editor and, on a desktop, Node.js.
  for (const [program, isThere] of [[manifest.main, isBuiltin], [manifest.browser, () => false]]) {
    const asked = [...readFileSync(join(extension, program), "utf8").matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name);
    assert.deepEqual([...new Set(asked)].filter((name) => name !== "vscode" && !isThere(name)), [], program);
  }
});

/** What `file` calls the program in each archive, and what runs it on a machine of another kind. */
const KINDS = {
  "x86_64-unknown-linux-musl.tar.gz": [/ELF 64-bit.*x86-64.*static(ally|-pie) linked/, "env"],
  "aarch64-unknown-linux-musl.tar.gz": [/ELF 64-bit.*aarch64.*static(ally|-pie) linked/, "qemu-aarch64"],
  "x86_64-apple-darwin.tar.gz": [/Mach-O 64-bit.*x86_64/, null],
  "aarch64-apple-darwin.tar.gz": [/Mach-O 64-bit.*arm64/, null],
  "x86_64-pc-windows-gnu.zip": [/PE32\+ executable.*x86-64/, "wine"],
};
const isThere = (program) => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;

/** Puts a library beside a program of Windows that Wine may not have. Zig built the program too. */
function completeWine(run, folder) {
  const source = fileURLToPath(new URL("bcryptprimitives.c", import.meta.url));
  const python = fileURLToPath(new URL("../../.tools/dist/bin/python3", import.meta.url));
  const library = ["-shared", "-o", join(folder, "bcryptprimitives.dll"), source, "-ladvapi32"];
  run(python, ["-m", "ziglang", "cc", "-target", "x86_64-windows-gnu", ...library]);
}

test("binaries for other systems are what their names say, and work where an emulator is there", (t) => {
  const { home, folder, run } = fresh(t);
  const dist = dirname(artefact(/^SHA256SUMS$/));
  let seen = 0;
  for (const [kind, [expected, emulator]] of Object.entries(KINDS)) {
    const name = readdirSync(dist).find((name) => name.endsWith(kind));
    if (!name) continue;
    const [program, ...args] = kind.endsWith(".zip") ? ["python3", "-m", "zipfile", "-e"] : ["tar", "-xzf"];
    run(program, [...args, join(dist, name), ...(kind.endsWith(".zip") ? ["."] : [])]);
    const unpacked = join(folder, name.slice(0, name.lastIndexOf(kind)) + kind.replace(/\.(tar\.gz|zip)$/, ""));
    const [binary] = readdirSync(unpacked).filter((name) => /^tcpgen(\.exe)?$/.test(name));
    assert.match(execFileSync("file", [join(unpacked, binary)], { encoding: "utf8" }), expected, name);
    seen++;
    if (emulator === null || !isThere(emulator)) {
      t.diagnostic(`${name} is not run: this machine has no ${emulator ?? "emulator of it"}`);
      continue;
    }
    if (emulator === "wine") completeWine(run, unpacked);
    const env = { ...process.env, WINEDEBUG: "-all", WINEPREFIX: join(home, "wine") };
    isWhole((args, status = 0) => {
      const ran = spawnSync(emulator, [join(unpacked, binary), ...args], { cwd: folder, env, input: "", encoding: "utf8" });
      assert.equal(ran.status, status, `${name} ${args.join(" ")}\n${ran.stdout}${ran.stderr}`);
      return { ...ran, stdout: ran.stdout.replaceAll("\r\n", "\n") };
    });
  }
  assert.ok(seen > 0);
});
