// Pasting into long texts from Word, WPS and web pages: paragraphs and numbering stay, everything else goes.
// Automatic numbers are not text in a document; the marks they leave in the clipboard (mso-list, <ol>) are
// written out. Without this script the browser pastes plain text, and the server tidies what is posted.

const BLOCKS = new Set(
  "P DIV H1 H2 H3 H4 H5 H6 BLOCKQUOTE PRE DT DD SECTION ARTICLE HEADER FOOTER CAPTION FIGCAPTION ADDRESS BODY".split(" "),
);
const GONE = new Set("SCRIPT TITLE META LINK XML TEMPLATE BUTTON INPUT SELECT TEXTAREA DEL SVG HEAD".split(" "));
const PICTURES = new Set("IMG V:IMAGEDATA OBJECT PICTURE VIDEO CANVAS".split(" "));
const CJK = "\\u2e80-\\u303f\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff\\ufe30-\\ufe4f\\uff00-\\uffef";
const BROKEN_LINE = new RegExp(`([${CJK}])[ \\t]*[\\r\\n]\\s*(?=[${CJK}])`, "g");
const NUMBER_GAP = new RegExp(`^([（(]?[\\d一二三四五六七八九十]{1,3}[、.．）)]|[①-⑳])[ \\t\\u00a0\\u3000]+(?=[${CJK}])`);
const PLAIN_BULLET = /^[\uf06c\uf06e\uf075\uf0a7\uf0b7\uf0d8\uf0fc●◆■▪]\s*/;
const AROUND = /^[ \t\u00a0\u3000]+|[ \t\u00a0\u3000]+$/g;
const BULLET = "• ";

// ---- numbers ----

const DIGITS = "一二三四五六七八九";
const FORMAL = "壹贰叁肆伍陆柒捌玖";

function chinese(number, digits = DIGITS, ten = "十") {
  if (number < 1 || number > 99) return String(number);
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  const head = tens === 0 ? "" : tens === 1 && digits === DIGITS ? ten : `${digits[tens - 1]}${ten}`;
  return `${head}${ones ? digits[ones - 1] : ""}`;
}

function letters(number) {
  let text = "";
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) text = String.fromCharCode(97 + ((rest - 1) % 26)) + text;
  return text;
}

