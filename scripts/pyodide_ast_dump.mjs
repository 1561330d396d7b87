// Runs ast_dump.py under npm's `pyodide`, CPython compiled to WebAssembly, in node without a browser.
// Usage: node pyodide_ast_dump.mjs FOLDER, where FOLDER is the unpacked npm package.
// Standard input and output are those of ast_dump.py. With --version: prints the CPython's version.
import { readFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2];
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
const python = await loadPyodide({ indexURL: folder + "/" });

/** Not readFileSync(0), which fails while a pipe is still empty. */
async function readAll() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

/** A pipe may take less than it is given, or nothing for a moment. */
function writeAll(bytes) {
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(1, bytes, done);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
    }
  }
}

if (process.argv[3] === "--version") {
  console.log(python.runPython("import sys; '%d.%d.%d' % sys.version_info[:3]"));
} else {
  python.FS.mkdirTree("/host");
  python.FS.mount(python.FS.filesystems.NODEFS, { root: "/" }, "/host");
  const names = python.globals.get("dict")();
  names.set("__name__", "ast_dump");
  python.runPython(readFileSync(join(here, "ast_dump.py"), "utf8"), { globals: names });
  python.FS.writeFile("/paths", await readAll());
  names.set("send", (proxy) => {
    const view = proxy.getBuffer("u8");
    writeAll(view.data);
    view.release();
  });
  python.runPython("main(split(open('/paths', 'rb').read()), '/host', send)", { globals: names });
}
