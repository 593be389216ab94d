/** What the page begins with. Its invariants are left out: proofs come with the rest of the module. */
import example from "../../../examples/postgres.toml?raw";
import { headOf } from "./example-head.ts";

export const initial = headOf(example.replace(/^\[invariants\.[^]*?(?=^\[(?!invariants\.)|^#|(?![^]))/gm, ""));
