// A form with data-autosave-url saves itself two seconds after the last key and when the page is left.
// What cannot be saved on the server (no network, sign-in run out) is kept on this machine and offered again.
// A copy on this machine goes as soon as the server has the text, or once the form was sent successfully.

const QUIET = 2000;
const PENDING = "huiyin-submitted";
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "request_id"]);
const states = new WeakMap(); // form -> {timer, saving, again, failed, stop}

const account = () => document.body.dataset.account ?? "";
const keyOf = (form) => `huiyin-draft:${account()}:${form.dataset.autosaveKey || form.dataset.autosaveUrl}`;
const isSaving = (form) => form?.matches?.("form[data-autosave-url]");

function stateOf(form) {
  if (!states.has(form)) states.set(form, { timer: 0, saving: false, again: false, failed: false, stop: null });
  return states.get(form);
}

// ---- what is shown ----

function line(form) {
  let output = form.querySelector(".hy-autosave");
  if (!output) {
    output = document.createElement("p");
    output.className = "hy-autosave";
    output.setAttribute("role", "status");
    form.append(output);
  }
  return output;
}

function say(form, text, { problem = false, signIn = false } = {}) {
  const output = line(form);
  output.classList.toggle("hy-autosave-problem", problem);
  output.textContent = text;
  if (signIn && document.body.dataset.signIn) {
    const link = document.createElement("a");
    link.href = document.body.dataset.signIn;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = "打开登录页";
    output.append(" ", link);
  }
}

// ---- what is sent and kept ----

function textsOf(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data.entries()]) {
    if (value instanceof File || form.elements[name]?.type === "password") data.delete(name);
  }
  return data;
}

// Hidden fields belong to the page that was open, not to the text; only those of rows are kept.
function keptEntries(form) {
  return [...textsOf(form).entries()].filter(([name]) => {
    const control = form.elements[name];
    return !NOT_KEPT.has(name) && (control?.type !== "hidden" || control.closest("[data-row]"));
  });
}

function keep(form) {
  try {
    const copy = { at: new Date().toTimeString().slice(0, 5), time: Date.now(), entries: keptEntries(form) };
    localStorage.setItem(keyOf(form), JSON.stringify(copy));
    return true;
  } catch {
    return false; // storage full or forbidden: say so instead of promising
  }
}

const forget = (key) => localStorage.removeItem(key);

// Signing in again in another tab gives a new token; the form open here takes it from the cookie.
function renewToken(form) {
  const cookie = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie);
  const field = form.elements.csrfmiddlewaretoken;
  if (cookie && field) field.value = cookie[1];
}

// ---- saving ----

function fail(form, text, options) {
  stateOf(form).failed = true;
  const kept = keep(form);
  if (!kept) form.dispatchEvent(new CustomEvent("huiyin:unkept", { bubbles: true }));
  say(form, kept ? text : "未能保存，请先把填写的内容复制到别处，再刷新页面。", { problem: true, ...options });
}

async function answer(form, response) {
  const body = await response.json().catch(() => ({}));
  const signedOut = response.type === "opaqueredirect" || response.status === 401;
  // 403 without a reason in JSON is the token of an earlier sign-in.
  if (signedOut || (response.status === 403 && !body.error)) {
    fail(form, "登录已过期，内容已存在本机，请重新登录后继续。", { signIn: true });
    return;
  }
  if (body.forget) {
    // What looks classified is kept nowhere, not on this machine either.
    forget(keyOf(form));
    say(form, body.error, { problem: true });
    return;
  }
  if (!response.ok) {
    fail(form, body.error || "暂时不能保存到服务器，内容已存在本机，稍后自动再试。");
    return;
  }
  stateOf(form).failed = false;
  if (stateOf(form).again) return; // typed on meanwhile: the copy and the warning stay until that is saved
  forget(keyOf(form));
  say(form, `已自动保存 ${body.saved_at ?? ""}`.trim());
  form.dispatchEvent(new CustomEvent("huiyin:saved", { bubbles: true }));
}

async function save(form, { leaving = false } = {}) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.timer = 0;
  if (form.dataset.submitting || !form.isConnected) return;
  if (state.saving && !leaving) {
    state.again = true;
    return;
  }
  state.saving = true;
  state.again = false;
  state.stop = leaving ? null : new AbortController();
  if (leaving) keep(form); // whether a request sent while leaving arrives cannot be known
  renewToken(form);
  try {
    const response = await fetch(form.dataset.autosaveUrl, {
      method: "POST",
      body: textsOf(form),
      redirect: "manual",
      keepalive: leaving,
      signal: state.stop?.signal,
      headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
    });
    await answer(form, response);
  } catch {
    if (form.dataset.submitting) return; // stopped on purpose: a draft must not arrive after the form itself
    fail(form, "网络不通，内容已存在本机，恢复后自动保存。");
  } finally {
    state.saving = false;
    if (state.again) schedule(form);
  }
}

