"use strict";
// The page: hands files and options to the worker and shows what it answers. It knows no rule.
const $ = id => document.getElementById(id);
const all = (names, within = document) => [...within.querySelectorAll(names)];
const text = bytes => new TextDecoder().decode(bytes);
const language = () => document.documentElement.lang === "en" ? "en" : "zh";

// The worker, made of a part of the page: one from a disk may load no other file.
const script = new Blob([$("worker").textContent], { type: "text/javascript" });
const worker = new Worker(URL.createObjectURL(script));
const waiting = new Map();
let last = 0;
worker.onmessage = ({ data }) => {
  if (data.ready) document.body.dataset.ready = true;
  else if ("progress" in data) $("progress").value = data.progress;
  else { waiting.get(data.id)(data.result); waiting.delete(data.id); }
};
worker.onerror = event => { event.preventDefault(); tell({ fault: event.message }); };
const packed = Uint8Array.from(atob($("module").textContent.trim()), c => c.charCodeAt(0));
worker.postMessage({ code: packed.buffer }, [packed.buffer]);

/** Asks for something, with the options as they are and with some of its own. */
function ask(what, own) {
  const request = { ask: what, language: language() };
  for (const { name, type, checked, value } of all("#options [name]"))
    request[name] = type === "checkbox" ? checked : value.trim() || null;
  worker.postMessage({ id: ++last, request: { ...request, ...own } });
  return new Promise(resolve => waiting.set(last, resolve));
}

/** Shows why there is no answer, and tells whether there is one. */
function tell({ fault, is_refused, messages }) {
  const why = fault ?? (is_refused ? messages : "");
  $("fault").hidden = !why;
  $("of-program").hidden = !fault;
  $("why").textContent = why;
  return !why;
}

// Files: those of folders are named by their way from there. The worker keeps their bytes.
let files = [], ids = 0;

function put(kept, added = []) {
  worker.postMessage({ keep: kept.map(file => file.id), add: added }, added.flatMap(file => file.bytes ?? []));
  files = kept.concat(added.map(({ bytes, ...file }) => file));
  return report();
}

async function take(role, given, replaces = false) {
  const read = async ({ file, name, in_folder }) => {
    const taken = { id: ++ids, name, role, in_folder, size: file.size, is_faulty: false };
    return file.arrayBuffer().then(bytes => ({ ...taken, bytes }), error => ({ ...taken, unread: error.name }));
  };
  const added = await Promise.all(given.map(read));
  return put(files.filter(file => !replaces || file.role !== role), added);
}

const chosen = list => [...list].map(file => {
  const way = file.webkitRelativePath;
  return { file, name: way || file.name, in_folder: !!way };
});
const called = (of, method) => new Promise((resolve, reject) => of[method](resolve, reject));

async function* entries(reader) {
  for (let part; (part = await called(reader, "readEntries")).length;) yield* part;
}

/** The files of a folder and of those in it; it is an entry where browsers know no handles. */
async function folder(of, way = `${of.name}/`, depth = 1) {
  const found = [];
  for await (const below of of.values?.() ?? entries(of.createReader())) {
    const name = way + below.name;
    if (below.kind === "file" || below.isFile)
      found.push({ file: await (below.getFile?.() ?? called(below, "file")), name, in_folder: true });
    else if (depth < 2) found.push(...await folder(below, `${name}/`, depth + 1));
  }
  return found;
}

// From a page on a disk, Chromium reads files as such and folders by their handles, and neither as an entry.
async function dropped(transfer) {
  const taken = [...transfer.items].filter(item => item.kind === "file").map(item => {
    const entry = item.webkitGetAsEntry?.();
    if (!entry?.isDirectory) return chosen([item.getAsFile()]);
    return item.getAsFileSystemHandle ? item.getAsFileSystemHandle().then(handle => folder(handle)) : folder(entry);
  });
  return (await Promise.all(taken)).flat();
}

// The report.
let newest = 0, units = [];

function list() {
  $("files").replaceChildren(...files.map(file => {
    const item = $("file").content.firstElementChild.cloneNode(true), button = item.querySelector("button");
    item.dataset.role = file.role;
    item.querySelector("bdi").textContent = file.name;
    button.setAttribute("aria-label", `× ${file.name}`);
    button.onclick = () => put(files.filter(other => other !== file));
    return item;
  }));
}

function busy(is) {
  document.body.dataset.busy = is;
  $("progress").removeAttribute("value");
  $("progress").max = files.reduce((sum, file) => sum + (file.role === "input" ? file.size : 0), 0) || 1;
}

async function report() {
  list();
  const run = ++newest, has = files.some(file => file.role === "input");
  document.body.dataset.has = has;
  $("results").hidden = !has;
  busy(has);
  if (!has) return tell({});
  const result = await ask({ report: "html" });
  if (run !== newest) return;
  busy(false);
  $("shown").hidden = !tell(result);
  $("messages").textContent = result.is_refused ? "" : result.messages ?? "";
  $("said").hidden = !$("messages").textContent;
  if (!$("shown").hidden) $("frame").srcdoc = text(result.bytes);
  units = result.units ?? [];
  $("unit").replaceChildren(...units.map((name, index) => new Option(name, index)));
  $("of-unit").hidden = units.length < 2;
  $("of-trial").hidden = !units.length;
  $("results").focus();
}

