"use strict";
// The page: hands files and options to the worker and shows what it answers. It knows no rule.
const $ = id => document.getElementById(id);
const all = (names, within = document) => [...within.querySelectorAll(names)];
const text = bytes => new TextDecoder().decode(bytes);
const language = () => document.documentElement.lang === "en" ? "en" : "zh";

// The worker.
const script = new Blob([$("worker").textContent], { type: "text/javascript" });
const worker = new Worker(URL.createObjectURL(script));
const waiting = new Map();
let last = 0, total = 0;
worker.onmessage = ({ data }) => {
  if (data.ready) document.body.dataset.ready = "true";
  else if ("progress" in data) { $("progress").max = total || 1; $("progress").value = data.progress; }
  else { waiting.get(data.id)(data.result); waiting.delete(data.id); }
};
worker.onerror = event => { event.preventDefault(); fail(event.message); };
const packed = Uint8Array.from(atob($("module").textContent.trim()), c => c.charCodeAt(0));
worker.postMessage({ code: packed.buffer }, [packed.buffer]);

function ask(what) {
  const option = id => $(id).value.trim() || null;
  const request = { ask: what, language: language(), missing: $("missing").value, fraction: $("fraction").checked };
  for (const id of ["period", "bureau", "sheet", "encoding"]) request[id] = option(id);
  worker.postMessage({ id: ++last, request });
  return new Promise(resolve => waiting.set(last, resolve));
}

// Files: those of folders are named by their way from there.
let files = [], ids = 0;

async function taken(role, given) {
  const read = async ({ file, name, in_folder }) => {
    const taken = { id: ++ids, name, role, in_folder, size: file.size, is_faulty: false };
    try {
      taken.bytes = await file.arrayBuffer();
    } catch {
      taken.is_faulty = true;
    }
    return taken;
  };
  return Promise.all(given.map(read));
}

async function take(role, given, replaces = false) {
  const added = await taken(role, given);
  if (replaces) files = files.filter(file => file.role !== role);
  worker.postMessage({ keep: files.map(file => file.id), add: added }, added.flatMap(file => file.bytes ?? []));
  files = files.concat(added.map(({ bytes, ...file }) => file));
  await report();
}

function drop(id) {
  files = files.filter(file => file.id !== id);
  worker.postMessage({ keep: files.map(file => file.id), add: [] });
  report();
}

const chosen = list => [...list].map(file => {
  const way = file.webkitRelativePath;
  return { file, name: way || file.name, in_folder: !!way };
});

/** The files of a folder that was dropped, down to those of its folders. */
async function folder(handle, way = `${handle.name}/`, depth = 1) {
  const found = [];
  for await (const below of handle.values()) {
    if (below.kind === "file") found.push({ file: await below.getFile(), name: way + below.name, in_folder: true });
    else if (depth < 2) found.push(...await folder(below, `${way}${below.name}/`, depth + 1));
  }
  return found;
}

/** The same where browsers know no handles. */
async function entries(entry, way = `${entry.name}/`, depth = 1) {
  const reader = entry.createReader(), below = [], found = [];
  for (let part = [0]; part.length; below.push(...part))
    part = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
  for (const one of below) {
    const file = one.isFile && await new Promise((resolve, reject) => one.file(resolve, reject));
    if (file) found.push({ file, name: way + one.name, in_folder: true });
    else if (depth < 2) found.push(...await entries(one, `${way}${one.name}/`, depth + 1));
  }
  return found;
}

// From a page on a disk, Chromium reads files as such and folders by their handles, and neither as an entry.
async function dropped(transfer) {
  const items = [...transfer.items].filter(item => item.kind === "file");
  const taken = items.map(item => {
    const entry = item.webkitGetAsEntry?.();
    if (!entry?.isDirectory) return chosen([item.getAsFile()]);
    return item.getAsFileSystemHandle ? item.getAsFileSystemHandle().then(handle => folder(handle)) : entries(entry);
  });
  return (await Promise.all(taken)).flat();
}

// The report.
let newest = 0, units = [];

function list() {
  $("files").replaceChildren(...files.map(file => {
    const item = $("file").content.firstElementChild.cloneNode(true);
    item.dataset.role = file.role;
    item.querySelector("bdi").textContent = file.name;
    item.querySelector("button").setAttribute("aria-label", `× ${file.name}`);
    item.querySelector("button").onclick = () => drop(file.id);
    return item;
  }));
}

function busy(is) {
  document.body.dataset.busy = is;
  $("progress").removeAttribute("value");
  total = files.reduce((sum, file) => sum + (file.role === "input" ? file.size : 0), 0);
}

function fail(fault) {
  busy(false);
  $("fault").hidden = !fault;
  $("fault-text").textContent = fault ?? "";
}

async function report() {
  list();
  const run = ++newest, has = files.some(file => file.role === "input");
  document.body.dataset.has = has;
  $("results").hidden = !has;
  if (!has) return fail();
  busy(true);
  const result = await ask({ report: "html" });
  if (run !== newest) return;
  fail(result.fault);
  $("messages").textContent = result.messages ?? "";
  $("said").hidden = !result.messages;
  const is_shown = !result.fault && !result.is_refused;
  $("shown").hidden = !is_shown;
  if (is_shown) $("frame").srcdoc = text(result.bytes);
  units = result.units ?? [];
  $("unit").replaceChildren(...units.map((name, index) => new Option(name, index)));
  $("of-unit").hidden = units.length < 2;
  $("results").focus();
}

