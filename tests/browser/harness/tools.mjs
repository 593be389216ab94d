/** The npm packages of the tests, from .tools/node (`make setup`). */
import { createRequire } from "node:module";

const require = createRequire(new URL("../../../.tools/node/index.js", import.meta.url));

export const { chromium } = require("playwright-core");
export const axePath = require.resolve("axe-core/axe.min.js");
