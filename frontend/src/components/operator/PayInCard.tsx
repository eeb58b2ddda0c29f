"use client";

import { useState } from "react";
import { useAccountView } from "@/hooks/useAccountView";
import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { useProtocol } from "@/hooks/useProtocol";
import { useWallet } from "@/hooks/useWallet";
import { allowanceTo } from "@/lib/chain/readAccount";
import { FACILITY_STATUS, type FacilityView } from "@/lib/chain/readFacilities";
import { payInFlow } from "@/lib/flows/payInFlow";
import { formatAmount } from "@/lib/format/amount";
import { parseAmount, toInput } from "@/lib/format/parseAmount";
import type { ClusterHistory } from "@/lib/history/periods";
import { settleable, stillToPay } from "@/lib/history/settleable";
import { ActButton } from "../shell/ActButton";
import { AmountField } from "../ui/AmountField";
import { Card } from "../ui/Card";

/** Rent goes into the lockbox, and is settled as far as it is reported. Whoever owes it may pay: no role is needed. */
export function PayInCard({ facility, history }: { facility: FacilityView; history?: ClusterHistory }) {
  const { deployment } = useProtocol();
  const { tokens } = useChain();
  const { asset } = tokens;
  const wallet = useWallet();
  const account = useAccountView(wallet.status === "ready" ? wallet.address : undefined);
  const startFlow = useFlow();
  const [input, setInput] = useState("");

  if (facility.status !== FACILITY_STATUS.inService && facility.status !== FACILITY_STATUS.retired) return null;
  const open = history ? stillToPay(facility, history.periods) : 0n;
  const parsed = parseAmount(input, asset.decimals);
  const amount = "units" in parsed && parsed.units > 0n ? parsed.units : undefined;
  const problem =
    "problem" in parsed
      ? parsed.problem
      : account && parsed.units > account.assets
        ? `You have ${formatAmount(account.assets, asset.decimals)} ${asset.symbol}.`
        : undefined;
  const isReady = amount !== undefined && !problem && account !== undefined;

  const start = (): void => {
    if (!isReady) return;
    startFlow(
      payInFlow({
        manager: facility.manager,
        vault: deployment.contracts.vault,
        oracle: deployment.contracts.oracle,
        asset,
        cluster: facility.cluster,
        clusterName: facility.name,
        amount,
        allowance: allowanceTo(account, facility.manager),
        latchFirst: history !== undefined && settleable(facility, history.periods).latchFirst,
      }),
    );
  };

  return (
    <Card
      title="Pay in"
      caption={
        open > 0n
          ? `${formatAmount(open, asset.decimals)} ${asset.symbol} of reported rent is not paid in yet`
          : "All reported rent is paid in"
      }
    >
      <AmountField
        label="Amount"
        unit={asset.symbol}
        value={input}
        onChange={setInput}
        problem={problem}
        hint={account && `${formatAmount(account.assets, asset.decimals)} in your wallet`}
        onMax={open > 0n ? () => setInput(toInput(open, asset.decimals)) : undefined}
        maxLabel="What is open"
      />
      <ActButton size="large" className="mt-2 w-full" disabled={!isReady} onAct={start}>
        {amount === undefined ? "Enter an amount" : "Pay in"}
      </ActButton>
      <p className="mt-3 text-[0.8125rem] leading-relaxed text-faint">
        Asks for an approval of exactly this amount. What is reported and final is settled with it; the rest waits in
        the lockbox, and is nobody’s income.
      </p>
    </Card>
  );
}
