import type { Token } from "@/lib/chain/readTokens";
import type { VaultView } from "@/lib/chain/readVault";
import { formatAmount, formatShare, isWorthShowing } from "@/lib/format/amount";
import { formatDateTime, formatFromNow } from "@/lib/format/time";
import { Card } from "../ui/Card";
import { Explain } from "../ui/Explain";
import { Facts } from "../ui/Facts";

type HoldingsCardProps = {
  vault: VaultView;
  asset: Token;
  /** Loans or leases are among the hardware; undefined while that is not known. */
  hasDebts: boolean | undefined;
};

/** Cash against hardware, and what of it is not the shareholders' yet. */
export function HoldingsCard({ vault, asset, hasDebts }: HoldingsCardProps) {
  const total = vault.cash + vault.value;
  const money = (units: bigint): string => formatAmount(units, asset.decimals);
  const isVesting = vault.locked > 0n;
  return (
    <Card title="Cash against hardware" caption={`in ${asset.symbol}, at this block`}>
      <div
        role="img"
        aria-label={`Cash ${formatShare(vault.cash, total)}, hardware ${formatShare(vault.value, total)}`}
        className="flex h-3 gap-0.5 overflow-hidden rounded-full bg-sunken"
      >
        <div className="bg-cash" style={{ width: width(vault.cash, total) }} />
        <div className="bg-hardware" style={{ width: width(vault.value, total) }} />
      </div>
      <Facts
        className="mt-4"
        facts={[
          {
            label: <Key colour="bg-cash" name="Cash" share={formatShare(vault.cash, total)} />,
            value: money(vault.cash),
            note: !isWorthShowing(vault.cash, asset.decimals)
              ? undefined
              : vault.freeCash < vault.cash
                ? `${money(vault.freeCash)} free, ${money(vault.cash - vault.freeCash)} waited for by the queue`
                : "all of it free",
          },
          {
            label: <Key colour="bg-hardware" name="Hardware" share={formatShare(vault.value, total)} />,
            value: money(vault.value),
            note: hasDebts && "loans and leases at the principal outstanding",
          },
          {
            label: (
              <span className="inline-flex items-center gap-1.5">
                Vesting rent
                <Explain about="vesting rent">
                  Rent that arrived but has not entered the share price yet. It does so over the time it took to earn,
                  at least {days(vault.vestingFloor)} and at most {days(vault.vestingCap)}.
                </Explain>
              </span>
            ),
            value: isVesting ? `−${money(vault.locked)}` : money(0n),
            note: isVesting
              ? `until ${formatDateTime(vault.vestsAt)}, ${formatFromNow(vault.vestsAt, vault.asOf.timestamp)}`
              : "everything received has vested",
          },
          ...(vault.restrictedLocked > 0n
            ? [
                {
                  label: "Of it restricted",
                  value: <span data-testid="restricted">{money(vault.restrictedLocked)}</span>,
                  note: "came for what was delinquent; deposits wait for it to vest",
                },
              ]
            : []),
          { label: "NAV", value: money(vault.nav), strong: true },
          ...(vault.exitBelowEntry
            ? [
                {
                  label: "Unrealised loss",
                  value: <span data-testid="unrealised-loss">−{money(vault.unrealisedLoss)}</span>,
                  note: "what leavers forgo for what is delinquent; a cure restores it",
                },
                { label: "To leavers", value: money(vault.totalAssets), strong: true },
              ]
            : []),
        ]}
      />
    </Card>
  );
}

function Key({ colour, name, share }: { colour: string; name: string; share: string }) {
  return (
    <span className="inline-flex items-center gap-2">
      <span aria-hidden className={`size-2.5 rounded-[3px] ${colour}`} />
      {name} <span className="text-faint">{share}</span>
    </span>
  );
}

/** CSS may round: widths are drawing, not numbers. */
function width(part: bigint, whole: bigint): string {
  return whole === 0n ? "0%" : `${Number((part * 10_000n) / whole) / 100}%`;
}

function days(seconds: number): string {
  const count = seconds / 86_400;
  return count === 1 ? "1 day" : `${Number.isInteger(count) ? count : count.toFixed(1)} days`;
}
