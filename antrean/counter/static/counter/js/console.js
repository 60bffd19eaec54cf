/* The counter's page while it stands: the time runs on, the list says whether it is up to date.

   main[data-now] is the server's clock when the page was drawn; [data-since] an instant it counts
   from. [data-line-state] says in words whether the list still comes in. */
(() => {
  const main = document.querySelector("main[data-now]");
  const ahead = Date.parse(main.dataset.now) - Date.now();

  const tick = () => {
    for (const each of document.querySelectorAll("[data-since]")) {
      const passed = Math.max(0, Date.now() + ahead - Date.parse(each.dataset.since));
      const pair = [Math.floor(passed / 60000), Math.floor(passed / 1000) % 60];
      each.textContent = pair.map((part) => String(part).padStart(2, "0")).join(each.dataset.mark);
    }
  };
  tick();
  setInterval(tick, 1000);

  const state = document.querySelector("[data-line-state]");
  const say = (isOn) => {
    state.hidden = false;
    state.classList.toggle("bar-state-off", !isOn);
    state.textContent = isOn ? state.dataset.on : state.dataset.off;
  };
  say(navigator.onLine);
  document.body.addEventListener("htmx:afterRequest", (event) => say(event.detail.successful));
  document.body.addEventListener("htmx:sendError", () => say(false));

  // Once a form is sent the page that comes is the news: nothing may reload this one before it.
  let isLeaving = false;
  document.addEventListener("submit", () => { isLeaving = true; });
  for (const name of ["htmx:beforeRequest", "htmx:beforeOnLoad"]) {
    document.body.addEventListener(name, (event) => { if (isLeaving) event.preventDefault(); });
  }
  window.addEventListener("pageshow", () => { isLeaving = false; });

  // Signed out meanwhile, the answer is the sign-in page: go there instead of drawing it in here.
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, pathInfo } = event.detail;
    if (new URL(xhr.responseURL).pathname === new URL(pathInfo.requestPath, location).pathname) return;
    event.detail.shouldSwap = false;
    location.reload();
  });
})();
