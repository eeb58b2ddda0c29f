import type { ReactNode } from "react";
import { Explain } from "./Explain";
import { cn } from "./cn";

type StatProps = {
  label: string;
  /** The number, already formatted. */
  value: ReactNode;
  unit?: string;
  /** The number with all its digits. */
  exact?: string;
  /** Window, age or source: one short line. */
  caption?: ReactNode;
  explanation?: ReactNode;
  size?: "hero" | "normal";
  tone?: "bad";
  testId?: string;
};

/** One number with its unit, and what it means. */
export function Stat({ label, value, unit, exact, caption, explanation, size = "normal", tone, testId }: StatProps) {
  return (
    <div className="min-w-0">
      <dt className="flex items-center gap-1.5 text-sm text-soft">
        {label}
        {explanation && <Explain about={label}>{explanation}</Explain>}
      </dt>
      <dd>
        <span
          data-testid={testId}
          title={exact}
          className={cn(
            "font-semibold tracking-tight",
            size === "hero" ? "text-[1.75rem] leading-tight sm:text-[2rem]" : "text-lg",
            tone === "bad" && "text-bad-ink",
          )}
        >
          {value}
        </span>
        {unit && (
          <span className={cn("text-faint", size === "hero" ? "ml-1.5 text-base" : "ml-1 text-sm")}>{unit}</span>
        )}
        {caption && <span className="mt-0.5 block text-sm text-faint">{caption}</span>}
      </dd>
    </div>
  );
}
