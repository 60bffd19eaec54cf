/* The board of a hall screen: fills the slots that the page brought, by textContent alone. */
(() => {
  const board = document.querySelector("#layar");
  const facts = board.dataset;
  const SAID_MS = 20000;
  let calls = JSON.parse(facts.calls);
  let silence;

  const age = (call) => (call ? board.now() - Date.parse(call.at) : Infinity);
  const younger = (seconds) => (call) => age(call) <= Number(seconds) * 1000;
  const put = (slot, selector, text) => {
    const place = slot.querySelector(selector);
    if (place.textContent !== String(text)) place.textContent = text;
    return place;
  };
  const fill = (selector, list, also) => {
    board.querySelectorAll(selector).forEach((slot, place) => {
      slot.hidden = !list[place];
      if (!list[place]) return;
      slot.classList.toggle("hall-long", list[place].number.length > 5);
      also(slot, list[place]);
    });
    return list.length;
  };

  const draw = () => {
    const fresh = calls.slice(0, 3).filter(younger(facts.fresh)).length;
    const many = Math.max(calls.slice(0, 1).filter(younger(facts.quiet)).length, fresh);
    facts.stack = fill(".hall-call", calls.slice(0, many), (slot, call) => {
      put(slot, ".hall-number", call.number);
      put(slot, "strong", call.counter);
      put(slot, ".hall-arrow", facts[call.arrow] || "").dataset.arrow = call.arrow;
    });
    facts.recent = fill(".hall-recent li", calls.slice(many, many + 5), (slot, call) => {
      put(slot, ".number", call.number);
      put(slot, ".hall-at", call.counter);
    });
  };

  const flash = () => {
    const first = board.querySelector(".hall-number");
    first.classList.remove("hall-new");
    void first.offsetWidth; // begins the animation anew
    first.classList.add("hall-new");
  };

  const announce = (key) => {
    clearTimeout(silence);
    for (const said of board.querySelectorAll("[data-announcement]")) {
      said.hidden = said.dataset.announcement !== key;
    }
    if (key) silence = setTimeout(announce, SAID_MS);
  };

  const enter = (state) => {
    facts.state = state.state;
    for (const notice of board.querySelectorAll("[data-when]")) {
      notice.hidden = notice.dataset.when !== state.state;
      for (const text of notice.querySelectorAll("[data-usual]")) {
        text.textContent = state[`text_${text.lang}`] || text.dataset.usual;
      }
    }
  };

  const called = (call, kind) => {
    calls = calls.filter((each) => each.number !== call.number);
    if (kind !== "withdrawn") calls = [call, ...calls].slice(0, 8);
    draw();
    if (kind !== "withdrawn") flash();
  };

  const take = (list) => {
    calls = list;
    draw();
  };

  board.hall = { announce, called, enter, take };
  setInterval(draw, 5000);
  draw();
})();
