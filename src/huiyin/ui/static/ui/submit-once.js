// A double click sends a form once. The server also knows the request by its request_id; this spares the person
// the message. A refused form moves the keyboard to its list of errors.

const WAIT = 10000; // a form that answers with a file leaves its page standing: give the buttons back after this

function buttons(form) {
  const inside = form.querySelectorAll("button:not([type=button]), input[type=submit]");
  const outside = form.id ? document.querySelectorAll(`button[form="${CSS.escape(form.id)}"]`) : [];
  return [...inside, ...outside];
}

function release(form) {
  delete form.dataset.submitting;
  for (const button of buttons(form)) button.disabled = false;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.getAttribute("method")?.toLowerCase() !== "post") return;
  if (form.dataset.submitting) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.submitting = "true";
  // After this turn, so that the pressed button's own name and value are still sent.
  setTimeout(() => {
    if (event.defaultPrevented && !form.matches("[hx-post], [data-hx-post]")) return release(form);
    for (const button of buttons(form)) button.disabled = true;
    setTimeout(() => release(form), WAIT);
  });
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt?.closest?.("form");
  if (form) release(form);
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-submitting]").forEach(release);
});
document.querySelector("[data-error-summary]")?.focus();
