// Loaded before a test: one file's source is another one, that of BROKEN_SOURCE, wherever it is imported from. ES
// modules ask the loader's hook; what mocha requires, as it does the web app's tests, is read as a file.

import { transformSync } from "esbuild";
import fs from "node:fs";
import { registerHooks, syncBuiltinESMExports } from "node:module";
import { pathToFileURL } from "node:url";

const { BROKEN_FILE = "", BROKEN_SOURCE = "" } = process.env;
const url = pathToFileURL(BROKEN_FILE).href;
const source = fs.readFileSync(BROKEN_SOURCE, "utf8");

registerHooks({
  load(asked, context, next) {
    if (asked.split("?")[0] !== url || context.format === "commonjs") return next(asked, context);
    const { code } = transformSync(source, { loader: "ts", format: "esm" });
    return { format: "module", source: code, shortCircuit: true };
  },
});

const read = fs.readFileSync;
fs.readFileSync = (path, ...rest) => (String(path) === BROKEN_FILE ? source : read(path, ...rest));
syncBuiltinESMExports();
