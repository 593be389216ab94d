/** The text that the page begins with. Its invariants are left out: proofs come with the rest of the module. */
import example from "../../../examples/postgres.toml?raw";

export const initial = example.replace(/^\[invariants\.[^]*?(?=^\[(?!invariants\.)|^#|(?![^]))/gm, "");
