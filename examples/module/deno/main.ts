import init, { compile } from "tcpgen";

const state = `
[entry_points]
postgresql = 5432

[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
`;

await init();
const { diagnostics, yaml } = compile([{ name: "tcpgen.toml", text: state }]);
for (const { code, message } of diagnostics) console.warn(`${code}: ${message}`);
console.log(yaml.trimEnd());
