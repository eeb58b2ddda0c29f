"use client";

import { useState } from "react";
import { useAccountView } from "@/hooks/useAccountView";
import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { useProtocol } from "@/hooks/useProtocol";
import { useWallet } from "@/hooks/useWallet";
import { allowanceTo } from "@/lib/chain/readAccount";
import { FACILITY_STATUS, type FacilityView } from "@/lib/chain/readFacilities";
import type { DebtView } from "@/lib/chain/readDebt";
import { claimedInAll, repayAll, repaymentOf } from "@/lib/debt/repayment";
import { repaymentWords } from "@/lib/debt/repaymentWords";
import { repayFlow } from "@/lib/flows/repayFlow";
import { formatAmount } from "@/lib/format/amount";
import { parseAmount, toInput } from "@/lib/format/parseAmount";
import { ActButton } from "../shell/ActButton";
import { AmountField } from "../ui/AmountField";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Facts } from "../ui/Facts";

/**
 * Debt service past the lockbox, and principal ahead of its time. Whoever likes may pay it: no role is needed. Made
 * anew when something was received, so that an amount meant for what was owed is not paid twice.
 */
export function RepayCard({ facility, debt }: { facility: FacilityView; debt: DebtView }) {
  const { deployment } = useProtocol();
  const { head, tokens } = useChain();
  const { asset } = tokens;
  const wallet = useWallet();
  const account = useAccountView(wallet.status === "ready" ? wallet.address : undefined);
  const startFlow = useFlow();
  const [input, setInput] = useState("");

  if (facility.status !== FACILITY_STATUS.inService || debt.schedule.payments === 0) return null;
  const owed = claimedInAll(debt.claimed);
  const all = repayAll(debt);
  const parsed = parseAmount(input, asset.decimals);
  const amount = "units" in parsed && parsed.units > 0n ? parsed.units : undefined;
  const problem =
    "problem" in parsed
      ? parsed.problem
      : account && parsed.units > account.assets
        ? `You have ${formatAmount(account.assets, asset.decimals)} ${asset.symbol}.`
        : undefined;
  const preview = amount === undefined ? undefined : repaymentWords(repaymentOf(debt, amount, head.timestamp), asset);
  const isReady = amount !== undefined && preview !== undefined && !problem && account !== undefined;

  const start = (): void => {
    if (!isReady) return;
    startFlow(
      repayFlow({
        manager: facility.manager,
        ledger: deployment.contracts.ledger,
        asset,
        cluster: facility.cluster,
        clusterName: facility.name,
        amount,
        allowance: allowanceTo(account, facility.manager),
        preview,
      }),
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
          disabled={owed === 0n}
          onClick={() => setInput(toInput(owed, asset.decimals))}
        >
          What is owed
        </Button>
        <Button look="secondary" size="small" onClick={() => setInput(toInput(all, asset.decimals))}>
          Repay all
        </Button>
      </div>
      <AmountField
        label="Amount to repay"
        unit={asset.symbol}
        value={input}
        onChange={setInput}
        problem={problem}
        hint={account && `${formatAmount(account.assets, asset.decimals)} in your wallet`}
      />
      {preview && (
        <div data-testid="repay-preview" className="mt-1 mb-4">
          <Facts facts={preview} />
        </div>
      )}
      <ActButton size="large" className="mt-2 w-full" disabled={!isReady} onAct={start}>
        {amount === undefined ? "Enter an amount" : "Repay"}
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
