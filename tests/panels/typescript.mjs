// `node --import ./tests/panels/typescript.mjs --test tests/panels/`: Node reads the page's TypeScript as it is.
import { register } from "node:module";

register("./typescript-hooks.mjs", import.meta.url);
