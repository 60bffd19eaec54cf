/* The line of a hall screen: the stream of what is told, from the last event it has heard.

   What is told is also dispatched on document, as antrean:call, antrean:recall, antrean:withdrawn,
   antrean:hall or antrean:announcement with the same facts, for the voice; old news is only shown. */
(() => {
  const board = document.querySelector("#layar");
  const facts = board.dataset;
  const [AGAIN_MS, GRACE_MS, SILENCE_MS, NEWS_MS] = [1000, 3000, 5000, 120000];
  let stream;
  let silence;
  board.heard = Number(facts.version); // the last event of the stream

  const told = (kind, body) => {
    if (body.version <= board.heard) return;
    board.heard = body.version;
    const isNews = board.now() - Date.parse(body.at) < NEWS_MS;
    if (kind === "hall") board.hall.enter(body);
    else if (kind !== "announcement") board.hall.called(body, kind);
    else if (isNews) board.hall.announce(body.key);
    if (isNews) document.dispatchEvent(new CustomEvent(`antrean:${kind}`, { detail: body }));
  };

  /* The server says something every two seconds: a line that is silent for longer is dead. */
  const alive = () => {
    clearTimeout(silence);
    silence = setTimeout(() => {
      board.lost(0);
      open();
    }, SILENCE_MS);
  };
  const opened = () => {
    alive();
    board.look();
  };
  const cut = (event) => {
    if (event.target !== stream) return;
    clearTimeout(silence);
    board.lost(GRACE_MS);
    board.look();
    if (stream.readyState === EventSource.CLOSED) setTimeout(open, AGAIN_MS);
  };
  const open = () => {
    if (stream) stream.close();
    stream = new EventSource(`${facts.stream}?sejak=${board.heard}`);
    stream.addEventListener("open", opened);
    stream.addEventListener("error", cut);
    stream.addEventListener("still", alive);
    for (const kind of ["call", "recall", "withdrawn", "hall", "announcement"]) {
      stream.addEventListener(kind, (event) => {
        alive();
        told(kind, JSON.parse(event.data));
      });
    }
  };
  open();

  const token = document.querySelector("[name=csrfmiddlewaretoken]"); // a screen staff put up
  document.addEventListener("antrean:sound", (event) => {
    if (!token) return;
    const body = new URLSearchParams({ [token.name]: token.value, state: event.detail.state });
    fetch(facts.soundUrl, { method: "POST", body }).catch(() => {});
  });
})();