function fit() {
  const page = $("frame").contentDocument?.documentElement;
  if (page) $("frame").style.height = `${page.offsetHeight + 1}px`;
}

$("frame").onload = () => {
  const page = $("frame").contentDocument;
  fit();
  // Links within the report lead to its own parts.
  page.addEventListener("click", event => {
    const link = event.target.closest("a[href^='#']");
    const part = link && page.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!part) return;
    event.preventDefault();
    part.scrollIntoView();
    part.focus({ preventScroll: true });
  });
};

async function save(name, what, own) {
  busy(true);
  const result = await ask(what, own);
  busy(false);
  if (!tell(result)) return false;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([result.bytes], { type: "application/octet-stream" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return true;
}

// Values that are typed: a form that the module scores as it would any other, of the bureau of the unit.
let before = [], now = [], bureau = {}, is_unsaved = false, is_asking = false, is_stale = false;
const may_leave = () => !is_unsaved || confirm($("leave").textContent);
const figures = () => ask({ trial: { before, now } }, bureau);
const filled = () => ({ filled: { unit: $("name").value.trim(), values: now } });
const form_name = () => `${$("name").value.trim() || $("name").placeholder}.csv`;

async function open(unit, name) {
  if (!may_leave()) return;
  const result = await ask({ values: unit });
  if (!tell(result)) return;
  [before, now, is_unsaved, bureau] = [result.values, structuredClone(result.values), false, { bureau: result.bureau }];
  $("name").value = name;
  $("trial").hidden = !await redraw();
  $("trial-head").focus();
}

async function redraw() {
  const result = await figures(), is_told = tell(result);
  if (is_told) $("values").innerHTML = text(result.bytes);
  return is_told;
}

/** Puts the figures of what is typed beside it, again if it has changed meanwhile. */
async function move() {
  is_stale = true;
  if (is_asking) return;
  is_asking = true;
  while (is_stale) {
    is_stale = false;
    const result = await figures();
    if (!tell(result)) continue;
    const fresh = all(".moves", new DOMParser().parseFromString(`<body>${text(result.bytes)}`, "text/html"));
    all(".moves", $("values")).forEach((old, place) => {
      if (old.innerHTML !== fresh[place].innerHTML) old.replaceChildren(...fresh[place].childNodes);
    });
  }
  is_asking = false;
}

function again() {
  report();
  if (!$("trial").hidden) redraw();
}

// What the page does for which control.
const does = {
  choose: () => $("chosen").click(),
  folder: () => $("chosen-folder").click(),
  example: () => take("input", [{ file: new Blob([$("example").textContent.trim() + "\n"]), name: "示例.csv" }], true),
  empty: async () => { if (may_leave()) { is_unsaved = false; await take("input", [], true); open(0, ""); } },
  clear: () => put([]),
  language: () => { document.documentElement.lang = language() === "en" ? "zh-CN" : "en"; again(); },
  print: () => { $("frame").contentWindow.focus(); $("frame").contentWindow.print(); },
  trial: () => open(Number($("unit").value || 0), units[Number($("unit").value || 0)]),
  reset: () => { [now, is_unsaved] = [structuredClone(before), false]; redraw(); },
  close: () => { if (may_leave()) { is_unsaved = false; $("trial").hidden = true; } },
  keep: async () => { if (await save(form_name(), filled(), bureau)) is_unsaved = false; },
  score: async () => {
    const result = await ask(filled(), bureau);
    if (tell(result)) take("input", [{ file: new Blob([result.bytes]), name: form_name() }], true);
  },
};
document.addEventListener("click", event => {
  const { do: what, save: ending, form } = event.target.closest("button")?.dataset ?? {};
  if (what) does[what]();
  else if (ending) save(`报告.${ending}`, { report: ending });
  else if (form) save(`填报表.${form}`, { form });
});
for (const [id, role] of [["chosen", "input"], ["chosen-folder", "input"], ["expected", "expected"], ["tables", "table"]])
  $(id).onchange = async ({ target }) => { await take(role, chosen(target.files), role !== "input"); target.value = ""; };
all("#options [name]").forEach(option => { option.onchange = again; });
$("values").oninput = ({ target }) => {
  const at = all("input", $("values")).indexOf(target);
  now[at >> 1][at & 1] = target.value;
  is_unsaved = true;
  move();
};
$("values").onkeydown = event => {
  if (event.key !== "Enter" || event.isComposing) return;
  const cells = all(`input[name=${event.target.name}]`, $("values"));
  cells[cells.indexOf(event.target) + (event.shiftKey ? -1 : 1)]?.focus();
};
addEventListener("dragover", event => { event.preventDefault(); document.body.dataset.over = true; });
addEventListener("dragleave", event => { if (!event.relatedTarget) delete document.body.dataset.over; });
addEventListener("drop", async event => {
  event.preventDefault();
  delete document.body.dataset.over;
  take("input", await dropped(event.dataTransfer));
});
addEventListener("resize", fit);
addEventListener("beforeunload", event => { if (is_unsaved) event.preventDefault(); });
addEventListener("keydown", event => {
  if (event.key === "p" && (event.ctrlKey || event.metaKey) && !$("results").hidden) { event.preventDefault(); does.print(); }
});
if (!/^zh/i.test(navigator.language)) document.documentElement.lang = "en";
