"use client";

import { useMemo, useState } from "react";
import { isAddressEqual } from "viem";
import { useAuctions } from "@/hooks/useAuctions";
import { useChain } from "@/hooks/useChain";
import { useFacilities } from "@/hooks/useFacilities";
import { useHistory } from "@/hooks/useHistory";
import { usePasts } from "@/hooks/usePasts";
import { useVault } from "@/hooks/useVault";
import { useWallet } from "@/hooks/useWallet";
import { formatDateTime } from "@/lib/format/time";
import { clusterHistory } from "@/lib/history/periods";
import { AuctionsCard } from "../auctions/AuctionsCard";
import { ScheduleCard } from "../debt/ScheduleCard";
import { PageSkeleton } from "../shell/PageSkeleton";
import { Card } from "../ui/Card";
import { Notice } from "../ui/Notice";
import { IndexLine } from "../vault/IndexLine";
import { ReadFailure } from "../vault/ReadFailure";
import { StaleNotice } from "../vault/StaleNotice";
import { BondCard } from "./BondCard";
import { ClusterHeader } from "./ClusterHeader";
import { ClusterPicker } from "./ClusterPicker";
import { CovenantsCard } from "./CovenantsCard";
import { EarningsCard } from "./EarningsCard";
import { FleetCard } from "./FleetCard";
import { DrawEscrowCard } from "./DrawEscrowCard";
import { OwedCard } from "./OwedCard";
import { PastCard } from "./PastCard";
import { PaymentsCard } from "./PaymentsCard";
import { PayInCard } from "./PayInCard";
import { PeriodsCard } from "./PeriodsCard";
import { RepayCard } from "./RepayCard";
import { SettleCard } from "./SettleCard";
import { SettlementsCard } from "./SettlementsCard";
import { StartCard } from "./StartCard";

export function OperatorPage() {
  const { head, tokens, labels } = useChain();
  const wallet = useWallet();
  const facilities = useFacilities();
  // Cards below need these once facilities are known: asked for now, they travel with the facilities.
  useVault();
  useAuctions();
  const { events, error: historyError } = useHistory();
  const pasts = usePasts();
  const [chosen, setChosen] = useState<bigint>();

  const address = wallet.status === "ready" || wallet.status === "wrongChain" ? wallet.address : undefined;
  const all = facilities.data ?? [];
  const own = address ? all.filter(({ operator }) => isAddressEqual(operator, address)) : [];
  const facility = all.find(({ cluster }) => cluster === chosen) ?? own[0] ?? all[0];
  const history = useMemo(
    () => (events && facility ? clusterHistory(events, facility.cluster, head.timestamp) : undefined),
    [events, facility, head.timestamp],
  );

  if (!facilities.data) return facilities.error ? <ReadFailure error={facilities.error} /> : <PageSkeleton />;
  const { asset } = tokens;

  return (
    <>
      {facilities.error && <StaleNotice error={facilities.error} block={facilities.data[0]?.asOf.number} />}
      <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <h1 className="text-2xl font-semibold tracking-tight sm:text-[1.75rem]">Operator page</h1>
          <p className="mt-1 max-w-xl text-soft">
            Reported against received, cluster by cluster. Anyone may read it, pay rent in and settle.
          </p>
        </div>
        <div className="text-[0.8125rem] text-faint sm:text-right">
          <p>
            Block {head.number.toLocaleString("en-US")} · {formatDateTime(head.timestamp)}
          </p>
          <IndexLine />
        </div>
      </header>

      <AuctionsCard />
      {!facility ? (
        <Card>
          <p className="py-16 text-center text-sm text-faint">
            No cluster is financed yet. Once the curator has approved a facility, its operator draws and pays in here.
          </p>
        </Card>
      ) : (
        <div className="space-y-6">
          {all.length > 1 && (
            <ClusterPicker facilities={all} own={own} chosen={facility.cluster} onChoose={setChosen} />
          )}
          {historyError && !events && (
            <Notice tone="bad" title="The history could not be read">
              The node would not list past events, and is asked again by itself. The present numbers are not affected.
            </Notice>
          )}
          <ClusterHeader
            facility={facility}
            history={history}
            past={pasts?.get(facility.cluster)}
            historyError={historyError}
            asset={asset}
            label={labels.get(facility.operator.toLowerCase())}
            now={head.timestamp}
          />
          <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr]">
            <div className="min-w-0 space-y-6 lg:col-start-2 lg:row-span-2 lg:row-start-1">
              <StartCard key={`start-${facility.cluster}`} facility={facility} />
              {facility.drawEscrow && <DrawEscrowCard facility={facility} drawEscrow={facility.drawEscrow} />}
              {facility.debt && (
                <>
                  <OwedCard facility={facility} debt={facility.debt} asset={asset} now={head.timestamp} />
                  <RepayCard key={`repay-${facility.cluster}`} facility={facility} debt={facility.debt} />
                </>
              )}
              <PayInCard key={facility.cluster.toString()} facility={facility} history={history} />
              <SettleCard facility={facility} history={history} error={historyError} />
              <FleetCard facilities={all} events={events} />
              <BondCard key={`bond-${facility.cluster}`} facility={facility} />
              <EarningsCard facilities={all} />
            </div>
            <div className="min-w-0 space-y-6">
              {facility.debt && <ScheduleCard debt={facility.debt} asset={asset} now={head.timestamp} />}
              {facility.covenants && (
                <CovenantsCard facility={facility} covenants={facility.covenants} history={history} asset={asset} />
              )}
              <PeriodsCard history={history} asset={asset} now={head.timestamp} error={historyError} />
              <SettlementsCard history={history} asset={asset} error={historyError} />
              <PaymentsCard history={history} asset={asset} labels={labels} error={historyError} />
              <PastCard past={pasts?.get(facility.cluster)} asset={asset} error={historyError} />
            </div>
          </div>
        </div>
      )}
    </>
  );
}