function schedule(form) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => save(form), QUIET);
  if (state.saving) state.again = true;
}

// ---- putting a kept copy back ----

function groups(entries) {
  const found = new Map();
  for (const [name, value] of entries) found.set(name, [...(found.get(name) ?? []), value]);
  return found;
}

function same(form, entries) {
  const text = (list) => JSON.stringify([...list].filter(([, value]) => value !== "").sort());
  return text(keptEntries(form)) === text(entries);
}

function addMissingRows(form, names) {
  for (const name of names) {
    const match = /^(.+)-(\d+)-/.exec(name);
    if (!match || form.elements[name]) continue;
    const detail = { set: match[1], number: Number(match[2]) };
    form.dispatchEvent(new CustomEvent("huiyin:add-row", { bubbles: true, detail }));
  }
}

function restore(form, entries) {
  const values = groups(entries);
  addMissingRows(form, values.keys());
  for (const control of form.elements) {
    if (!control.name || ["file", "submit", "button", "password"].includes(control.type)) continue;
    if (control.type === "hidden" && !control.closest("[data-row]")) continue;
    const list = values.get(control.name) ?? [];
    if (control.type === "checkbox" || control.type === "radio") control.checked = list.includes(control.value);
    else if (control.type === "select-multiple") {
      for (const option of control.options) option.selected = list.includes(option.value);
    } else if (list.length) control.value = list.shift();
    else if (control.type !== "hidden") control.value = "";
  }
  form.dispatchEvent(new CustomEvent("huiyin:restored", { bubbles: true }));
  schedule(form);
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function offer(form) {
  if (form.querySelector(".hy-restore")) return; // htmx announces the first page too
  const key = keyOf(form);
  let copy;
  try {
    copy = JSON.parse(localStorage.getItem(key));
  } catch {
    forget(key);
  }
  if (!copy?.entries) return;
  if (same(form, copy.entries)) {
    // A page that could not be stored on the server has its only other copy here, until it is saved.
    if (form.dataset.autosaveUnsaved) schedule(form);
    else forget(key);
    return;
  }
  // What the server restored and what this machine has: the newer one is offered, never both.
  const restored = document.querySelector("form.hy-restore");
  if (form.dataset.draftAt && !(copy.time > Date.parse(form.dataset.draftAt))) {
    forget(key);
    return;
  }
  if (restored) restored.hidden = true;
  const box = document.createElement("div");
  box.className = "hy-restore";
  box.setAttribute("role", "status");
  const text = document.createElement("span");
  text.textContent = `本机存有 ${copy.at} 填写、尚未提交的内容。`;
  const close = () => box.remove();
  box.append(text);
  box.append(button("恢复", () => { restore(form, copy.entries); close(); }));
  box.append(button("放弃", () => { forget(key); close(); if (restored) restored.hidden = false; }));
  form.prepend(box);
}

// ---- when ----

// Sent successfully = the next page is another one, of a signed-in person, and not an error page.
function settleSubmitted() {
  const key = sessionStorage.getItem(PENDING);
  sessionStorage.removeItem(PENDING);
  if (!key || document.body.dataset.refused || !account()) return;
  const forms = [...document.querySelectorAll("form[data-autosave-url]")];
  if (!forms.some((form) => keyOf(form) === key)) forget(key);
}

function start(root) {
  for (const form of root.querySelectorAll("form[data-autosave-url]")) {
    if (form.dataset.autosaveForget) forget(keyOf(form));
    else offer(form);
  }
}

function leave() {
  for (const form of document.querySelectorAll("form[data-autosave-url]")) {
    if (stateOf(form).timer || stateOf(form).again) save(form, { leaving: true });
  }
}

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => {
    const form = event.target.closest("form");
    if (isSaving(form)) schedule(form);
  });
}
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.getAttribute("method")?.toLowerCase() !== "post") return;
  renewToken(form);
  if (!isSaving(form) || event.defaultPrevented) return;
  keep(form);
  clearTimeout(stateOf(form).timer);
  stateOf(form).timer = 0;
  stateOf(form).stop?.abort();
  sessionStorage.setItem(PENDING, keyOf(form));
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") return leave();
  for (const form of document.querySelectorAll("form[data-autosave-url]")) {
    if (stateOf(form).failed) save(form); // back from the sign-in tab, or the network is there again
  }
});
window.addEventListener("pagehide", leave);
window.addEventListener("online", () => {
  document.querySelectorAll("form[data-autosave-url]").forEach((form) => stateOf(form).failed && save(form));
});
document.addEventListener("htmx:load", (event) => start(event.detail.elt));
settleSubmitted();
start(document);
