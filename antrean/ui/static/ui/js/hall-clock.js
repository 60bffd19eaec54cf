/* The clock of a hall screen: the service's time in the office's zone, also without a line. */
(() => {
  const board = document.querySelector("#layar");
  const shown = document.querySelector(".hall-clock");
  const ahead = Number(board.dataset.now) - Date.now();
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: board.dataset.zone, hour: "2-digit", minute: "2-digit",
  });
  const mark = document.documentElement.lang === "en" ? ":" : ".";
  board.now = () => Date.now() + ahead;
  board.clock = () => format.format(board.now()).replace(":", mark);
  const tick = () => {
    shown.textContent = board.clock();
  };
  tick();
  setInterval(tick, 1000);
})();
