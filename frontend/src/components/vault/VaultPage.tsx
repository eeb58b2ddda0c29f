"use client";

import { useMemo } from "react";
import { useChain } from "@/hooks/useChain";
import { useFacilities } from "@/hooks/useFacilities";
import { useHistory } from "@/hooks/useHistory";
import { usePasts } from "@/hooks/usePasts";
import { useVault } from "@/hooks/useVault";
import { formatDateTime } from "@/lib/format/time";
import { incomeByPeriod } from "@/lib/history/income";
import { valueExits } from "@/lib/history/valueExits";
import { yieldWindows } from "@/lib/history/yieldWindows";
import { PageSkeleton } from "../shell/PageSkeleton";
import { ActionCard } from "./ActionCard";
import { FacilitiesCard } from "./FacilitiesCard";
import { Headline } from "./Headline";
import { HoldingsCard } from "./HoldingsCard";
import { IncomeCard } from "./IncomeCard";
import { IndexLine } from "./IndexLine";
import { LossesCard } from "./LossesCard";
import { PositionCard } from "./PositionCard";
import { PositionHistoryCard } from "./PositionHistoryCard";
import { QueueCard } from "./QueueCard";
import { PriceCard } from "./PriceCard";
import { ReadFailure } from "./ReadFailure";
import { ReturnsCard } from "./ReturnsCard";
import { StaleNotice } from "./StaleNotice";
import { VaultNotices } from "./VaultNotices";
import { YieldsCard } from "./YieldsCard";

export function VaultPage() {
  const { head, tokens, labels } = useChain();
  const vault = useVault();
  const facilities = useFacilities();
  const { events, checkpoints, error: historyError } = useHistory();
  const pasts = usePasts();
  const exits = useMemo(() => events && valueExits(events), [events]);
  const asOf = vault.data?.asOf.timestamp;
  const yields = useMemo(
    () =>
      events && checkpoints && asOf !== undefined
        ? yieldWindows(events, checkpoints, asOf, tokens.share.decimals)
        : undefined,
    [events, checkpoints, asOf, tokens.share.decimals],
  );
  const income = useMemo(
    () =>
      events && checkpoints && asOf !== undefined
        ? incomeByPeriod(events, checkpoints, asOf, tokens.share.decimals)
        : undefined,
    [events, checkpoints, asOf, tokens.share.decimals],
  );

  if (!vault.data) return vault.error ? <ReadFailure error={vault.error} /> : <PageSkeleton />;
  const { asset, share } = tokens;
  const names = new Map((facilities.data ?? []).map(({ cluster, name }) => [cluster, name] as const));

  return (
    <>
      <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <h1 className="text-2xl font-semibold tracking-tight sm:text-[1.75rem]">{share.name}</h1>
          <p className="mt-1 max-w-xl text-soft">
            Your {asset.symbol} buys GPU clusters. Rent that arrived vests into the share price; depreciation counts
            against it every second.
          </p>
        </div>
        <div className="sm:text-right">
          <p className="text-[0.8125rem] text-faint" data-testid="as-of">
            Block {vault.data.asOf.number.toLocaleString("en-US")} · {formatDateTime(vault.data.asOf.timestamp)}
          </p>
          <IndexLine />
        </div>
      </header>

      {vault.error && <StaleNotice error={vault.error} block={vault.data.asOf.number} />}
      <VaultNotices vault={vault.data} asset={asset} />

      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr]">
        <Headline
          vault={vault.data}
          tokens={tokens}
          measured={(yields?.find(({ key }) => key === "30") ?? yields?.at(-1))?.measured}
          isHistoryKnown={yields !== undefined}
          historyError={historyError}
        />
        <div className="min-w-0 space-y-6 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <ActionCard vault={vault.data} />
          <QueueCard vault={vault.data} />
          <PositionCard vault={vault.data} events={events} checkpoints={checkpoints} historyError={historyError} />
        </div>
        <div className="min-w-0 space-y-6">
          <PriceCard
            vault={vault.data}
            tokens={tokens}
            events={events}
            checkpoints={checkpoints}
            exits={exits}
            names={names}
            error={historyError}
          />
          <YieldsCard yields={yields} tokens={tokens} error={historyError} />
          <IncomeCard rows={income} asset={asset} error={historyError} />
          <LossesCard exits={exits} names={names} asset={asset} error={historyError} />
          <div className="grid gap-6 sm:grid-cols-2">
            <HoldingsCard
              vault={vault.data}
              asset={asset}
              hasDebts={facilities.data?.some(({ debt }) => debt !== undefined)}
            />
            <ReturnsCard
              vault={vault.data}
              facilities={facilities.data}
              pasts={pasts}
              exits={exits}
              asset={asset}
              error={facilities.error}
              historyError={historyError}
            />
          </div>
          <FacilitiesCard
            facilities={facilities.data}
            pasts={pasts}
            asset={asset}
            labels={labels}
            now={head.timestamp}
            error={facilities.error}
            historyError={historyError}
          />
        </div>
      </div>
      <div className="mt-6">
        <PositionHistoryCard events={events} checkpoints={checkpoints} historyError={historyError} />
      </div>
    </>
  );
}
