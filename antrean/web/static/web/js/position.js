/* Keeps the page of the day true: after every event in the hall, and every half minute. */
(() => {
  const today = document.querySelector("[data-position]");
  const heading = today.querySelector("[data-heading]");
  const sentences = today.querySelector("[data-sentences]");
  let tag = "";
  let waiting;

  const look = async () => {
    const reply = await fetch(today.dataset.position, {
      headers: tag ? { "If-None-Match": tag } : {},
    });
    const clock = reply.headers.get("Antrean-Clock");
    if (clock) document.querySelector("[data-updated]").textContent = clock;
    if (reply.status !== 200) return;
    tag = reply.headers.get("ETag") || "";
    const found = await reply.json();
    if (heading.textContent !== found.heading) heading.textContent = found.heading;
    sentences.replaceChildren(
      ...found.sentences.map((sentence) => {
        const line = document.createElement("p");
        line.textContent = sentence;
        return line;
      }),
    );
    today.classList.toggle("today-urgent", found.urgent);
    const travel = document.querySelector("[data-travel]");
    if (travel) travel.hidden = found.is_here;
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => look().catch(() => {}), 200 + Math.random() * 800);
  };

  /* Where no stream is to be had (too many watch, or a proxy cuts it), looking is all there is. */
  const follow = () => {
    const stream = new EventSource(today.dataset.stream);
    for (const kind of ["call", "recall", "withdrawn", "hall"]) stream.addEventListener(kind, soon);
    stream.addEventListener("open", soon);
    stream.addEventListener("error", () => {
      if (stream.readyState === EventSource.CLOSED) setTimeout(follow, 30000 + Math.random() * 30000);
    });
  };
  follow();
  setInterval(soon, 30000);
})();
