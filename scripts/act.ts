// `npm run act`: what any role may send, from the command line.

import { createProgram } from "./act/program.ts";
import { runCli } from "./lib/runCli.ts";

await runCli(createProgram());
