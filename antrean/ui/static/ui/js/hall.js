/* The hall screen follows the stream: it fills the slots the page brought, by textContent alone.

   Every event is also dispatched on document as antrean:call, antrean:recall, antrean:withdrawn or
   antrean:announcement with the same facts, for the voice. antrean:sound comes back from there. */
(() => {
  const board = document.querySelector("#layar");
  const facts = board.dataset;
  const ARROWS = { left: "←", right: "→", ahead: "↑" };
  let calls = JSON.parse(facts.calls);
  let version = Number(facts.version);

  const put = (slot, selector, text) => {
    slot.querySelector(selector).textContent = text;
  };
  const fill = (slots, list, also) =>
    slots.forEach((slot, place) => {
      slot.hidden = !list[place];
      if (list[place]) also(slot, list[place]);
    });

  const draw = () => {
    const fresh = calls.slice(0, 3).filter(
      (call) => board.now() - Date.parse(call.at) < Number(facts.fresh) * 1000).length;
    const many = Math.max(1, fresh);
    fill(board.querySelectorAll(".hall-call"), calls.slice(0, many), (slot, call) => {
      put(slot, ".hall-number", call.number);
      put(slot, "strong", call.counter);
      put(slot, ".hall-arrow", ARROWS[call.arrow] || "");
    });
    fill(board.querySelectorAll(".hall-recent li"), calls.slice(many, many + 5), (slot, call) => {
      put(slot, ".number", call.number);
      put(slot, ".hall-at", call.counter);
    });
    board.querySelector(".hall-idle").hidden = calls.length > 0;
    board.querySelector(".hall-now").classList.toggle("hall-stacked", many > 1);
  };

  const flash = () => {
    const first = board.querySelector(".hall-number");
    first.classList.remove("hall-new");
    void first.offsetWidth; // begins the animation anew
    first.classList.add("hall-new");
  };

  const told = (kind, body) => {
    if (body.version <= version) return;
    version = body.version;
    if (kind === "hall") enter(body);
    else if (kind !== "announcement") {
      calls = calls.filter((call) => call.number !== body.number);
      if (kind !== "withdrawn") calls.unshift(body);
      calls = calls.slice(0, 8);
      draw();
      if (kind !== "withdrawn") flash();
    }
    document.dispatchEvent(new CustomEvent(`antrean:${kind}`, { detail: body }));
  };

  const enter = (state) => {
    facts.state = state.state;
    for (const notice of board.querySelectorAll("[data-when]")) {
      notice.hidden = notice.dataset.when !== state.state;
      if (notice.hidden || notice.dataset.when === "closed") continue;
      for (const [name, text] of [["id", state.text_id], ["en", state.text_en]]) {
        if (text) put(notice, `.hall-text-${name}`, text);
      }
    }
  };

  const take = (list, at) => {
    if (at < version) return; // an older look than what the stream has told
    [calls, version] = [list, at];
    draw();
  };

  board.hall = { enter, told, take };
  setInterval(draw, 5000);
  draw();
})();
