import type { Described } from "@gpu-yield-vaults/sdk/reports";

/** A report in words, line by line; each value whole, below its name where the screen is narrow. */
export function StatementWords({ facts }: { facts: Described }) {
  return (
    <dl className="grid gap-x-4 text-sm sm:grid-cols-[6.5rem_minmax(0,1fr)] sm:gap-y-1" data-testid="statement-words">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="mt-2 text-soft first-letter:uppercase sm:mt-0">{name}</dt>
          <dd className="font-medium [overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
