"use strict";
// The page: hands files and options to the worker and shows what it answers. It knows no rule.
const $ = id => document.getElementById(id);
const all = (names, within = document) => [...within.querySelectorAll(names)];
const text = bytes => new TextDecoder().decode(bytes);
const language = () => document.documentElement.lang === "en" ? "en" : "zh";

// What the page cannot do without, and not all browsers have.
const is_able = ["DecompressionStream", "WebAssembly", "structuredClone"].every(name => name in self);
document.body.dataset.able = is_able;

// The worker, made of a part of the page: one from a disk may load no other file.
const waiting = new Map();
let worker, last = 0;

function start() {
  const script = new Blob([$("worker").textContent], { type: "text/javascript" });
  worker = new Worker(URL.createObjectURL(script));
  worker.onmessage = ({ data }) => {
    if (data.ready) document.body.dataset.ready = true;
    else if ("progress" in data) $("progress").value = data.progress;
    else settle(data.id, data.result);
  };
  worker.onerror = event => {
    event.preventDefault();
    const result = { lost: event.message ?? event.type };
    tell(result);
    for (const id of waiting.keys()) settle(id, result);
  };
  const packed = Uint8Array.from(atob($("module").textContent.trim()), c => c.charCodeAt(0));
  worker.postMessage({ code: packed.buffer }, [packed.buffer]);
}

function settle(id, result) {
  waiting.get(id)?.(result);
  waiting.delete(id);
}

/** Asks for something, with the options as they are and with some of its own. */
function ask(what, own) {
  const request = { ask: what, language: language() };
  for (const { name, type, checked, value } of all("#options [name]"))
    request[name] = type === "checkbox" ? checked : value.trim() || null;
  worker.postMessage({ id: ++last, request: { ...request, ...own } });
  return new Promise(resolve => waiting.set(last, resolve));
}

/** Shows why there is no answer, and tells whether there is one: the worker is lost, it has gone through a
fault of the program, or the request is refused. */
function tell({ lost, fault, is_refused, messages }) {
  const why = lost ?? fault ?? (is_refused ? messages : "");
  $("fault").hidden = !why;
  $("of-loss").hidden = !lost;
  $("of-program").hidden = !fault;
  $("why").textContent = why;
  return !why;
}

// Files: those of folders are named by their way from there. The worker keeps their bytes.
let files = [], ids = 0;

function put(kept, added = []) {
  worker.postMessage({ keep: kept.map(file => file.id), add: added }, added.flatMap(file => file.bytes ?? []));
  files = kept.concat(added.map(({ bytes, ...file }) => file));
  $("replaced").hidden = true;
  if (!is_unsaved) $("trial").hidden = true;
  list();
  return report();
}

/** What a file was given as: itself, or the folder that it is in. */
const given_as = ({ name, in_folder }) => in_folder ? name.slice(0, name.indexOf("/") + 1) : name;

/** Takes files for a role, in the place of all that have it, or of what was given before under the same names. */
async function take(role, given, replaces_all = false) {
  const from = document.activeElement;
  const read = async ({ file, name, in_folder }) => {
    const taken = { id: ++ids, name, role, in_folder, size: file.size, is_faulty: false };
    return file.arrayBuffer().then(bytes => ({ ...taken, bytes }), error => ({ ...taken, unread: error.name }));
  };
  const added = await Promise.all(given.map(read)), names = new Set(added.map(given_as));
  const is_replaced = file => file.role === role && (replaces_all || names.has(given_as(file)));
  const replaced = new Set(files.filter(is_replaced).map(given_as));
  const shown = put(files.filter(file => !is_replaced(file)), added);
  if (!replaces_all) tell_replaced([...replaced]);
  if (await shown && role === "input" && document.activeElement === from) $("results").focus();
}

function tell_replaced(names) {
  $("replaced").hidden = !names.length;
  $("replaced").querySelector("bdi").textContent = names.join(language() === "en" ? ", " : "、");
}

