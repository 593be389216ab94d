/** How long the threads of a page work, in time of their own: other programs of the machine do not count. */

/** Runs `action`, and answers the milliseconds of its longest task on the main thread. */
export async function longestTask(page, action) {
  return (await work(page, action)).main.longest;
}

/** Runs `action`, and answers the milliseconds of the longest task and of all tasks: of the main thread, and of the workers. */
export async function work(page, action) {
  const events = await traced(page, action);
  const of = (name) => {
    const threads = new Set(events.filter((event) => event.name === "thread_name" && event.args.name === name).map(({ pid, tid }) => `${pid} ${tid}`));
    const took = events.filter((event) => event.name === "RunTask" && threads.has(`${event.pid} ${event.tid}`)).map(({ tdur = 0 }) => tdur / 1000);
    return { longest: Math.max(0, ...took), all: took.reduce((sum, one) => sum + one, 0), tasks: took.length };
  };
  const main = of("CrRendererMain");
  if (main.tasks === 0) throw new Error("the trace has no tasks");
  return { main, worker: of("DedicatedWorker thread") };
}

async function traced(page, action) {
  const client = await page.context().newCDPSession(page);
  const events = [];
  client.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  const ended = new Promise((done) => client.once("Tracing.tracingComplete", done));
  await client.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["disabled-by-default-devtools.timeline", "__metadata"] } });
  await action();
  await client.send("Tracing.end");
  await ended;
  await client.detach();
  return events;
}
