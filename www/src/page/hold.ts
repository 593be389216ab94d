/** Which tab has which draft: a tab holds a lock for as long as it is open. */

let release: (() => void) | null = null;
/** One after the other: each gives the last one's lock back. */
let turn: Promise<unknown> = Promise.resolve();

/** Makes a draft this tab's, in place of the one that it had. Answers false if another tab has it. */
export function hold(id: string): Promise<boolean> {
  // Pages that are not served over HTTPS have no locks.
  if (!("locks" in navigator)) return Promise.resolve(true);
  const held = turn.then(async () => {
    release?.();
    release = null;
    // A page that is reloaded may still have its own.
    return (await tried(id)) || (await new Promise((resolve) => setTimeout(resolve, 150)).then(() => tried(id)));
  });
  turn = held;
  return held;
}

function tried(id: string): Promise<boolean> {
  return new Promise((resolve) => {
    void navigator.locks.request(`tcpgen.draft.${id}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock ? new Promise<void>((done) => (release = done)) : undefined;
    }).catch(() => resolve(true));
  });
}
