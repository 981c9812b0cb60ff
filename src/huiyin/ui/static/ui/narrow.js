// A long list of ticks or choices gets a field that narrows it to the lines that contain what is typed.
// What is ticked stays in sight; without this script the whole list is there.

const MANY = 15;

function narrow(list, text) {
  for (const label of list.querySelectorAll("label")) {
    const line = label.parentElement === list ? label : label.closest("div");
    const chosen = label.querySelector("input")?.checked;
    line.hidden = !(chosen || label.textContent.includes(text.trim()));
    line.classList.toggle("hy-narrowed-out", line.hidden);
  }
}

function offer(list) {
  if (list.querySelectorAll("label").length <= MANY || list.previousElementSibling?.matches(".hy-choice-filter")) return;
  const field = document.createElement("input");
  field.type = "search";
  field.className = "form-control hy-choice-filter";
  field.placeholder = "输入几个字，缩小范围";
  field.setAttribute("aria-label", "缩小选择范围");
  field.autocomplete = "off";
  // It belongs to no form: it is neither sent nor kept as a draft.
  field.addEventListener("input", (event) => {
    event.stopPropagation();
    narrow(list, field.value);
  });
  field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  list.before(field);
}

function start(root) {
  for (const list of root.querySelectorAll(".hy-choices")) offer(list);
}

document.addEventListener("htmx:load", (event) => start(event.detail.elt));
start(document);
