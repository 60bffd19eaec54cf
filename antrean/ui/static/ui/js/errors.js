// Moves the reader to the error summary where the browser's own `autofocus` has not.
addEventListener("load", () => {
  if (document.activeElement === document.body) document.querySelector(".errors")?.focus();
});
