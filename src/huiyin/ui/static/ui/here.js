// On a narrow screen the navigation scrolls sideways: the entry of the page that is open comes into sight by itself.
// Without this script one scrolls by hand.

for (const list of document.querySelectorAll(".hy-nav ul")) {
  const here = list.querySelector(":scope > li > a[aria-current]");
  if (!here) continue;
  const room = list.getBoundingClientRect();
  const entry = here.getBoundingClientRect();
  if (entry.left < room.left || entry.right > room.right) {
    list.scrollLeft += entry.left - room.left - (room.width - entry.width) / 2;
  }
}
