// mdBook colours all code of a page before it answers to anything: a second for a long page on a slow machine. Here a block is
// coloured once it is near the viewport and the page has nothing else to do. tools/build-docs puts this before mdBook's own script.
(() => {
  const colour = hljs.highlightBlock;
  const waiting = new Set();
  const rest = window.requestIdleCallback ?? ((work) => setTimeout(work, 50));
  const take = (block) => {
    if (!waiting.delete(block)) return;
    near.unobserve(block);
    colour.call(hljs, block);
  };
  const near = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) if (isIntersecting) rest(() => take(target));
  }, { rootMargin: "800px" });
  hljs.highlightBlock = (block) => {
    waiting.add(block);
    near.observe(block);
  };
  addEventListener("beforeprint", () => [...waiting].forEach(take));
})();
