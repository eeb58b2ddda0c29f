"use client";

import { useState } from "react";
import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { usePayer } from "@/hooks/usePayer";
import { useProtocol } from "@/hooks/useProtocol";
import { FACILITY_STATUS, type FacilityView } from "@/lib/chain/readFacilities";
import { draftReason, EMPTY, readDraft, type Draft } from "@/lib/drafts/draft";
import type { Token } from "@/lib/chain/readTokens";
import { payInFlow } from "@/lib/flows/payInFlow";
import { prepareByAllowance } from "@/lib/flows/prepareByAllowance";
import { formatAmount } from "@/lib/format/amount";
import type { ClusterHistory } from "@/lib/history/periods";
import { heldByDisputes, settleable, stillToPay } from "@/lib/history/settleable";
import { ActButton } from "../shell/ActButton";
import { AmountField } from "../ui/AmountField";
import { Card } from "../ui/Card";

/** Rent goes into the lockbox, and is settled as far as it is reported. Whoever owes it may pay: no role is needed. */
export function PayInCard({ facility, history }: { facility: FacilityView; history?: ClusterHistory }) {
  const { deployment, read } = useProtocol();
  const { tokens } = useChain();
  const { asset } = tokens;
  const payer = usePayer();
  const account = payer?.view;
  const startFlow = useFlow();
  const [draft, setDraft] = useState<Draft<"open">>(EMPTY);

  if (facility.status !== FACILITY_STATUS.inService && facility.status !== FACILITY_STATUS.retired) return null;
  // Unknown while the history is being read.
  const open = history && stillToPay(facility, history.periods);
  const { text, named, amount, isEmpty, ...reading } = readDraft(draft, asset.decimals, { open });
  const problem =
    reading.problem ??
    (account && amount !== undefined && amount > account.assets
      ? `You have ${formatAmount(account.assets, asset.decimals)} ${asset.symbol}.`
      : undefined);
  const reason = amount === 0n ? "Nothing is open" : draftReason({ isEmpty, problem });

  const start = (): void => {
    if (!payer || amount === undefined) return;
    const { manager, cluster, name: clusterName } = facility;
    const { oracle } = facility;
    const { vault } = deployment.contracts;
    const latchFirst = history !== undefined && settleable(facility, history.periods).latchFirst;
    const prepare = () =>
      prepareByAllowance(read, { account: payer.address, spender: manager, asset, amount }, (allowance) =>
        payInFlow({ manager, vault, oracle, asset, cluster, clusterName, amount, allowance, latchFirst }),
      );
    startFlow({ title: `Pay in ${text} ${asset.symbol}`, prepare }, () =>
      setDraft((now) => (now === draft ? EMPTY : now)),
    );
  };

  return (
    <Card title="Pay in" caption={openWords(open, history ? heldByDisputes(history.periods) : 0n, asset)}>
      <AmountField
        label="Amount"
        unit={asset.symbol}
        value={text}
        isLive={named !== undefined}
        onChange={(typed) => setDraft({ text: typed })}
        problem={problem}
        hint={account && `${formatAmount(account.assets, asset.decimals)} in your wallet`}
        named={
          open !== undefined && open > 0n
            ? { label: "What is open", isChosen: named === "open", onChoose: () => setDraft({ named: "open" }) }
            : undefined
        }
      />
      <ActButton size="large" className="mt-2 w-full" reason={reason} onAct={start}>
        Pay in
      </ActButton>
      <p className="mt-3 text-[0.8125rem] leading-relaxed text-faint">
        Asks for an approval of exactly this amount. What is reported and final is settled with it; the rest waits in
        the lockbox, and is nobody’s income.
      </p>
    </Card>
  );
}

/** What is still to be paid in, undefined while that is not known, and what a dispute holds up. */
function openWords(open: bigint | undefined, disputed: bigint, { decimals, symbol }: Token): string {
  if (open === undefined) return "What is still to be paid in is not known yet";
  const money = (units: bigint): string => `${formatAmount(units, decimals)} ${symbol}`;
  const held = disputed > 0n ? `; ${money(disputed)} more is disputed, and owed only if it stands` : "";
  if (open > 0n) return `${money(open)} of reported rent is not paid in yet${held}`;
  return disputed > 0n ? `Nothing is owed now${held}` : "All reported rent is paid in";
}
