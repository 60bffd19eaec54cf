/* Shows the button that prints, since without a script it could do nothing. */
for (const each of document.querySelectorAll("[data-print]")) {
  each.hidden = false;
  each.addEventListener("click", () => window.print());
}
