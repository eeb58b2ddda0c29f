import type { ReactNode } from "react";
import { cn } from "./cn";

export type Fact = {
  label: ReactNode;
  value: ReactNode;
  note?: ReactNode;
  /** The line that the others lead to. */
  strong?: boolean;
};

/** A short list of names and values, values under each other at the right. */
export function Facts({ facts, className }: { facts: readonly Fact[]; className?: string }) {
  return (
    <dl className={cn("space-y-2 text-sm", className)}>
      {facts.map(({ label, value, note, strong }, index) => (
        <div key={index} className="grid grid-cols-[auto_auto] items-baseline justify-between gap-x-4">
          <dt className={cn(strong ? "font-medium text-ink" : "text-soft")}>{label}</dt>
          <dd className={cn("text-right", strong ? "font-semibold" : "font-medium")}>{value}</dd>
          {note && <dd className="col-span-2 text-[0.8125rem] text-faint">{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
