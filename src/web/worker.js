// The worker: keeps the files and runs the module, one request at a time. A fault of the program ends an
// instance and not the page: a new one is started, and the files that are to blame are found one by one.
let module, instance, files = [], done = 0;
const text = bytes => new TextDecoder().decode(bytes);
const progress = bytes => postMessage({ progress: done += bytes });
// What writes workbooks asks for the time, and is then told a fixed one; of randomness, which a library of the
// module could ask for, there is none.
const refused = () => { throw new Error("not given by the page"); };
function start() {
  const given = { page: { progress } };
  for (const { module: from, name } of WebAssembly.Module.imports(module))
    (given[from] ??= {})[name] ??= name.startsWith("__wbg_now_") ? () => 0 : refused;
  instance = new WebAssembly.Instance(module, given).exports;
}
const memory = (at, size) => new Uint8Array(instance.memory.buffer, at >>> 0, size);

function exchange(request, files) {
  const heads = files.map(({ name, size, role, in_folder, is_faulty }) =>
    ({ name, role, in_folder, is_faulty, size: is_faulty ? 0 : size }));
  const line = new TextEncoder().encode(JSON.stringify({ ...request, files: heads }) + "\n");
  const bodies = files.filter(file => !file.is_faulty).map(file => new Uint8Array(file.bytes));
  const size = bodies.reduce((sum, body) => sum + body.length, line.length);
  const room = memory(instance.room(size), size);
  room.set(line);
  let at = line.length;
  for (const body of bodies) { room.set(body, at); at += body.length; }
  const place = instance.answer(), answer = memory(place, instance.answered());
  const end = answer.indexOf(10);
  return { ...JSON.parse(text(answer.subarray(0, end))), bytes: answer.slice(end + 1) };
}

function survive(request, files) {
  try {
    done = 0;
    return exchange(request, files);
  } catch (error) {
    const size = instance.faulted(), fault = size ? text(memory(instance.fault(), size)) : String(error);
    start();
    return { fault };
  }
}

function answer(request) {
  const reads = "report" in request.ask || "values" in request.ask;
  const needed = reads ? files : files.filter(file => file.role === "table");
  const first = survive(request, needed);
  if (!first.fault) return first;
  const others = needed.filter(file => file.role !== "input");
  for (const file of needed.filter(file => file.role === "input" && !file.is_faulty))
    file.is_faulty = "fault" in survive({ ...request, ask: { report: "csv" } }, [file, ...others]);
  return needed.some(file => file.is_faulty) ? survive(request, needed) : first;
}

onmessage = async ({ data }) => {
  if (data.code) {
    const packed = new Response(new Blob([data.code]).stream().pipeThrough(new DecompressionStream("gzip")));
    module = await WebAssembly.compile(await packed.arrayBuffer());
    start();
    postMessage({ ready: true });
  } else if (data.keep) {
    files = files.filter(file => data.keep.includes(file.id)).concat(data.add);
  } else {
    const result = answer(data.request);
    postMessage({ id: data.id, result }, result.bytes ? [result.bytes.buffer] : []);
  }
};
