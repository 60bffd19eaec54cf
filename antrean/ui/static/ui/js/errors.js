// Moves the reader to the error summary, and from each line to its control.
document.querySelector("[data-focus]")?.focus();
