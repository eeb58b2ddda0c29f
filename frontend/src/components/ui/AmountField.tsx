"use client";

import { useId, useState, type ReactNode } from "react";
import { cn } from "./cn";

type AmountFieldProps = {
  label: string;
  unit: string;
  value: string;
  /** Whether the value changes by itself: never under who is about to type. */
  isLive?: boolean;
  onChange: (value: string) => void;
  /** What stops the amount, in words. */
  problem?: string;
  /** What is available. */
  hint?: ReactNode;
  /** An amount that has a name and keeps it, whatever it comes to meanwhile: it is chosen, not typed. */
  named?: { label: string; isChosen: boolean; onChoose: () => void };
  disabled?: boolean;
};

/** A field for money: text, not a number field, so that no digit is lost. */
export function AmountField({
  label,
  unit,
  value,
  isLive,
  onChange,
  problem,
  hint,
  named,
  disabled,
}: AmountFieldProps) {
  const id = useId();
  const below = `${id}-below`;
  /** What it showed when it got the focus. */
  const [held, setHeld] = useState<string>();
  return (
    <div>
      <div className="mb-1.5 flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        {hint && <span className="text-right text-[0.8125rem] text-faint">{hint}</span>}
      </div>
      <div
        className={cn(
          "flex h-14 items-center gap-2 rounded-xl border bg-surface pr-2 pl-4 transition-colors " +
            "focus-within:border-accent focus-within:ring-1 focus-within:ring-accent",
          problem ? "border-bad-ink" : "border-line-strong",
        )}
      >
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          placeholder="0.00"
          disabled={disabled}
          value={isLive ? (held ?? value) : value}
          onFocus={() => setHeld(value)}
          onBlur={() => setHeld(undefined)}
          onChange={(event) => onChange(event.target.value)}
          aria-invalid={problem ? true : undefined}
          aria-describedby={below}
          className={
            "min-w-0 flex-1 bg-transparent text-xl font-medium tracking-tight outline-none " + "placeholder:text-faint"
          }
        />
        <span className="text-sm text-soft">{unit}</span>
        {named && (
          <button
            type="button"
            onClick={named.onChoose}
            disabled={disabled}
            aria-pressed={named.isChosen}
            className={
              "h-8 rounded-md bg-sunken px-2.5 text-[0.8125rem] font-medium hover:bg-line disabled:text-faint " +
              "aria-pressed:bg-accent aria-pressed:text-on-accent"
            }
          >
            {named.label}
          </button>
        )}
      </div>
      <p id={below} role={problem ? "alert" : undefined} className="mt-1.5 min-h-5 text-[0.8125rem] text-bad-ink">
        {problem}
      </p>
    </div>
  );
}
