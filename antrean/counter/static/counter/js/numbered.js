/* A digit chooses among the options of the group that has the focus; each shows its own digit.

   Only inside [data-numbered], and only while one of its options has the focus (WCAG 2.1.4). */
for (const group of document.querySelectorAll("[data-numbered]")) {
  group.classList.add("numbered");
  const options = [...group.querySelectorAll("input[type=radio]")];
  group.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const digit = /^(?:Numpad|Digit)([1-9])$/.exec(event.code)?.[1];
    const option = digit && options[Number(digit) - 1];
    if (!option) return;
    event.preventDefault();
    option.focus();
    option.click();
  });
}
