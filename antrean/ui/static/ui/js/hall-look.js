/* The look of a hall screen at how things stand: every half minute, and whenever the line was cut.
   Where not even that succeeds, the screen says since when it is alone. */
(() => {
  const board = document.querySelector("#layar");
  const facts = board.dataset;
  const offline = document.querySelector(".hall-offline");
  const [WAIT_MS, EVERY_MS] = [5000, 30000];
  let tag = "";
  let grace;

  board.lost = (after) => {
    if (grace) return;
    offline.querySelector(".hall-since").textContent = board.clock();
    grace = setTimeout(() => { offline.hidden = false; }, after);
  };
  board.found = () => {
    clearTimeout(grace);
    grace = undefined;
    offline.hidden = true;
  };

  const show = (seen) => {
    if (seen.day !== facts.day) return window.location.reload(); // a new day, a new page
    if (seen.version < board.heard) return; // an older look than what the stream has told
    board.hall.take(seen.calls.map(([number, counter, arrow, at]) => {
      return { number, counter, arrow, at: new Date(at * 1000).toISOString() };
    }));
    board.hall.enter(seen);
    for (const place of document.querySelectorAll("[data-class]")) {
      const said = seen.ranges[place.dataset.class];
      place.hidden = !said;
      place.querySelector("span").textContent = said || "";
    }
    const none = Object.keys(seen.ranges).length === 0;
    document.querySelector("[data-no-class]").hidden = !none;
    document.querySelector("[data-some-class]").hidden = none;
  };

  const ask = async () => {
    const headers = tag ? { "If-None-Match": tag } : {};
    const reply = await fetch(facts.stateUrl, { headers, signal: AbortSignal.timeout(WAIT_MS) });
    if (!reply.ok && reply.status !== 304) throw new Error(`${reply.status}`);
    board.set(reply.headers.get("Antrean-Now"));
    if (reply.ok) show(await reply.json());
    tag = reply.headers.get("ETag") || tag;
  };

  board.look = () => ask().then(board.found, () => board.lost(0));
  setInterval(board.look, EVERY_MS);
})();
