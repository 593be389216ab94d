// An extension for VS Code that has a file system in memory: that of tests/dist/vscode.test.mjs.
const { EventEmitter, FileSystemError, FileType, workspace } = require("vscode");

const FILES = new Map(Object.entries({
  "/state/tcpgen.toml": 'files = ["teams/*.toml"]\n\n[entry_points]\npg = 5432\n\n[middlewares.office]\nip_allow_list = ["10.0.0.0/8"]\n',
  "/state/teams/data.toml": '[routes.pg]\nentry_points = ["pg"]\nservice = "postgres:5432"\nmiddlewares = ["ofice"]\n',
}).map(([path, text]) => [path, new TextEncoder().encode(text)]));

function stat({ path }) {
  const file = FILES.get(path);
  const isFolder = [...FILES.keys()].some((known) => known.startsWith(path.replace(/\/?$/, "/")));
  if (!file && !isFolder) throw FileSystemError.FileNotFound(path);
  return { type: file ? FileType.File : FileType.Directory, ctime: 0, mtime: 0, size: file?.length ?? 0 };
}

exports.activate = ({ subscriptions }) => {
  subscriptions.push(workspace.registerFileSystemProvider("memory", {
    onDidChangeFile: new EventEmitter().event,
    watch: () => ({ dispose() {} }),
    stat,
    readDirectory({ path }) {
      const below = [...FILES.keys()].filter((known) => known.startsWith(`${path}/`)).map((known) => known.slice(path.length + 1).split("/"));
      return [...new Map(below.map(([name, ...rest]) => [name, rest.length > 0 ? FileType.Directory : FileType.File]))];
    },
    readFile: ({ path }) => FILES.get(path) ?? fail(path),
    writeFile: ({ path }, bytes) => void FILES.set(path, bytes),
    createDirectory: ({ path }) => fail(path),
    delete: ({ path }) => fail(path),
    rename: ({ path }) => fail(path),
  }));
};

function fail(path) {
  throw FileSystemError.NoPermissions(path);
}
