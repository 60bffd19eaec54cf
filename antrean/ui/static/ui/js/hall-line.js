/* The line of a hall screen: the stream while it holds, a look every half minute besides, and an
   honest word when there is none. */
(() => {
  const board = document.querySelector("#layar");
  const facts = board.dataset;
  const offline = document.querySelector(".hall-offline");
  let tag = "";
  let cut;

  const look = async () => {
    const reply = await fetch(facts.stateUrl, { headers: tag ? { "If-None-Match": tag } : {} });
    if (reply.status !== 200) return;
    tag = reply.headers.get("ETag") || "";
    const seen = await reply.json();
    board.hall.take(seen.calls, seen.version);
    board.hall.enter(seen);
    for (const place of document.querySelectorAll("[data-class]")) {
      const said = seen.ranges[place.dataset.class];
      place.hidden = !said;
      place.querySelector("span").textContent = said || "";
    }
    document.querySelector("[data-no-class]").hidden = Object.keys(seen.ranges).length > 0;
  };

  const lost = () => {
    if (cut) return;
    cut = setTimeout(() => {
      document.querySelector(".hall-since").textContent = board.clock();
      offline.hidden = false;
    }, 3000);
  };
  const found = () => {
    clearTimeout(cut);
    cut = undefined;
    offline.hidden = true;
  };

  const open = () => {
    const stream = new EventSource(`${facts.stream}?sejak=${facts.version}`);
    for (const kind of ["call", "recall", "withdrawn", "hall", "announcement"]) {
      stream.addEventListener(kind, (event) => board.hall.told(kind, JSON.parse(event.data)));
    }
    stream.addEventListener("open", () => {
      found();
      look().catch(() => {});
    });
    stream.addEventListener("error", () => {
      lost();
      if (stream.readyState === EventSource.CLOSED) setTimeout(open, 2000);
    });
  };

  open();
  setInterval(() => look().then(found, lost), 30000);

  const token = document.querySelector("[name=csrfmiddlewaretoken]"); // a screen staff put up
  document.addEventListener("antrean:sound", (event) => {
    if (!token) return;
    const body = new URLSearchParams({ [token.name]: token.value, state: event.detail.state });
    fetch(facts.soundUrl, { method: "POST", body }).catch(() => {});
  });
})();
