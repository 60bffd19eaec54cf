/* The numeric keypad is the call terminal.

   main[data-keys]: {"NumpadAdd": "next", …}, keys by place. [data-deed] marks the button, link or
   disclosure of a deed; while a disclosure is open, a digit presses the [data-digit] inside it.
   What was pressed is marked [data-pressed] and told to [data-keys-said]. [data-undo-seconds]
   hides itself after those, [data-undo-left] counts down. Keys rest while text is typed, with a
   modifier held, or under [data-keys-off]. A key held down counts once. */
(() => {
  const main = document.querySelector("[data-keys]");
  const TEXT = "input:not([type=checkbox]):not([type=radio]), textarea, select";
  const PRESSABLE = "button, a[href], summary";

  const find = (selector) =>
    [...document.querySelectorAll(selector)].find((each) => !each.disabled && each.checkVisibility());

  const words = (label) =>
    label.dataset.said ||
    [...label.childNodes]
      .filter((part) => part.nodeName !== "KBD")
      .map((part) => part.textContent)
      .join("")
      .replace(/\s+/g, " ")
      .trim();

  const press = (target) => {
    const summary = target.querySelector("summary");
    const said = document.querySelector("[data-keys-said]");
    if (said) said.textContent = words(summary || target);
    if (summary) {
      target.open = true;
      summary.focus();
      return;
    }
    document.querySelectorAll("[data-pressed]").forEach((each) => delete each.dataset.pressed);
    target.dataset.pressed = "";
    target.click();
  };

  const chosen = (code) => {
    const digit = /^(?:Numpad|Digit)([1-9])$/.exec(code)?.[1];
    if (digit) return find(`details[data-deed][open] [data-digit="${digit}"]`);
    const keys = JSON.parse(main.dataset.keys);
    const deed = keys[code] || (code === "Enter" && keys.NumpadEnter);
    return deed && find(`[data-deed="${deed}"]`);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const focused = document.activeElement || document.body;
    if (focused.matches(TEXT) || focused.isContentEditable) return;
    if (event.code.endsWith("Enter") && focused.matches(PRESSABLE)) {
      if (event.repeat) event.preventDefault(); // the browser would press it again and again
      return;
    }
    if (event.repeat || !main || document.querySelector("[data-keys-off]")) return;
    const target = chosen(event.code);
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
