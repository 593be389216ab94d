const state = `
[entry_points]
postgresql = 5432

[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
`;

const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
worker.onmessage = ({ data: { diagnostics, yaml } }) => {
  for (const { code, message } of diagnostics) console.warn(`${code}: ${message}`);
  document.getElementById("manifests").textContent = yaml;
};
worker.postMessage([{ name: "tcpgen.toml", text: state }]);
