const { default: init, compile } = require("tcpgen");

const state = `
[entry_points]
postgresql = 5432

[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
`;

init().then(() => {
  const { diagnostics, yaml } = compile([{ name: "tcpgen.toml", text: state }]);
  for (const { code, message } of diagnostics) console.warn(`${code}: ${message}`);
  process.stdout.write(yaml);
});