function remove(place) {
  put(files.filter((_, other) => other !== place));
  (all("#files button")[place] ?? $("choose")).focus();
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

/** Takes what is dropped anywhere on the page, or on the report, which is a page of its own. */
function take_drops(page) {
  page.addEventListener("dragover", event => { event.preventDefault(); document.body.dataset.over = true; });
  page.addEventListener("dragleave", event => { if (!event.relatedTarget) delete document.body.dataset.over; });
  page.addEventListener("drop", async event => {
    event.preventDefault();
    delete document.body.dataset.over;
    const role = roles[event.target.closest?.("label")?.control?.id] ?? "input";
    if (is_able) take(role, await dropped(event.dataTransfer), role !== "input");
  });
}

// The report.
let newest = 0, units = [];

function list() {
  document.body.dataset.has = files.length > 0;
  $("files").replaceChildren(...files.map(({ role, name }, place) => {
    const item = $("file").content.firstElementChild.cloneNode(true);
    item.dataset.role = role;
    for (const shown of all("bdi", item)) shown.textContent = name;
    item.querySelector("button").onclick = () => remove(place);
    return item;
  }));
}

function busy(is) {
  document.body.dataset.busy = is;
  $("progress").removeAttribute("value");
  $("progress").max = files.reduce((sum, file) => sum + (file.role === "input" ? file.size : 0), 0) || 1;
}

/** Makes the report of the files, and tells whether there is one. */
async function report() {
  const run = ++newest, has = files.some(file => file.role === "input");
  // Those of the report before are no longer at their places.
  units = [];
  may_try(false);
  busy(has);
  const result = has ? await ask({ report: "html" }) : {};
  if (run !== newest) return false;
  busy(false);
  const is_made = tell(result) && has;
  $("results").hidden = !is_made;
  if (!is_made) return false;
  $("messages").textContent = result.messages;
  $("said").hidden = !result.messages;
  $("frame").srcdoc = text(result.bytes);
  units = result.units;
  $("unit").replaceChildren(...units.map((name, index) => new Option(name, index)));
  $("of-unit").hidden = units.length < 2;
  $("of-trial").hidden = !units.length;
  may_try(true);
  return true;
}

function may_try(is) {
  for (const control of all("select, button", $("of-trial"))) control.disabled = !is;
}

function fit() {
  const page = $("frame").contentDocument?.documentElement;
  if (page) $("frame").style.height = `${page.offsetHeight + 1}px`;
}

$("frame").onload = () => {
  const page = $("frame").contentDocument;
  fit();
  take_drops(page);
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

/** What a report is saved as: that of one unit has its name. */
function report_name(ending) {
  const is_of_one = units.length === 1 && files.filter(file => file.role === "input").length === 1;
  return `${is_of_one ? `${units[0]}-` : ""}报告.${ending}`;
}

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
  clear: () => { put([]); $("choose").focus(); },
  language: () => { document.documentElement.lang = language() === "en" ? "zh-CN" : "en"; again(); },
  print: () => { $("frame").contentWindow.focus(); $("frame").contentWindow.print(); },
  trial: () => open(Number($("unit").value || 0), units[Number($("unit").value || 0)]),
  reset: () => { [now, is_unsaved] = [structuredClone(before), false]; redraw(); },
  close: () => { if (may_leave()) { is_unsaved = false; $("trial").hidden = true; } },
  keep: async () => { if (await save(form_name(), filled(), bureau)) is_unsaved = false; },
  score: async () => {
    if (units.length > 1 && !confirm($("alone").textContent)) return;
    const result = await ask(filled(), bureau);
    if (!tell(result)) return;
    $("encoding").value = "";
    take("input", [{ file: new Blob([result.bytes]), name: form_name() }], true);
  },
};
document.addEventListener("click", event => {
  const { do: what, save: ending, form } = event.target.closest("button")?.dataset ?? {};
  if (what) does[what]();
  else if (ending) save(report_name(ending), { report: ending });
  else if (form) save(`填报表.${form}`, { form });
});
// What files are to the run that are given in a field.
const roles = { chosen: "input", "chosen-folder": "input", expected: "expected", tables: "table" };
for (const [id, role] of Object.entries(roles))
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
take_drops(window);
addEventListener("resize", fit);
addEventListener("beforeunload", event => { if (is_unsaved) event.preventDefault(); });
addEventListener("keydown", event => {
  if (event.key === "p" && (event.ctrlKey || event.metaKey) && !$("results").hidden) { event.preventDefault(); does.print(); }
});
if (!/^zh/i.test(navigator.language)) document.documentElement.lang = "en";
if (is_able) start();
