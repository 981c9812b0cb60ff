// Shows how many characters are written. Long texts count from the start, short ones when room gets scarce.
// Characters are counted as the server counts them (a rare character is one, not two).

function count(control) {
  const limit = Number(control.dataset.maxLength);
  const output = control.parentElement.querySelector("[data-counter-for]");
  if (!output || !limit) return;
  const length = [...control.value.trim()].length;
  const over = length > limit;
  output.hidden = !(control.dataset.counted || length > limit * 0.8);
  output.classList.toggle("hy-counter-over", over);
  output.textContent = over ? `已写 ${length} 字，超出 ${length - limit} 字` : `已写 ${length}／${limit} 字`;
  // Read aloud only when it matters: a count after every key would talk over the person.
  output.setAttribute("aria-live", over ? "polite" : "off");
}

// Fields that share a limit: the first of them carries it, and the sum stands below it. White space is layout, not text.
function countTotal(form) {
  const first = form?.querySelector("[data-total-max]");
  if (!first) return;
  const limit = Number(first.dataset.totalMax);
  let output = form.querySelector("[data-total]");
  if (!output) {
    output = document.createElement("p");
    output.className = "hy-counter";
    output.dataset.total = "";
    first.parentElement.append(output);
  }
  let length = 0;
  for (const control of form.querySelectorAll("[data-in-total]")) {
    length += [...control.value.replace(/\s/g, "")].length;
  }
  const over = length > limit;
  output.classList.toggle("hy-counter-over", over);
  output.textContent = over ? `合计 ${length} 字，超出 ${length - limit} 字` : `合计 ${length}／${limit} 字`;
  output.setAttribute("aria-live", over ? "polite" : "off");
}

function countAll(root) {
  for (const control of root.querySelectorAll("[data-max-length]")) count(control);
  for (const first of root.querySelectorAll("[data-total-max]")) countTotal(first.form);
}

document.addEventListener("input", (event) => {
  if (event.target.dataset?.maxLength) count(event.target);
  if ("inTotal" in (event.target.dataset ?? {})) countTotal(event.target.form);
});
document.addEventListener("huiyin:restored", (event) => countAll(event.target));
document.addEventListener("htmx:load", (event) => countAll(event.detail.elt));
countAll(document);
