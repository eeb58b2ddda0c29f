"use client";

import { useId, useState } from "react";
/** What can be set, and within which bounds. */
export type SliderInput = { label: string; unit: string; min: number; max: number; step: number };

type InputSliderProps = {
  input: SliderInput;
  value: number;
  onChange: (value: number) => void;
};

/** One assumption: a slider to try with, and a field for the exact figure. */
export function InputSlider({ input, value, onChange }: InputSliderProps) {
  const id = useId();
  const { label, unit, min, max, step } = input;
  const [problem, setProblem] = useState<string>();
  const take = (text: string) => {
    const next = Number(text);
    const isTaken = text.trim() !== "" && next >= min && next <= max;
    setProblem(isTaken ? undefined : `‘${text}’ is no number from ${min} to ${max}. Decimals follow a point.`);
    if (isTaken && next !== Number(shown(value))) onChange(next);
  };
  return (
    <div>
      <div className="flex items-baseline justify-between gap-3 text-sm">
        <label htmlFor={id} className="text-soft">
          {label}
        </label>
        <span className="flex items-baseline gap-1.5">
          <input
            key={value}
            defaultValue={shown(value)}
            onBlur={({ target }) => take(target.value)}
            onKeyDown={({ key, currentTarget }) => key === "Enter" && take(currentTarget.value)}
            inputMode="decimal"
            aria-invalid={problem !== undefined}
            aria-describedby={`${id}-problem`}
            aria-label={`${label}, exactly${unit && `, in ${unit}`}`}
            className="w-20 rounded-md border bg-sunken px-1.5 py-0.5 text-right font-medium"
          />
          <span className="w-22 text-[0.8125rem] text-faint">{unit}</span>
        </span>
      </div>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        onChange={({ target }) => take(target.value)}
        className="mt-1 w-full accent-accent"
      />
      <p id={`${id}-problem`} role="status" className="text-[0.8125rem] text-bad-ink">
        {problem}
      </p>
    </div>
  );
}

/** At most four decimals, none that is idle. */
const shown = (value: number) => String(Number(value.toFixed(4)));
