export { runIndex, type IndexOptions } from "./runIndex.ts";
export { IndexFailed } from "./PonderProcess.ts";
