/** Lines end as RFC 4180 says. */
const END = "\r\n";

/** A number of plain digits: no spreadsheet takes it for a formula. */
const NUMBER = /^-?\d+(\.\d+)?$/;

/** What spreadsheets carry out instead of showing it. */
const FORMULA = /^[=+\-@\t\r\n]/;

/**
 * A table as CSV. A text that a spreadsheet would carry out has an apostrophe in front, which it shows as text: names
 * are whatever strangers have chosen.
 */
export function toCsv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, ...rows].map((row) => row.map(cell).join(",") + END).join("");
}

function cell(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
