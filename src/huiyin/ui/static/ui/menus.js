// Menus are <details>: they open without a script. This closes them on Escape and on a click elsewhere.

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.hy-menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.hy-menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
