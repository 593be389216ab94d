import remarkTcpgen from "../remark-tcpgen/index.js";

export default {
  title: "Guests",
  url: "http://localhost",
  baseUrl: "/some/docs/",
  onBrokenLinks: "ignore",
  presets: [["classic", { docs: { routeBasePath: "/", sidebarPath: undefined, remarkPlugins: [remarkTcpgen] }, blog: false }]],
  scripts: [{ src: "/some/docs/play/embed.js", type: "module" }],
};