function fit() {
  const page = $("frame").contentDocument?.documentElement;
  if (page) $("frame").style.height = `${page.offsetHeight + 1}px`;
}

$("frame").onload = () => {
  fit();
  // Links within the report lead to its own parts.
  $("frame").contentDocument.addEventListener("click", event => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    event.preventDefault();
    const part = $("frame").contentDocument.getElementById(decodeURIComponent(link.hash.slice(1)));
    part?.scrollIntoView();
    part?.focus({ preventScroll: true });
  });
};

const print = () => { $("frame").contentWindow.focus(); $("frame").contentWindow.print(); };

function save(name, bytes) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function saved(name, what) {
  busy(true);
  const result = await ask(what);
  fail(result.fault);
  if (result.is_refused) { $("messages").textContent = result.messages; $("said").hidden = false; }
  else if (!result.fault) save(name, result.bytes);
  return !result.fault && !result.is_refused;
}

// Values that are typed: a form that the module scores as it would any other.
let before = [], now = [], is_unsaved = false, is_asking = false, is_stale = false;
const copy = values => values.map(value => [...value]);

async function open(unit, name) {
  const { values, fault, is_refused, messages } = await ask({ values: unit });
  if (fault || is_refused) return fail(fault ?? messages);
  [before, now, is_unsaved] = [values, copy(values), false];
  $("name").value = name;
  await redraw();
  $("trial").hidden = false;
  $("trial-head").focus();
}

async function redraw() {
  const result = await ask({ trial: { before, now } });
  if (result.fault || result.is_refused) fail(result.fault ?? result.messages);
  else $("values").innerHTML = text(result.bytes);
}

/** Puts the figures of what is typed beside it, again if it has changed meanwhile. */
async function move() {
  is_stale = true;
  if (is_asking) return;
  is_asking = true;
  while (is_stale) {
    is_stale = false;
    const result = await ask({ trial: { before, now } });
    if (result.fault) { fail(result.fault); continue; }
    const page = new DOMParser().parseFromString(`<body>${text(result.bytes)}`, "text/html");
    const fresh = all(".moves", page);
    all(".moves", $("values")).forEach((old, place) => {
      if (old.innerHTML !== fresh[place].innerHTML) old.replaceChildren(...fresh[place].childNodes);
    });
  }
  is_asking = false;
}

function typed({ target }) {
  const at = all("input", $("values")).indexOf(target);
  now[at >> 1][at & 1] = target.value;
  is_unsaved = true;
  move();
}

const form_name = () => `${$("name").value.trim() || $("name").placeholder}.csv`;
const filled = async () => (await ask({ filled: { unit: $("name").value.trim(), values: now } })).bytes;

function again() {
  report();
  if (!$("trial").hidden) redraw();
}

// What the page does for which control.
const does = {
  choose: () => $("chosen").click(),
  folder: () => $("chosen-folder").click(),
  example: () => take("input", [{ file: new Blob([$("example").textContent.trim() + "\n"]), name: "示例.csv" }], true),
  empty: async () => { await take("input", [], true); open(0, ""); },
  clear: () => { files = []; take("input", []); },
  language: () => { document.documentElement.lang = language() === "en" ? "zh-CN" : "en"; again(); },
  print,
  trial: () => open(Number($("unit").value || 0), units[Number($("unit").value || 0)] ?? ""),
  reset: () => { [now, is_unsaved] = [copy(before), false]; redraw(); },
  close: () => { if (!is_unsaved || confirm($("leave").textContent)) { is_unsaved = false; $("trial").hidden = true; } },
  keep: async () => { save(form_name(), await filled()); is_unsaved = false; },
  score: async () => take("input", [{ file: new Blob([await filled()]), name: form_name() }], true),
};
document.addEventListener("click", event => {
  const button = event.target.closest("button[data-do], button[data-save], button[data-form]");
  if (!button) return;
  const { do: what, save: ending, form } = button.dataset;
  if (what) does[what]();
  else if (ending) saved(`报告.${ending}`, { report: ending });
  else saved(`填报表.${form}`, { form });
});
for (const [id, role] of [["chosen", "input"], ["chosen-folder", "input"], ["expected", "expected"], ["tables", "table"]])
  $(id).onchange = async ({ target }) => { await take(role, chosen(target.files), role !== "input"); target.value = ""; };
all("#options select, #options input:not([type=file])").forEach(option => { option.onchange = again; });
$("values").oninput = typed;
$("values").onkeydown = event => {
  if (event.key !== "Enter" || event.isComposing) return;
  const cells = all(`input[name=${event.target.name}]`, $("values"));
  cells[cells.indexOf(event.target) + (event.shiftKey ? -1 : 1)]?.focus();
};
addEventListener("dragover", event => { event.preventDefault(); document.body.dataset.over = "true"; });
addEventListener("dragleave", event => { if (!event.relatedTarget) delete document.body.dataset.over; });
addEventListener("drop", async event => {
  event.preventDefault();
  delete document.body.dataset.over;
  take("input", await dropped(event.dataTransfer));
});
addEventListener("resize", fit);
addEventListener("beforeunload", event => { if (is_unsaved) event.preventDefault(); });
addEventListener("keydown", event => {
  if (event.key === "p" && (event.ctrlKey || event.metaKey) && !$("results").hidden) { event.preventDefault(); print(); }
});
if (!/^zh/i.test(navigator.language)) document.documentElement.lang = "en";
