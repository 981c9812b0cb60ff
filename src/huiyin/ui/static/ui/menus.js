// Menus are <details>: they open without a script. This closes them on Escape, on a click elsewhere and when the
// keyboard has gone past them.

const open = () => document.querySelectorAll("details.hy-menu[open]");

for (const kind of ["click", "focusin"]) {
  document.addEventListener(kind, (event) => {
    for (const menu of open()) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
}
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
