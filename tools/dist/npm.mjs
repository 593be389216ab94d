/**
 * Packs what npm takes: `platform TARGET` a package with the command for one platform, `main` the package `tcpgen`, which is the
 * module of www/package and the command, with one optional dependency for each platform.
 */
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [kind, target] = process.argv.slice(2);
const cargo = process.env.CARGO_TARGET_DIR ?? "target";
const { version, license, description } = JSON.parse(readFileSync("pkg.json", "utf8"));
const { repository } = JSON.parse(execFileSync("cargo", ["metadata", "--no-deps", "--format-version", "1"], { encoding: "utf8", maxBuffer: 1 << 26 })).packages[0];

/** rustc's targets with npm's names of their platforms. */
const platforms = readFileSync("tools/dist/targets.txt", "utf8").split("\n").filter((line) => line && !line.startsWith("#")).map((line) => line.split(" "));
const packageOf = (platform) => `@tcpgen/cli-${platform}`;

const folder = mkdtempSync(join(tmpdir(), "tcpgen-npm-"));
mkdirSync(join(folder, "bin"));
const common = { version, license, repository: { type: "git", url: `git+${repository}.git` } };

function platformPackage() {
  const [, platform] = platforms.find(([name]) => name === target);
  const [os, cpu] = platform.split("-");
  const program = os === "win32" ? "tcpgen.exe" : "tcpgen";
  copyFileSync(join(cargo, target, "dist", program), join(folder, "bin", program));
  chmodSync(join(folder, "bin", program), 0o755);
  copyFileSync("LICENSE", join(folder, "LICENSE"));
  copyFileSync(join(cargo, "dist-shared/THIRD-PARTY-LICENSES.txt"), join(folder, "THIRD-PARTY-LICENSES.txt"));
  return { name: packageOf(platform), description: `The command of tcpgen for ${platform}`, ...common, os: [os], cpu: [cpu], preferUnplugged: true };
}

function mainPackage() {
  cpSync("www/package", folder, { recursive: true });
  copyFileSync("tools/dist/launcher.cjs", join(folder, "bin/tcpgen.cjs"));
  chmodSync(join(folder, "bin/tcpgen.cjs"), 0o755);
  const module = JSON.parse(readFileSync("www/package/package.json", "utf8"));
  const optionalDependencies = Object.fromEntries(platforms.map(([, platform]) => [packageOf(platform), version]));
  return { ...module, description, ...common, mcpName: JSON.parse(readFileSync("server.json", "utf8")).name, bin: { tcpgen: "bin/tcpgen.cjs" }, files: [...module.files, "bin"], optionalDependencies };
}

const manifest = kind === "main" ? mainPackage() : platformPackage();
writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
execFileSync("npm", ["pack", "--silent", "--pack-destination", "dist", folder], { stdio: ["ignore", "ignore", "inherit"] });
rmSync(folder, { recursive: true });
