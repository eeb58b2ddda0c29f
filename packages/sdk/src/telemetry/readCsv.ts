// The build for browsers, which is the one that needs nothing of Node.
import { CsvError, parse, type InfoRecord } from "csv-parse/browser/esm/sync";

/** A record and the line it starts on, counted from 1. */
export type CsvLine = {
  record: readonly string[];
  line: number;
};

/** Records up to where the file stops being CSV, and why it does. */
export type Csv = {
  lines: readonly CsvLine[];
  malformed?: { line: number; rule: string };
};

/** Reads UTF-8 CSV with or without a byte order mark, lines ending as on any system; empty ones are none. */
export function readCsv(content: Uint8Array): Csv {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    return { lines: [], malformed: { line: 1, rule: "the file is not UTF-8 text" } };
  }
  const lines: CsvLine[] = [];
  const keep = (record: string[], info: InfoRecord) => {
    // The parser counts the line that a record ends on.
    const breaks = record.reduce((sum, value) => sum + (value.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
    lines.push({ record, line: info.lines - breaks });
    return null;
  };
  try {
    parse(text, {
      bom: true,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: keep,
    });
    return { lines };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const [sentence = error.message] = error.message.split(/ at line /);
    return { lines, malformed: { line: Number(error.lines ?? 1), rule: `not well-formed CSV: ${sentence}` } };
  }
}
