// Adds rows to the repeated parts of a form. Removing needs no script: it is a tick box in each row.
// Everything is delegated from the document, so forms brought in later by htmx work as well.

function numbers(set) {
  const pattern = new RegExp(`^${set.dataset.rows}-(\\d+)-`);
  return [...set.querySelectorAll("[data-row-list] [name]")]
    .map((control) => pattern.exec(control.name))
    .filter(Boolean)
    .map((match) => Number(match[1]));
}

function addRow(set, number) {
  const template = set.querySelector("template[data-row-template]");
  const list = set.querySelector("[data-row-list]");
  if (!template || list.children.length >= Number(set.dataset.maxRows)) return null;
  const next = number ?? Math.max(-1, ...numbers(set)) + 1;
  const row = template.content.firstElementChild.cloneNode(true);
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const attribute of element.attributes) {
      if (attribute.value.includes("__prefix__")) attribute.value = attribute.value.replaceAll("__prefix__", next);
    }
  }
  list.append(row);
  const place = list.children.length;
  row.querySelector("[data-row-number]").textContent = place;
  row.setAttribute("aria-label", `${row.getAttribute("aria-label").trim()} ${place}`);
  set.querySelector("[data-row-status]").textContent = `已增加第 ${place} 项`;
  showButtons(set);
  return row;
}

function showButtons(set) {
  const button = set.querySelector("[data-add-row]");
  const full = set.querySelector("[data-row-list]").children.length >= Number(set.dataset.maxRows);
  if (button) button.hidden = full;
}

function prepare(root) {
  for (const set of root.querySelectorAll("[data-rows]")) showButtons(set);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add-row]");
  if (!button) return;
  const row = addRow(button.closest("[data-rows]"));
  row?.querySelector(".hy-row-body input:not([type=hidden]), .hy-row-body select, .hy-row-body textarea")?.focus();
});

// autosave.js asks for rows when it puts back a copy that has more of them than the page.
document.addEventListener("huiyin:add-row", (event) => {
  const set = event.target.querySelector(`[data-rows="${CSS.escape(event.detail.set)}"]`);
  if (set) addRow(set, event.detail.number);
});

prepare(document);
document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
