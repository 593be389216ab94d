/** How long the threads of a page work, in time of their own: other programs of the machine do not count. */

/** Runs `action`, and answers the milliseconds of its longest task on the main thread. */
export async function longestTask(page, action) {
  return (await work(page, action)).main.longest;
}

/**
 * Runs `action`, and answers the milliseconds of the longest task and of all tasks: of the main thread, and of the workers.
 * `parts` is what the longest task consists of.
 */
export async function work(page, action) {
  const events = await traced(page, action);
  const of = (name) => {
    const threads = new Set(events.filter((event) => event.name === "thread_name" && event.args.name === name).map(({ pid, tid }) => `${pid} ${tid}`));
    const own = events.filter((event) => event.ph === "X" && threads.has(`${event.pid} ${event.tid}`));
    const tasks = own.filter((event) => event.name === "RunTask");
    const took = tasks.map(({ tdur = 0 }) => tdur / 1000);
    const longest = tasks.reduce((most, task) => ((task.tdur ?? 0) > (most?.tdur ?? -1) ? task : most), null);
    return { longest: Math.max(0, ...took), all: took.reduce((sum, one) => sum + one, 0), tasks: took.length, parts: longest ? partsOf(longest, own) : {} };
  };
  const main = of("CrRendererMain");
  if (main.tasks === 0) throw new Error("the trace has no tasks");
  return { main, worker: of("DedicatedWorker thread") };
}

/** What the browser does in a task, by the names of its trace. */
const PARTS = {
  script: /^(FunctionCall|EvaluateScript|EventDispatch|TimerFire|FireAnimationFrame|RunMicrotasks|HandlePostMessage|v8\.|V8\.|ParseHTML)/,
  garbage: /GC/,
  styles: /^(UpdateLayoutTree|ParseAuthorStyleSheet)/,
  layout: /^(Layout|IntersectionObserver|ResizeObserver)/,
  paint: /^(PrePaint|Paint|Layerize|Commit|UpdateLayer|CompositeLayers|HitTest)/,
};

/** Milliseconds of a task in each of its parts, without what lies within another. */
function partsOf(task, events) {
  const end = (event) => event.ts + event.dur;
  const within = events.filter((event) => event.tid === task.tid && event.pid === task.pid && event.ts >= task.ts && end(event) <= end(task) && event.tdur !== undefined);
  within.sort((one, other) => one.ts - other.ts || other.dur - one.dur);
  const open = [];
  const own = new Map(within.map((event) => [event, event.tdur]));
  for (const event of within) {
    while (open.length > 0 && end(open.at(-1)) <= event.ts) open.pop();
    if (open.length > 0) own.set(open.at(-1), own.get(open.at(-1)) - event.tdur);
    open.push(event);
  }
  const parts = {};
  for (const [{ name }, took] of own) {
    const part = Object.keys(PARTS).find((key) => PARTS[key].test(name)) ?? "other";
    parts[part] = (parts[part] ?? 0) + took / 1000;
  }
  return parts;
}

async function traced(page, action) {
  const client = await page.context().newCDPSession(page);
  const events = [];
  client.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  const ended = new Promise((done) => client.once("Tracing.tracingComplete", done));
  await client.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["disabled-by-default-devtools.timeline", "devtools.timeline", "v8", "__metadata"] } });
  await action();
  await client.send("Tracing.end");
  await ended;
  await client.detach();
  return events;
}
