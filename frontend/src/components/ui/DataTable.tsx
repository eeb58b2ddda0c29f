import type { ReactNode } from "react";
import { cn } from "./cn";

export type Column<Row> = {
  key: string;
  header: ReactNode;
  /** Numbers stand to the right, under each other. */
  align?: "right";
  cell: (row: Row) => ReactNode;
};

type DataTableProps<Row> = {
  /** Read out by screen readers before the table. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  className?: string;
};

/** A plain table that scrolls sideways where the screen is narrow. */
export function DataTable<Row>({ caption, columns, rows, rowKey, className }: DataTableProps<Row>) {
  return (
    <div
      tabIndex={0}
      role="group"
      aria-label={caption}
      className={cn("-mx-5 overflow-auto px-5 sm:-mx-6 sm:px-6", className)}
    >
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b">
            {columns.map(({ key, header, align }) => (
              <th
                key={key}
                scope="col"
                className={cn(
                  "py-2 pr-4 text-[0.8125rem] font-medium whitespace-nowrap text-faint last:pr-0",
                  align === "right" ? "text-right" : "text-left",
                )}
              >
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="border-b last:border-0">
              {columns.map(({ key, align, cell }) => (
                <td
                  key={key}
                  className={cn("py-2.5 pr-4 align-top whitespace-nowrap last:pr-0", align === "right" && "text-right")}
                >
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
