"use client";

import type { ListedVault } from "@gpu-yield-vaults/sdk/read";
import Link from "next/link";
import type { Address } from "viem";
import { useChain } from "@/hooks/useChain";
import { useHolding, type Holding, type HoldingPast } from "@/hooks/useHolding";
import { useVaultChoice } from "@/hooks/useVaultChoice";
import { formatAmount, formatExact, formatShare } from "@/lib/format/amount";
import { historyCsv } from "@/lib/portfolio/exports";
import { Awaited, AwaitedFigure } from "../ui/Awaited";
import { Card } from "../ui/Card";
import { Facts, type Fact } from "../ui/Facts";
import { IndexLine } from "../vault/IndexLine";
import { PositionEntries } from "../vault/PositionEntries";
import { DownloadButton } from "./DownloadButton";
import { HoldingRequests } from "./HoldingRequests";
import { WorthOverTime } from "./WorthOverTime";

type HoldingCardProps = { account: Address; vault: ListedVault };

/** An account's shares of one vault: what they are worth, what they cost, and everything that moved them. */
export function HoldingCard({ account, vault }: HoldingCardProps) {
  const { tokens } = useChain();
  const { href } = useVaultChoice() ?? {};
  const { holding, past, error, pastError } = useHolding(account);
  const { asset, share } = tokens;
  const title = share.name;
  const caption = (
    <Link href={href?.("/vault/", vault.vault) ?? "/"} className="text-accent underline-offset-4 hover:underline">
      To the vault
    </Link>
  );
  if (!holding) {
    return (
      <Card title={title} caption={caption}>
        <Awaited error={error} what="What the account holds" className="h-40" />
      </Card>
    );
  }
  if (holding.shares === 0n && holding.requests.length === 0 && past?.position.entries.length === 0) {
    return (
      <Card title={title} caption={caption}>
        <p className="text-sm text-faint">Nothing, and never anything.</p>
      </Card>
    );
  }
  return (
    <Card title={title} caption={caption}>
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
        <div>
          <p className="text-sm text-soft">Worth now</p>
          <p
            className="text-[1.75rem] leading-tight font-semibold tracking-tight"
            title={`${formatExact(holding.worth, asset.decimals)} ${asset.symbol}`}
            data-testid="worth"
          >
            {formatAmount(holding.worth, asset.decimals)}{" "}
            <span className="text-base font-normal text-faint">{asset.symbol}</span>
          </p>
          <p className="text-sm text-faint">
            {formatAmount(holding.shares, share.decimals, 4)} {share.symbol} ·{" "}
            {formatShare(holding.shares, holding.vault.totalSupply, 2)} of the vault
          </p>
          <Facts className="mt-4 border-t pt-4" facts={factsOf(holding, past, asset, pastError)} />
        </div>
        <WorthOverTime past={past} now={holding.vault.asOf.timestamp} error={pastError} />
      </div>
      <HoldingRequests account={account} requests={holding.requests} vault={holding.vault} />
      <div className="mt-6 border-t pt-4">
        <div className="mb-3 flex items-center justify-between gap-3">
          <h3 className="text-sm font-medium">What moved it</h3>
          {past && past.position.entries.length > 0 && (
            <DownloadButton name={`${share.symbol}-history.csv`} type="text/csv" label="CSV">
              {() => historyCsv(past.position.entries, tokens)}
            </DownloadButton>
          )}
        </div>
        {past ? (
          <PositionEntries caption={`What moved ${share.symbol}`} entries={past.position.entries} tokens={tokens} />
        ) : (
          <Awaited error={pastError} what="The account’s history" className="h-24" />
        )}
        <div className="mt-3">
          <IndexLine />
        </div>
      </div>
    </Card>
  );
}

/** What went in and came out; what the shares cost; and of the gain, what was rent and what prices did. */
function factsOf(
  { queued }: Holding,
  past: HoldingPast | undefined,
  asset: { symbol: string; decimals: number },
  error: Error | null,
): Fact[] {
  const money = (units: bigint): string => `${formatAmount(units, asset.decimals)} ${asset.symbol}`;
  const signed = (units: bigint): string => `${units > 0n ? "+" : ""}${money(units)}`;
  const inQueue = queued > 0n ? [{ label: "Of it in the queue", value: money(queued) }] : [];
  if (!past) return [...inQueue, { label: "Gain", value: <AwaitedFigure error={error} />, strong: true }];
  const { position, basis, gain, income } = past;
  const { receivedWorth, sentWorth } = position;
  return [
    ...inQueue,
    { label: "Deposited", value: money(position.deposited) },
    { label: "Withdrawn", value: money(position.withdrawn) },
    ...(receivedWorth > 0n ? [{ label: "Shares received", value: money(receivedWorth) }] : []),
    ...(sentWorth > 0n ? [{ label: "Shares sent", value: money(sentWorth) }] : []),
    { label: "Cost of what is held", value: money(basis.cost), note: "an average; shares that left took their part" },
    { label: "Realised by what left", value: signed(basis.realised) },
    { label: "Its part of the rent", value: signed(income), note: "cash that came while it held shares, less fees" },
    {
      label: "What prices did",
      value: signed(gain - income),
      note: "depreciation, losses, and rent that has not vested or been paid for yet",
    },
    {
      label: "Gain",
      strong: true,
      value: (
        <span data-testid="gain" title={`${formatExact(gain, asset.decimals)} ${asset.symbol}`}>
          {signed(gain)}
        </span>
      ),
      note: "worth + out − in; the two lines above add up to it",
    },
  ];
}
