/* The numeric keypad is the call terminal.

   main[data-keys]: {"NumpadAdd": "next", …}, keys by place. [data-deed] marks the button, link or
   disclosure of a deed; [data-digit] what a digit chooses after "transfer". [data-keys-said] is
   told what was pressed. [data-undo-seconds] hides itself then, [data-undo-left] counts down.
   Keys rest while text is typed, with a modifier held, or under [data-keys-off]. */
(() => {
  const main = document.querySelector("[data-keys]");
  const TEXT = "input:not([type=checkbox]):not([type=radio]), textarea, select";
  let choosing = false;

  const find = (selector) =>
    [...document.querySelectorAll(selector)].find((each) => !each.disabled && each.checkVisibility());

  const press = (target) => {
    const said = document.querySelector("[data-keys-said]");
    if (said) said.textContent = target.dataset.said || target.textContent.trim();
    if (target instanceof HTMLDetailsElement) {
      target.open = true;
      choosing = true;
      target.querySelector("summary").focus();
    } else {
      target.click();
    }
  };

  const digit = (code) => (/^(?:Numpad|Digit)[1-9]$/.test(code) ? code.slice(-1) : "");

  const chosen = (event) => {
    if (choosing && digit(event.code)) return find(`[data-digit="${digit(event.code)}"]`);
    const keys = JSON.parse(main.dataset.keys);
    let deed = keys[event.code];
    if (!deed && event.code === "Enter" && keys.NumpadEnter) deed = keys.NumpadEnter;
    return deed && find(`[data-deed="${deed}"]`);
  };

  document.addEventListener("keydown", (event) => {
    if (!main || document.querySelector("[data-keys-off]")) return;
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    const focused = document.activeElement;
    if (focused.matches(TEXT)) return;
    if (event.code.endsWith("Enter") && focused.matches("button, a[href], summary")) return;
    const target = chosen(event);
    if (!target) return;
    event.preventDefault();
    press(target);
  });

  const undo = document.querySelector("[data-undo-seconds]");
  if (undo) {
    const left = undo.querySelector("[data-undo-left]");
    const until = Date.now() + Number(undo.dataset.undoSeconds) * 1000;
    const tick = () => {
      const seconds = Math.ceil((until - Date.now()) / 1000);
      undo.hidden = seconds <= 0;
      if (left) left.textContent = String(Math.max(0, seconds));
      if (seconds > 0) setTimeout(tick, 250);
    };
    tick();
  }
})();
