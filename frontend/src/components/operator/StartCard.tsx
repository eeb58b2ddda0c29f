"use client";

import { bondNeeded } from "@gpu-yield-vaults/sdk/model";
import { useState } from "react";
import { isAddressEqual } from "viem";
import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { useProtocol } from "@/hooks/useProtocol";
import { useVault } from "@/hooks/useVault";
import { useWallet } from "@/hooks/useWallet";
import { FACILITY_STATUS, type FacilityView } from "@/lib/chain/readFacilities";
import { commissionFlow } from "@/lib/flows/commissionFlow";
import { drawFlow } from "@/lib/flows/drawFlow";
import { noticeDrawFlow } from "@/lib/flows/noticeDrawFlow";
import { formatAmount } from "@/lib/format/amount";
import { parseAmount, toInput } from "@/lib/format/parseAmount";
import { formatDateTime } from "@/lib/format/time";
import { drawTimes } from "@/lib/vault/drawNotice";
import { ActButton } from "../shell/ActButton";
import { AmountField } from "../ui/AmountField";
import { Card } from "../ui/Card";

/**
 * Before service: the operator gives notice where limits ask for one, draws what was approved, and declares the
 * cluster in service; once reporters attest it, anybody does.
 */
export function StartCard({ facility }: { facility: FacilityView }) {
  const { deployment } = useProtocol();
  const { head, tokens } = useChain();
  const { asset } = tokens;
  const vault = useVault();
  const wallet = useWallet();
  const startFlow = useFlow();
  const [input, setInput] = useState("");

  const isDrawable = facility.status === FACILITY_STATUS.approved || facility.status === FACILITY_STATUS.drawn;
  if (!isDrawable) return null;
  const isOperator = wallet.status === "ready" && isAddressEqual(wallet.address, facility.operator);
  const approved = facility.approved - facility.cost;
  const cash = vault.data?.freeCash ?? 0n;
  const most = approved < cash ? approved : cash;
  const parsed = parseAmount(input, asset.decimals);
  const amount = "units" in parsed && parsed.units > 0n ? parsed.units : undefined;
  const bond = bondNeeded(facility.cost + (amount ?? 0n), facility.bondBps);
  const problem =
    "problem" in parsed
      ? parsed.problem
      : parsed.units > most
        ? `At most ${formatAmount(most, asset.decimals)} ${asset.symbol} can be drawn now.`
        : bond > facility.bond
          ? `Drawing this needs a bond of ${formatAmount(bond, asset.decimals)} ${asset.symbol}.`
          : undefined;
  const { origination, drawLimits } = deployment.contracts;
  const times = vault.data && drawTimes(vault.data.drawNotice, head.timestamp);
  const place = { origination, cluster: facility.cluster, clusterName: facility.name };
  const waits = facility.drawEscrow !== undefined;
  // With milestones the reporters say since when it is in service.
  const inServiceAt = facility.drawEscrow ? facility.drawEscrow.inServiceAt : head.timestamp;

  return (
    <Card
      title="Draw for the hardware"
      caption={`${formatAmount(approved, asset.decimals)} ${asset.symbol} approved, not drawn. For the operator only.`}
    >
      <AmountField
        label="Amount"
        unit={asset.symbol}
        value={input}
        onChange={setInput}
        problem={problem}
        onMax={() => setInput(toInput(most, asset.decimals))}
        disabled={!isOperator || times?.isOpen !== true}
      />
      {times?.window && (
        <p className="mt-1 text-[0.8125rem] text-faint">
          {`Draw from ${formatDateTime(times.window.from)} to ${formatDateTime(times.window.until)}. ` +
            `Limits go by a NAV of ${formatAmount(times.window.low, asset.decimals)} ${asset.symbol} at most.`}
        </p>
      )}
      {times?.canGiveNotice && (
        <ActButton
          look={times.isOpen ? "secondary" : "primary"}
          size="large"
          className="mt-2 w-full"
          disabled={!isOperator || approved === 0n}
          onAct={() => {
            const from = head.timestamp + (vault.data?.drawNotice.period ?? 0);
            const until = from + (vault.data?.drawNotice.period ?? 0);
            startFlow(
              noticeDrawFlow({ drawLimits, cluster: facility.cluster, clusterName: facility.name, from, until }),
            );
          }}
        >
          Give notice
        </ActButton>
      )}
      <ActButton
        size="large"
        className="mt-2 w-full"
        disabled={!isOperator || times?.isOpen !== true || amount === undefined || problem !== undefined}
        onAct={() =>
          amount !== undefined &&
          wallet.status === "ready" &&
          startFlow(drawFlow({ ...place, asset, amount, receiver: wallet.address, waits }))
        }
      >
        {isOperator ? "Draw" : "For its operator"}
      </ActButton>
      {facility.status === FACILITY_STATUS.drawn && (
        <ActButton
          look="secondary"
          size="large"
          className="mt-2 w-full"
          disabled={(!isOperator && !waits) || inServiceAt === 0}
          onAct={() => startFlow(commissionFlow({ ...place, inServiceAt, isAttested: waits }))}
        >
          {!waits ? "Declare in service now" : inServiceAt === 0 ? "Service is not attested yet" : "Declare in service"}
        </ActButton>
      )}
    </Card>
  );
}
