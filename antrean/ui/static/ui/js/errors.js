// Moves the reader to the error summary where the browser's own `autofocus` did not.
setTimeout(() => {
  if (document.activeElement === document.body) document.querySelector(".errors")?.focus();
}, 300);
