/** Telemetry as files have it: rows of clusters and periods, read strictly, and held against the chain's bounds. */

export { broken, describeBound, type BrokenRule } from "./describeBound.ts";
export { parseFields, type FieldsResult } from "./fields.ts";
export { readHeader } from "./header.ts";
export { readCsv, type Csv, type CsvLine } from "./readCsv.ts";
export * from "./row.ts";
export { rowEvidence } from "./rowEvidence.ts";
export { readTelemetry, type Telemetry } from "./telemetry.ts";
