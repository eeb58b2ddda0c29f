"use client";

import type { Kind, SingleKind } from "@gpu-yield-vaults/sdk/actions";
import { WRITTEN } from "@gpu-yield-vaults/sdk/inputs";
import { useId } from "react";
import { blankOf, fixedLength, itemOf, labelOf, partsOf, type Shape, type Written } from "@/lib/governance/fields";
import { Button } from "../ui/Button";
import { cn } from "../ui/cn";

type FieldProps = {
  /** Where it stands among the parameters: `terms.debt.rent`. */
  path: string;
  shape: Shape;
  written: Written;
  onChange: (written: Written) => void;
  problems: ReadonlyMap<string, string>;
};

/** The fields of one parameter: one, several that can be added to, or a group. */
export function FieldTree({ path, shape, written, onChange, problems }: FieldProps) {
  const { kind, parameter } = shape;
  if (typeof kind === "string") {
    return (
      <Field
        label={labelOf(path)}
        kind={kind}
        value={written as string}
        onChange={onChange}
        problem={problems.get(path)}
      />
    );
  }
  const inner = (part: string, partShape: Shape, value: Written, change: (next: Written) => void) => (
    <FieldTree
      key={part}
      path={`${path}.${part}`}
      shape={partShape}
      written={value}
      onChange={change}
      problems={problems}
    />
  );
  if (isListKind(kind)) {
    const items = written as readonly Written[];
    const isFixed = fixedLength(parameter) !== undefined;
    return (
      <Group label={labelOf(path)}>
        {items.map((item, index) =>
          inner(`${index}`, itemOf(shape), item, (next) => onChange(items.with(index, next))),
        )}
        {!isFixed && (
          <div className="flex gap-2">
            <Button size="small" look="secondary" onClick={() => onChange([...items, blankOf(itemOf(shape))])}>
              Add one
            </Button>
            <Button
              size="small"
              look="quiet"
              aria-disabled={items.length === 0 ? true : undefined}
              onClick={items.length === 0 ? undefined : () => onChange(items.slice(0, -1))}
            >
              Remove the last
            </Button>
          </div>
        )}
      </Group>
    );
  }
  const parts = written as Readonly<Record<string, Written>>;
  const isNested = path.includes(".");
  return (
    <Group label={labelOf(path)} note={isNested ? "may be left empty as a whole: none of it" : undefined}>
      {partsOf(shape).map(([part, partShape]) =>
        inner(part, partShape, parts[part] ?? blankOf(partShape), (next) => onChange({ ...parts, [part]: next })),
      )}
    </Group>
  );
}

const isListKind = (kind: Kind): kind is readonly [Kind] => Array.isArray(kind);

function Group({ label, note, children }: { label: string; note?: string; children: React.ReactNode }) {
  return (
    <fieldset className="space-y-3 rounded-xl border px-4 pt-2 pb-4">
      <legend className="px-1 text-sm font-medium">
        {label}
        {note && <span className="ml-1.5 font-normal text-faint">{note}</span>}
      </legend>
      {children}
    </fieldset>
  );
}

/** Kinds that have few values: chosen, not typed. */
const CHOICES: Readonly<Partial<Record<SingleKind, readonly string[]>>> = {
  yesNo: ["yes", "no"],
  form: ["revenue-share", "loan", "lease"],
  milestone: ["ordered", "delivered", "in-service"],
};

type SingleProps = {
  label: string;
  kind: SingleKind;
  value: string;
  onChange: (value: string) => void;
  problem: string | undefined;
};

function Field({ label, kind, value, onChange, problem }: SingleProps) {
  const id = useId();
  const choices = CHOICES[kind];
  const [placeholder, how] = WRITTEN[kind];
  const look = cn(
    "h-10 w-full rounded-lg border bg-surface px-3 text-sm outline-none focus-visible:border-accent",
    "focus-visible:ring-1 focus-visible:ring-accent",
    problem ? "border-bad-ink" : "border-line-strong",
  );
  return (
    <div>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {choices ? (
        <select id={id} value={value} onChange={(event) => onChange(event.target.value)} className={look}>
          <option value="">Choose</option>
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          aria-invalid={problem ? true : undefined}
          aria-describedby={`${id}-below`}
          className={look}
        />
      )}
      <p
        id={`${id}-below`}
        role={problem ? "alert" : undefined}
        className={cn("mt-0.5 min-h-4 text-xs", problem ? "text-bad-ink" : "text-faint")}
      >
        {problem ?? (how.startsWith("or ") ? `${placeholder}, ${how}` : how)}
      </p>
    </div>
  );
}
