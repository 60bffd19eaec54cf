/* The hall speaks: without gaps, one call after another, never two at once. Needs voice-bank.js.

   [data-muted] on its element rests it. [data-sound] is a hidden button, shown while the browser
   wants a touch. Hears antrean:call, recall, withdrawn, hall and announcement on document; tells
   antrean:sound {state: "on|blocked|silent"} and antrean:said {fragments, from, until} (seconds). */
(() => {
  const place = document.querySelector("[data-voice-url]");
  const button = document.querySelector("[data-sound]");
  const { context, load, ...voice } = place.voice;
  const [SOON, BETWEEN, AGAIN_MS] = [0.05, 0.4, 60000]; // BETWEEN: seconds between two languages
  let [queue, sources, turn, ready, told] = [[], [], null, false, ""];
  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
  const check = () => {
    const state = !ready ? "silent" : context.state === "running" ? "on" : "blocked";
    if (button) button.hidden = state !== "blocked";
    if (state !== told) tell("antrean:sound", { state: (told = state) });
  };

  const play = async (items) => {
    const buffers = await Promise.all(items.map(load));
    if (context.state !== "running" || "muted" in place.dataset || !items.length) return;
    const from = context.currentTime + SOON;
    let until = from;
    sources = buffers.map((buffer, nth) => {
      const source = new AudioBufferSourceNode(context, { buffer });
      source.connect(context.destination);
      if (nth > 1 && items[nth][0] !== items[nth - 1][0]) until += BETWEEN;
      source.start(until);
      until += buffer.duration;
      return source;
    });
    tell("antrean:said", { fragments: items.map((item) => item.join("/")), from, until });
    await new Promise((ended) => {
      sources.at(-1).onended = ended;
      setTimeout(ended, (until - from + 1) * 1000);
    });
  };
  // What is to be said again waits its four seconds; whoever was called meanwhile comes between.
  const next = async () => {
    if (turn || !(turn = queue.find((each) => each.due <= performance.now()) || null)) return;
    queue = queue.filter((each) => each !== turn);
    await play(turn.items).catch(() => {});
    if (turn.again) later({ ...turn, again: false }, voice.repeatSeconds() * 1000);
    turn = null;
    next();
  };
  const later = (each, ms) => {
    queue.push({ ...each, due: performance.now() + ms });
    setTimeout(next, ms + 1);
  };
  const drop = (unwanted) => {
    if (turn && unwanted(turn)) turn.again = false;
    queue = queue.filter((each) => !unwanted(each));
  };

  const announce = (key) => later({ items: voice.ofAnnouncement(key), again: false }, 0);
  const say = ({ detail }) => {
    drop((each) => each.number === detail.number);
    later({ number: detail.number, items: voice.ofCall(detail), again: true }, 0);
  };
  const enter = ({ detail: { state } }) => {
    if (!["emergency", "closed"].includes(state)) return;
    drop(() => true);
    for (const source of sources) source.stop();
    if (state === "emergency") announce("emergency");
  };
  const hear = (name, then) => document.addEventListener(`antrean:${name}`, then);
  ["call", "recall"].forEach((name) => hear(name, say));
  hear("withdrawn", ({ detail }) => drop((each) => each.number === detail.number));
  hear("announcement", ({ detail }) => announce(detail.key));
  hear("hall", enter);
  const begin = async () => {
    ready = await voice.prepare();
    setTimeout(check, 1000); // by then a browser that lets sound out has done so
    return ready ? voice.preload() : setTimeout(begin, AGAIN_MS);
  };
  button?.addEventListener("click", () => context.resume().then(check));
  context.addEventListener("statechange", () => ready && check());
  begin();
})();
