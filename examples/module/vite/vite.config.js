export default {
  base: "./",
  // For `vite` without `build`: what it prepares is moved away from the file that `init` loads.
  optimizeDeps: { exclude: ["tcpgen"] },
};