function roman(number) {
  const parts = [[100, "c"], [90, "xc"], [50, "l"], [40, "xl"], [10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"]];
  let [rest, text] = [number, ""];
  for (const [value, sign] of parts) for (; rest >= value; rest -= value) text += sign;
  return text;
}

const FORMATS = [
  [/formal|legal/, (number) => chinese(number, FORMAL, "拾"), "、"],
  [/chinese|cjk|ideograph|japanese-counting|hanja/, (number) => chinese(number), "、"],
  [/circle-?|enclosed/, (number) => (number < 21 ? String.fromCharCode(0x245f + number) : String(number)), ""],
  [/(lower-(alpha|latin)|alpha-lower)/, letters, "."],
  [/(upper-(alpha|latin)|alpha-upper)/, (number) => letters(number).toUpperCase(), "."],
  [/lower-roman|roman-lower/, roman, "."],
  [/upper-roman|roman-upper/, (number) => roman(number).toUpperCase(), "."],
];
const formatOf = (name) => FORMATS.find(([pattern]) => pattern.test(name)) ?? [null, String, "."];

// ---- what a style says ----

const styleOf = (element) => element.getAttribute("data-hy-style") ?? "";
const says = (element, pattern) => pattern.test(styleOf(element));
const unescaped = (text) =>
  text.replace(/\\([0-9a-f]{2,6}) ?/gi, (_all, code) => String.fromCodePoint(parseInt(code, 16))).replace(/\\(.)/g, "$1");

// @list l0:level2{mso-level-number-format:chinese-counting; mso-level-text:"（%2）"}
function levelsOf(css) {
  const levels = new Map();
  for (const [, list, level, rules] of css.matchAll(/@list\s+(l\d+):level(\d)[^{]*\{([^}]*)\}/g)) {
    const format = /mso-level-number-format:\s*([^;]+)/.exec(rules)?.[1].trim() ?? "decimal";
    const text = /mso-level-text:\s*(?:"([^"]*)"|([^;]*))/.exec(rules);
    const start = Number(/mso-level-start-at:\s*(\d+)/.exec(rules)?.[1] ?? 1);
    levels.set(`${list}:${level}`, { format, text: unescaped((text?.[1] ?? text?.[2] ?? `%${level}.`).trim()), start });
  }
  return levels;
}

// ---- reading the clipboard's page ----

class Reader {
  constructor(css = "") {
    this.lines = [];
    this.line = "";
    this.levels = levelsOf(css);
    this.counts = new Map();
    this.left = { pictures: 0, tables: 0, comments: 0, footnotes: 0 };
  }

  end({ blank = false } = {}) {
    // Pages wrap Chinese lines anywhere; a line feed between two characters is no blank.
    const text = this.line.replace(BROKEN_LINE, "$1").replace(/[ \t\r\n\u00a0]+/g, " ");
    const lines = text.split("\v").map((line) => line.replace(AROUND, "")).filter(Boolean);
    if (lines.length) this.lines.push(...lines);
    else if (blank && this.lines.length && this.lines.at(-1)) this.lines.push("");
    this.line = "";
  }

  label(write) {
    const before = this.line;
    this.line = "";
    write();
    this.line = before + labelled(this.line);
  }

  children(node) {
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === Node.COMMENT_NODE && /^\[if !supportLists\]/.test(child.data)) {
        this.label(() => {
          for (child = child.nextSibling; child && !isEnd(child); child = child.nextSibling) this.node(child);
        });
        if (!child) return;
      } else this.node(child);
    }
  }

  node(node) {
    if (node.nodeType === Node.TEXT_NODE) this.line += node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || this.skipped(node)) return;
    const tag = node.tagName.toUpperCase();
    if (tag === "BR") this.line += "\v";
    else if (tag === "TABLE") this.table(node);
    else if (tag === "OL" || tag === "UL") this.list(node);
    else if (says(node, /mso-list:\s*ignore/i)) this.label(() => this.children(node));
    else if (BLOCKS.has(tag) || tag === "LI") this.block(node);
    else this.children(node);
  }

  skipped(node) {
    const tag = node.tagName.toUpperCase();
    if (PICTURES.has(tag)) this.left.pictures += 1;
    const comments = says(node, /mso-element:\s*comment/i) || /MsoCommentReference|msocomanchor/i.test(node.className);
    const footnotes = says(node, /mso-element:\s*(foot|end)note|mso-(foot|end)note-id/i);
    if (comments) this.left.comments += 1;
    if (footnotes) this.left.footnotes += 1;
    const hidden = says(node, /display:\s*none|mso-hide:\s*all/i) && !says(node, /mso-list/i);
    return PICTURES.has(tag) || GONE.has(tag) || comments || footnotes || hidden;
  }

  block(node, label = "") {
    this.end();
    this.line = label || this.numbered(node);
    this.children(node);
    this.end({ blank: node.tagName.toUpperCase() === "P" && !label });
  }

  // A paragraph whose number is only declared: counted here.
  numbered(node) {
    const found = /mso-list:\s*(l\d+)\s+level(\d)\s+(lfo\d+)/i.exec(styleOf(node));
    if (!found || hasLabel(node)) return "";
    const [, list, depth, use] = found;
    const level = Number(depth);
    const declared = (at) => this.levels.get(`${list}:${at}`) ?? { format: "decimal", text: `%${at}.`, start: 1 };
    const counts = this.counts.get(`${list} ${use}`) ?? [];
    counts[level] = (counts[level] ?? declared(level).start - 1) + 1;
    counts.length = level + 1;
    this.counts.set(`${list} ${use}`, counts);
    if (/bullet|image/.test(declared(level).format)) return BULLET;
    const number = (at) => formatOf(declared(at).format)[1](counts[at] ?? declared(at).start);
    return labelled(declared(level).text.replace(/%(\d)/g, (_all, at) => number(Number(at))));
  }

  list(list) {
    this.end();
    let number = Number(list.getAttribute("start") ?? 1) - 1;
    for (const child of list.children) {
      if (child.tagName !== "LI") {
        this.node(child);
        continue;
      }
      number = Number(child.getAttribute("value") ?? number + 1);
      this.item(child, itemLabel(list, child, number));
    }
  }

  item(item, label) {
    this.end();
    const first = item.firstElementChild;
    this.line = hasLabel(item) ? "" : label;
    // <li><p>…</p></li>: the first paragraph goes on in the line of the number.
    if (first && BLOCKS.has(first.tagName) && !item.textContent.slice(0, item.textContent.indexOf(first.textContent)).trim()) {
      this.children(first);
      this.end();
      for (let node = first.nextSibling; node; node = node.nextSibling) this.node(node);
    } else this.children(item);
    this.end();
  }

  table(table) {
    this.end();
    const rows = [...table.rows].map((row) => [...row.cells].map((cell) => this.cell(cell)));
    if (rows.some((row) => row.length > 1)) this.left.tables += 1;
    for (const row of rows) {
      const text = row.join("；").replace(/；+$/, "");
      if (text.replaceAll("；", "")) this.lines.push(text);
    }
  }

  cell(cell) {
    const [lines, line] = [this.lines, this.line];
    [this.lines, this.line] = [[], ""];
    this.children(cell);
    this.end();
    const text = this.lines.filter(Boolean).join(" ");
    [this.lines, this.line] = [lines, line];
    return text;
  }
}

