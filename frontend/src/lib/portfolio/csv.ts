/** A cell: text, or a number as it is to be read, with a point and without grouping. */
export type Cell = { text: string } | { number: string };

/** What spreadsheets take for the beginning of a formula, also behind blanks. */
const FORMULA = /^[\s]*[=+\-@|%\t\r]/;

/** What is a number to every spreadsheet, and nothing else. */
const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * A table as CSV (RFC 4180). Names come from chains, where anybody may write what a spreadsheet would carry out: text
 * that begins like a formula gets an apostrophe in front, and a number is refused unless it is one.
 */
export function csvOf(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [header.map((text) => ({ text })), ...rows].map((cells) => cells.map(written).join(","));
  return `${lines.join("\r\n")}\r\n`;
}

function written(cell: Cell): string {
  if ("number" in cell) {
    if (!NUMBER.test(cell.number)) throw new Error(`${JSON.stringify(cell.number)} is no number.`);
    return cell.number;
  }
  const safe = FORMULA.test(cell.text) ? `'${cell.text}` : cell.text;
  return `"${safe.replaceAll('"', '""')}"`;
}
