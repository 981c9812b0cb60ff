// Asks before leaving a page with something typed that is kept nowhere. Forms opt in with data-confirm-leave;
// a form that saves itself needs no question, unless neither the server nor this machine could keep the text.

const unsaved = new Set();

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-confirm-leave]");
  if (form) unsaved.add(form);
});
document.addEventListener("huiyin:unkept", (event) => unsaved.add(event.target));
document.addEventListener("huiyin:saved", (event) => unsaved.delete(event.target));
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) unsaved.delete(event.target);
});
window.addEventListener("beforeunload", (event) => {
  for (const form of unsaved) {
    if (!form.isConnected) unsaved.delete(form);
  }
  if (!unsaved.size) return;
  event.preventDefault();
  event.returnValue = true; // browsers before 2023
});