const isEnd = (node) => node.nodeType === Node.COMMENT_NODE && /^\[endif\]/.test(node.data);

function hasLabel(node) {
  if (node.querySelector('[data-hy-style*="mso-list:Ignore" i], [data-hy-style*="mso-list: Ignore" i]')) return true;
  return [...node.childNodes].some((child) => child.nodeType === Node.COMMENT_NODE && /supportLists/.test(child.data));
}

function labelled(text) {
  const label = text.replace(/[\s\u00a0]+/g, "");
  if (!label) return "";
  if ([...label].length === 1 && !/[\d一-十①-⑳]/.test(label)) return BULLET;
  return /[、.．，,:：）)\]】①-⑳]$/.test(label) ? label : `${label} `;
}

function itemLabel(list, item, number) {
  const type = { a: "lower-alpha", A: "upper-alpha", i: "lower-roman", I: "upper-roman" }[list.getAttribute("type")] ?? "";
  const declared = (element) => /list-style(?:-type)?:\s*([a-z-]+)/i.exec(styleOf(element))?.[1];
  const format = declared(item) ?? declared(list) ?? type;
  if (format === "none") return "";
  if (list.tagName === "UL" && !item.dataset.leveltext) return BULLET;
  const [, write, after] = formatOf(format);
  const pattern = item.dataset.leveltext;
  if (pattern?.includes("%")) return labelled(pattern.replace(/%\d/g, write(number)));
  return labelled(`${write(number)}${after}`);
}

// Styles and what would act are renamed before the page is read: the policy of our pages complains about each of them.
function fromPage(html) {
  const css = [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/gi)].map((found) => found[1]).join("\n");
  const bare = html
    .replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(style|on[a-z]+)\s*=/gi, " data-hy-$1="));
  const reader = new Reader(css);
  reader.node(new DOMParser().parseFromString(bare, "text/html").body);
  return { text: reader.lines.join("\n").trim(), left: reader.left };
}

function fromText(plain) {
  const pictures = plain.split("\ufffc").length - 1;
  const lines = plain.replaceAll("\ufffc", "").split(/\r\n|[\r\n\v\u2028\u2029]/);
  const tidy = (line) => line.replace(AROUND, "").replace(PLAIN_BULLET, BULLET).replace(NUMBER_GAP, "$1");
  const single = lines.length === 1 && !/[\t\u3000]/.test(plain);
  const text = single ? lines[0] : lines.map(tidy).join("\n").replace(/\n{3,}/g, "\n\n");
  return { text, left: { pictures, tables: 0, comments: 0, footnotes: 0 } };
}

// ---- putting it in ----

function insert(field, text) {
  field.focus();
  // The only way that Ctrl+Z can take back; it also tells counters and saving that something was typed.
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
}

function noteOf({ pictures, tables, comments, footnotes }) {
  const parts = [];
  if (pictures) parts.push(`图片 ${pictures} 张没有带入，需要的请作为附件上传`);
  if (tables) parts.push(`表格 ${tables} 个改为每行一段，各栏用“；”隔开`);
  if (comments) parts.push("批注没有带入");
  if (footnotes) parts.push("脚注没有带入");
  return parts.length ? `粘贴说明：${parts.join("；")}。` : "";
}

function say(field, text) {
  let note = field.parentElement.querySelector("[data-paste-note]");
  if (!note && !text) return;
  if (!note) {
    note = document.createElement("p");
    note.className = "hy-paste-note";
    note.dataset.pasteNote = "";
    note.setAttribute("role", "status");
    field.after(note);
  }
  note.hidden = !text;
  note.textContent = text;
}

document.addEventListener("paste", (event) => {
  const field = event.target.closest?.("textarea");
  const clipboard = event.clipboardData;
  if (!field || !clipboard || field.readOnly || field.disabled) return;
  const [html, plain] = [clipboard.getData("text/html"), clipboard.getData("text/plain")];
  const found = html.trim() ? fromPage(html) : fromText(plain);
  if (!found.text && [...clipboard.files].some((file) => file.type.startsWith("image/"))) found.left.pictures ||= 1;
  say(field, noteOf(found.left));
  if (found.text === plain) return; // nothing to tidy: the browser's own pasting does
  event.preventDefault();
  if (found.text) insert(field, found.text);
});
