/* The clock of a hall screen: the service's time in the office's zone, also without a line.

   It goes by the browser's steady clock, so that a wrong one of the machine does no harm. */
(() => {
  const board = document.querySelector("#layar");
  const shown = document.querySelector(".hall-clock");
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: board.dataset.zone, hour: "2-digit", minute: "2-digit",
  });
  const mark = document.documentElement.lang === "en" ? ":" : ".";
  let ahead;
  board.set = (now) => {
    if (now) ahead = Number(now) - performance.now();
  };
  board.now = () => performance.now() + ahead;
  board.clock = () => format.format(board.now()).replace(":", mark);
  board.set(board.dataset.now);
  const tick = () => {
    if (shown.textContent !== board.clock()) shown.textContent = board.clock();
  };
  tick();
  setInterval(tick, 1000);
})();
