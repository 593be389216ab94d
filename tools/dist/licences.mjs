/** Writes the licence texts that `cargo bundle-licenses` found as one text, each text once with the packages that it is of. */
import { readFileSync, writeFileSync } from "node:fs";

const [from, to] = process.argv.slice(2);
const packages = JSON.parse(readFileSync(from, "utf8")).third_party_libraries;
const texts = new Map();
for (const { package_name: name, package_version: version, license, licenses } of packages) {
  for (const { text } of licenses) {
    // Without a text, the name of the licence is all that the package gives.
    const key = text === "NOT FOUND" ? license : text.trim();
    texts.set(key, [...(texts.get(key) ?? []), `${name} ${version} (${license})`]);
  }
}
const parts = [...texts].map(([text, of]) => `${of.join("\n")}\n\n${text}\n`);
writeFileSync(to, `tcpgen contains these packages.\n\n${parts.join(`\n${"-".repeat(80)}\n\n`)}`);
