import type { Token } from "@/lib/chain/readTokens";
import { formatAmount } from "@/lib/format/amount";
import type { FacilityStatement } from "@/lib/history/facilityStatement";
import { statementLines } from "@/lib/vault/statementWords";
import { cn } from "../ui/cn";

/** What became of what was paid for one facility: its lines add up to it, to the unit. */
export function FacilityAccount({ statement, asset }: { statement: FacilityStatement; asset: Token }) {
  const money = (units: bigint): string => formatAmount(units, asset.decimals, asset.decimals);
  const { paid, above, fromLocked } = statement;
  return (
    <div data-testid="statement">
      <dl className="space-y-1 text-sm">
        {statementLines(statement).map(({ part, label, amount }) => (
          <div key={part} className="flex flex-wrap justify-between gap-x-4">
            <dt className={cn("text-soft", isLoss(part) && "text-bad-ink")}>{label}</dt>
            <dd data-testid={`statement-${part}`} className={cn("ml-auto", isLoss(part) && "text-bad-ink")}>
              {money(amount)}
            </dd>
          </div>
        ))}
        <div className="flex flex-wrap justify-between gap-x-4 border-t pt-1 font-medium">
          <dt>Paid for it</dt>
          <dd data-testid="statement-paid" className="ml-auto">
            {money(paid)}
          </dd>
        </div>
      </dl>
      {(above > 0n || fromLocked > 0n) && (
        <p className="mt-2 text-[0.8125rem] text-faint">
          {fromLocked > 0n && `Of what was lost, ${money(fromLocked)} was rent that had not vested. `}
          {above > 0n && `Besides, ${money(above)} came in beyond the value it was for: it is income.`}
        </p>
      )}
    </div>
  );
}

function isLoss(part: string): boolean {
  return part === "lost" || part === "writtenDown";
}
