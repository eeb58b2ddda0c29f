import { Segmented } from "./Segmented";

export type ChartOrTableView = "chart" | "table";

const VIEWS = [
  { value: "chart", label: "Chart" },
  { value: "table", label: "Table" },
] as const;

type ChartOrTableProps = { label?: string; value: ChartOrTableView; onChange: (value: ChartOrTableView) => void };

/** Every chart has a table behind it. */
export function ChartOrTable({ label = "View", value, onChange }: ChartOrTableProps) {
  return <Segmented label={label} value={value} options={VIEWS} onChange={onChange} />;
}
