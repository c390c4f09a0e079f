// The worker: keeps the files and runs the module, one request at a time. A fault of the program ends an
// instance and not the page: a new one is started, and the files that are to blame are found one by one.
let module, instance, files = [], done = 0;
const text = bytes => new TextDecoder().decode(bytes);
const progress = bytes => postMessage({ progress: done += bytes });
const start = () => { instance = new WebAssembly.Instance(module, { page: { progress } }).exports; };
const memory = (at, size) => new Uint8Array(instance.memory.buffer, at >>> 0, size);

function exchange(request, files) {
  const heads = files.map(({ id, bytes, size, ...head }) => ({ ...head, size: head.is_faulty || !bytes ? 0 : size }));
  const line = new TextEncoder().encode(JSON.stringify({ ...request, files: heads }) + "\n");
  const bodies = [line, ...files.filter(file => !file.is_faulty && file.bytes).map(file => new Uint8Array(file.bytes))];
  const size = bodies.reduce((sum, body) => sum + body.length, 0), room = memory(instance.room(size), size);
  bodies.reduce((at, body) => { room.set(body, at); return at + body.length; }, 0);
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

async function take({ code, keep, add, id, request }) {
  if (code) {
    const packed = new Response(new Blob([code]).stream().pipeThrough(new DecompressionStream("gzip")));
    module = await WebAssembly.compile(await packed.arrayBuffer());
    start();
    postMessage({ ready: true });
  } else if (keep) {
    files = files.filter(file => keep.includes(file.id)).concat(add);
  } else {
    const result = answer(request);
    postMessage({ id, result }, result.bytes ? [result.bytes.buffer] : []);
  }
}

// What is asked for before the module is ready waits for it.
let turn = Promise.resolve();
onmessage = ({ data }) => { turn = turn.then(() => take(data)).catch(reportError); };
