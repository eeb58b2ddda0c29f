"use client";

import type { DisputeStatus } from "@gpu-yield-vaults/sdk/read";
import type { RevenueReport } from "@gpu-yield-vaults/sdk/reports";
import { useChain } from "@/hooks/useChain";
import type { DisputedReport } from "@/lib/chain/readDisputes";
import type { FacilityView } from "@/lib/chain/readFacilities";
import type { QuorumView } from "@/lib/chain/readReporting";
import { fieldWords } from "@/lib/disputes/fields";
import { formatAmount } from "@/lib/format/amount";
import { formatDateTime, formatFromNow } from "@/lib/format/time";
import { AddressText } from "../ui/AddressText";
import { Badge, type BadgeTone } from "../ui/Badge";
import { ClaimAward } from "./ClaimAward";
import { Decide } from "./Decide";
import { Defend } from "./Defend";
import { EndDispute } from "./EndDispute";

const STATUSES: Readonly<Record<DisputeStatus, { tone: BadgeTone; words: string }>> = {
  none: { tone: "neutral", words: "none" },
  open: { tone: "warn", words: "waits for the reporters" },
  defended: { tone: "warn", words: "waits for the arbiter" },
  upheld: { tone: "neutral", words: "the report is true" },
  overturned: { tone: "bad", words: "the report was false" },
  conceded: { tone: "bad", words: "the reporters have corrected it" },
  closed: { tone: "neutral", words: "closed: the report was voided" },
};

export type DisputeProps = {
  facility: FacilityView;
  disputed: DisputedReport;
  quorum: QuorumView | undefined;
  /** The report that it is about, and what was said of the period last; absent while history is not known. */
  report: RevenueReport | undefined;
  standing: RevenueReport | undefined;
};

/** One dispute: who says what, whose turn it is, until when, and what ends it. */
export function Dispute(props: DisputeProps) {
  const { facility, disputed, standing, report } = props;
  const { head, tokens, labels } = useChain();
  const { asset } = tokens;
  const { period, dispute } = disputed;
  const { tone, words } = STATUSES[dispute.status];
  const deadline = dispute.deadline === undefined ? undefined : Number(dispute.deadline);
  const isPast = deadline !== undefined && deadline <= head.timestamp;
  return (
    <article aria-label={`Dispute of period ${period} of ${facility.name}`} data-testid="dispute">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="font-medium">
          {facility.name}, period {period}
          <span className="font-normal text-faint">, revision {dispute.revision}</span>
        </h3>
        <Badge tone={tone}>{words}</Badge>
      </div>
      <ul className="mt-2 space-y-1 text-sm">
        {dispute.challenges.map(({ challenger, field, evidenceHash }) => (
          <li key={field}>
            <AddressText address={challenger} label={labels.get(challenger.toLowerCase())} />
            {` says that ${fieldWords(field)} is false, with a bond of `}
            {`${formatAmount(dispute.bond, asset.decimals)} ${asset.symbol}. `}
            <span className="block font-mono text-xs break-all text-faint">{evidenceHash}</span>
          </li>
        ))}
      </ul>
      {deadline !== undefined && !disputed.isVoided && (
        <p className="mt-2 text-sm text-soft" data-testid="dispute-deadline">
          {isPast
            ? `The deadline has passed, ${formatFromNow(deadline, head.timestamp)}: the challengers have won.`
            : `Until ${formatDateTime(deadline)}, ${formatFromNow(deadline, head.timestamp)}.`}
        </p>
      )}
      <div className="mt-3 space-y-3">
        {dispute.status === "open" && !isPast && !disputed.isVoided && <Defend {...props} />}
        {dispute.status === "defended" && !isPast && !disputed.isVoided && <Decide {...props} />}
        <EndDispute {...props} isPast={isPast} />
        {report && standing && <ClaimAward disputed={disputed} report={report} standing={standing} />}
      </div>
    </article>
  );
}
