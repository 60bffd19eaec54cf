/* The kiosk forgets whoever went away, and reads its screens aloud where there is a voice.

   [data-idle] on the dialog: seconds without a touch until it opens; [data-countdown]: seconds until
   the start page then. [data-home-after]: seconds an answer stays. The page works without all this. */
(() => {
  const home = (where) => window.location.replace(where);

  const answer = document.querySelector("[data-home-after]");
  if (answer) setTimeout(() => home(answer.dataset.start), Number(answer.dataset.homeAfter) * 1000);

  const dialog = document.querySelector("dialog[data-idle]");
  if (dialog) {
    const left = dialog.querySelector("[data-left]");
    let timer;
    let ticking;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(warn, Number(dialog.dataset.idle) * 1000);
    };
    const warn = () => {
      let seconds = Number(dialog.dataset.countdown);
      left.textContent = String(seconds);
      dialog.showModal();
      ticking = setInterval(() => {
        seconds -= 1;
        left.textContent = String(seconds);
        if (seconds <= 0) home(dialog.dataset.start);
      }, 1000);
    };
    const stay = () => {
      clearInterval(ticking);
      if (dialog.open) dialog.close();
      wait();
    };
    dialog.querySelector("[data-stay]").addEventListener("click", stay);
    dialog.addEventListener("cancel", stay);
    for (const name of ["pointerdown", "keydown", "input"]) {
      document.addEventListener(name, () => dialog.open || wait());
    }
    wait();
  }

  const listen = document.querySelector("[data-listen]");
  if (listen) {
    const base = `${listen.dataset.voiceUrl}${listen.dataset.language}/`;
    const sound = new Audio();
    const offer = (list) => {
      const fragment = (list.fragments || {})[`kiosk_${listen.dataset.listen}`];
      if (!fragment) return;
      sound.src = fragment.url || fragment;
      listen.hidden = false;
      listen.addEventListener("click", () => (sound.paused ? sound.play() : sound.pause()));
    };
    fetch(`${base}daftar.json`).then((reply) => (reply.ok ? reply.json() : {})).then(offer, () => {});
  }
})();
