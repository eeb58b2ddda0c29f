/** Logs of any length from nodes of any kind: what they limit is learnt, what they lack is waited for. */

export { createNode, type Answer, type Call, type Node, type NodeOptions, type Requester } from "./node.ts";
export {
  LogReader,
  readLogs,
  type LogBatch,
  type LogFilter,
  type LogReaderOptions,
  type ReadLog,
} from "./LogReader.ts";
export { NodeError, nodeErrorOf } from "./NodeError.ts";
export { isPassing, patiently } from "./patiently.ts";
export { Size } from "./Size.ts";
export { endpointOf } from "./endpoint.ts";
export type { Fault } from "./faults.ts";
