"use client";

import { useState } from "react";
import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { usePayer } from "@/hooks/usePayer";
import { useProtocol } from "@/hooks/useProtocol";
import { FACILITY_STATUS, type FacilityView } from "@/lib/chain/readFacilities";
import type { DebtView } from "@/lib/chain/readDebt";
import { claimedInAll, repayAll, repaymentOf } from "@/lib/debt/repayment";
import { repaymentWords } from "@/lib/debt/repaymentWords";
import { draftReason, EMPTY, readDraft, type Draft } from "@/lib/drafts/draft";
import { prepareByAllowance } from "@/lib/flows/prepareByAllowance";
import { repayFlow } from "@/lib/flows/repayFlow";
import { formatAmount } from "@/lib/format/amount";
import { ActButton } from "../shell/ActButton";
import { AmountField } from "../ui/AmountField";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Facts } from "../ui/Facts";

/**
 * Debt service past the lockbox, and principal ahead of its time. Whoever likes may pay it: no role is needed. What is
 * owed is meant by its name, so that nothing is paid twice.
 */
export function RepayCard({ facility, debt }: { facility: FacilityView; debt: DebtView }) {
  const { deployment, read } = useProtocol();
  const { head, tokens } = useChain();
  const { asset } = tokens;
  const payer = usePayer();
  const account = payer?.view;
  const startFlow = useFlow();
  const [draft, setDraft] = useState<Draft<"owed" | "all">>(EMPTY);

  if (facility.status !== FACILITY_STATUS.inService || debt.schedule.payments === 0) return null;
  const owed = claimedInAll(debt.claimed);
  const all = repayAll(debt);
  const { text, named, amount, isEmpty, ...reading } = readDraft(draft, asset.decimals, { owed, all });
  const problem =
    reading.problem ??
    (account && amount !== undefined && amount > account.assets
      ? `You have ${formatAmount(account.assets, asset.decimals)} ${asset.symbol}.`
      : undefined);
  const reason = amount === 0n ? "Nothing is owed now" : draftReason({ isEmpty, problem });
  const preview = amount ? repaymentWords(repaymentOf(debt, amount, head.timestamp), asset) : undefined;

  const start = (): void => {
    if (!payer || amount === undefined || preview === undefined) return;
    const { manager, cluster, name: clusterName } = facility;
    const { ledger } = deployment.contracts;
    const prepare = () =>
      prepareByAllowance(read, { account: payer.address, spender: manager, asset, amount }, (allowance) =>
        repayFlow({ manager, ledger, asset, cluster, clusterName, amount, allowance, preview }),
      );
    startFlow({ title: `Repay ${text} ${asset.symbol}`, prepare }, () =>
      setDraft((now) => (now === draft ? EMPTY : now)),
    );
  };

  return (
    <Card
      title="Repay"
      caption={
        owed > 0n
          ? `${formatAmount(owed, asset.decimals)} ${asset.symbol} is owed by now; more pays principal ` +
            "ahead of its time"
          : "Nothing is owed by now; what is paid is principal ahead of its time"
      }
    >
      <div className="mb-3 flex flex-wrap gap-2">
        <Button
          look="secondary"
          size="small"
          aria-pressed={named === "owed"}
          aria-disabled={owed === 0n ? true : undefined}
          onClick={() => owed > 0n && setDraft({ named: "owed" })}
        >
          {owed === 0n ? "Nothing is owed now" : "What is owed"}
        </Button>
        <Button look="secondary" size="small" aria-pressed={named === "all"} onClick={() => setDraft({ named: "all" })}>
          Repay all
        </Button>
      </div>
      <AmountField
        label="Amount to repay"
        unit={asset.symbol}
        value={text}
        isLive={named !== undefined}
        onChange={(typed) => setDraft({ text: typed })}
        problem={problem}
        hint={account && `${formatAmount(account.assets, asset.decimals)} in your wallet`}
      />
      {preview && (
        <div data-testid="repay-preview" className="mt-1 mb-4">
          <Facts facts={preview} />
        </div>
      )}
      <ActButton size="large" className="mt-2 w-full" reason={reason} onAct={start}>
        Repay
      </ActButton>
      <p className="mt-3 text-[0.8125rem] leading-relaxed text-faint">
        Pays late interest, interest, then principal. A payment that runs is paid with all of its interest before
        anything counts as ahead of time.
        {debt.lateRate > 0n &&
          " Late interest grows every second: “Repay all” allows for an hour of it. What is not needed is not taken."}
      </p>
    </Card>
  );
}
