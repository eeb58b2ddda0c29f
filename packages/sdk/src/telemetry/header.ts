import { COLUMNS, OPTIONAL_COLUMNS, type AnyColumn } from "./row.ts";

/** The file's columns, or where they are wrong. */
export function readHeader(header: readonly string[]): readonly AnyColumn[] | { column: number; rule: string } {
  for (const [index, expected] of COLUMNS.entries()) {
    const found = header[index];
    if (found === expected) continue;
    const rule =
      found === undefined
        ? `column ${expected} is missing`
        : `column ${index + 1} must be ${expected}, found ${JSON.stringify(found)}`;
    return { column: index + 1, rule };
  }
  const columns: AnyColumn[] = [...COLUMNS];
  for (const name of header.slice(COLUMNS.length)) {
    const optional = OPTIONAL_COLUMNS.find((known) => known === name);
    const column = columns.length + 1;
    if (!optional) {
      const known = `${COLUMNS.join(",")}, then any of ${OPTIONAL_COLUMNS.join(", ")}`;
      return { column, rule: `unknown column ${JSON.stringify(name)}; the columns are ${known}` };
    }
    if (columns.includes(optional)) return { column, rule: `column ${optional} is there twice` };
    columns.push(optional);
  }
  return columns;
}
