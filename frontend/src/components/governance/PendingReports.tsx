"use client";

import { createAction, encode } from "@gpu-yield-vaults/sdk/actions";
import { useQuery } from "@tanstack/react-query";
import { useChain } from "@/hooks/useChain";
import { useFacilities } from "@/hooks/useFacilities";
import { useFlow } from "@/hooks/useFlow";
import { useKept } from "@/hooks/useKept";
import { useProtocol } from "@/hooks/useProtocol";
import { useWallet } from "@/hooks/useWallet";
import { formatDateTime, formatDuration } from "@/lib/format/time";
import { carryOutFlow, orderOf } from "@/lib/governance/flows";
import type { PendingReport } from "@/lib/governance/readPendingReports";
import { pendingReportsQuery } from "@/lib/queries/governanceQueries";
import { ActButton } from "../shell/ActButton";
import { Awaited } from "../ui/Awaited";

/** Reports of this vault's clusters that are not final: the protocol's guardian voids one, once a period. */
export function PendingReports({ isGuardian }: { isGuardian: boolean }) {
  const { deployment, read } = useProtocol();
  const { head, say } = useChain();
  const wallet = useWallet();
  const startFlow = useFlow();
  const facilities = useFacilities();
  const clusters = facilities.data?.map(({ cluster }) => cluster);
  const { data, error } = useKept(
    useQuery({ ...pendingReportsQuery(read, head, clusters ?? []), enabled: clusters !== undefined }),
  );
  if (!data) return <Awaited error={error ?? facilities.error} what="What is in its window" className="h-10" />;
  if (data.reports.length === 0) {
    return (
      <p className="text-sm text-faint" data-testid="no-pending-reports">
        No report is in its window: all are final, or void.
      </p>
    );
  }
  const veto = ({ cluster, report: { period } }: PendingReport): void => {
    if (wallet.status !== "ready") return;
    const { contracts: addresses } = deployment;
    const action = createAction("oracle", "veto", { cluster, period });
    const order = orderOf(action, encode(action, addresses), `Void period ${period} of cluster ${cluster}`, say);
    const office = { addresses, authority: addresses.accessManager, sender: wallet.address, say };
    startFlow(carryOutFlow(order, office, false));
  };
  return (
    <ul className="divide-y text-sm">
      {data.reports.map((each) => {
        const { cluster, report } = each;
        const name = facilities.data?.find((facility) => facility.cluster === cluster)?.name ?? `cluster ${cluster}`;
        return (
          <li
            key={`${cluster}-${report.period}`}
            className="flex flex-wrap items-center justify-between gap-3 py-3"
            data-testid={`pending-report-${cluster}-${report.period}`}
          >
            <div>
              <p className="font-medium">
                {name}, period {report.period}: {say.money(report.gross)} billed
              </p>
              <p className="text-[0.8125rem] text-faint">
                Final {formatDateTime(report.finalAt ?? 0)}, in {formatDuration((report.finalAt ?? 0) - head.timestamp)}
              </p>
            </div>
            <ActButton
              size="small"
              look="secondary"
              reason={isGuardian ? undefined : "For the protocol’s guardian"}
              onAct={() => veto(each)}
            >
              Void it
            </ActButton>
          </li>
        );
      })}
    </ul>
  );
}
