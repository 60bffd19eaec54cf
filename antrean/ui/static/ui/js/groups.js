// Shows long numbers in groups of four while they are typed; the server accepts them either way.
function grouped(text, size) {
  return text.replace(/\D/g, "").match(new RegExp(`.{1,${size}}`, "g"))?.join(" ") ?? "";
}

function regroup(field) {
  const digitsBefore = field.value.slice(0, field.selectionStart).replace(/\D/g, "").length;
  const size = Number(field.dataset.group);
  field.value = grouped(field.value, size);
  const caret = digitsBefore + Math.floor(Math.max(0, digitsBefore - 1) / size);
  field.setSelectionRange(caret, caret);
}

for (const field of document.querySelectorAll("input[data-group]")) {
  field.value = grouped(field.value, Number(field.dataset.group));
  field.addEventListener("input", () => regroup(field));
}
