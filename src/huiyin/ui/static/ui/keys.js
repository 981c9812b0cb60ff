// Keys that spare the mouse. Single letters can be switched off (they disturb speech input); none of them does
// anything that is kept: Ctrl+Enter leads to the button of the form and leaves the pressing to the person.

const FIND = '.hy-header input[name="q"], .hy-header input[type="search"]';
const singles = () => document.body.dataset.keys !== "off";

function isTyping(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

function find() {
  const box = document.querySelector(FIND);
  if (!box) return false;
  box.focus();
  box.select();
  return true;
}

function explain() {
  const dialog = document.querySelector("[data-keys-dialog]");
  if (!dialog || dialog.open) return false;
  dialog.showModal();
  return true;
}

function toButton(target) {
  const button = target.closest("form")?.querySelector(".hy-submit button:not([type=button])");
  button?.focus();
  return Boolean(button);
}

function act(event) {
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key.toLowerCase() === "k") return find();
  if (command && event.key === "Enter") return toButton(event.target);
  if (command || event.altKey || isTyping(event.target) || !singles()) return false;
  if (event.key === "/") return find();
  return event.key === "?" && explain();
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented) return;
  if (act(event)) event.preventDefault();
});

// The link in the footer opens the same list without leaving what is half written; without a script it is a page.
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-keys-open]") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (explain()) event.preventDefault();
});
