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
import { draftReason, EMPTY, readDraft, type Draft } from "@/lib/drafts/draft";
import { commissionFlow } from "@/lib/flows/commissionFlow";
import { drawFlow } from "@/lib/flows/drawFlow";
import { noticeDrawFlow } from "@/lib/flows/noticeDrawFlow";
import { formatAmount } from "@/lib/format/amount";
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
  const [draft, setDraft] = useState<Draft>(EMPTY);

  const isDrawable = facility.status === FACILITY_STATUS.approved || facility.status === FACILITY_STATUS.drawn;
  if (!isDrawable) return null;
  const isOperator = wallet.status === "ready" && isAddressEqual(wallet.address, facility.operator);
  const approved = facility.approved - facility.cost;
  const cash = vault.data?.freeCash;
  const most = cash === undefined ? undefined : approved < cash ? approved : cash;
  const { text, named, amount, isEmpty, ...reading } = readDraft(draft, asset.decimals, { all: most });
  const bond = bondNeeded(facility.cost + (amount ?? 0n), facility.bondBps);
  const money = (units: bigint): string => `${formatAmount(units, asset.decimals)} ${asset.symbol}`;
  const problem =
    reading.problem ??
    (most !== undefined && amount !== undefined && amount > most
      ? `At most ${money(most)} can be drawn now.`
      : amount !== undefined && bond > facility.bond
        ? `Drawing this needs a bond of ${money(bond)}.`
        : undefined);
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
        value={text}
        isLive={named !== undefined}
        onChange={(typed) => setDraft({ text: typed })}
        problem={problem}
        named={{ label: "Max", isChosen: named === "all", onChoose: () => setDraft({ named: "all" }) }}
        disabled={!isOperator || times?.isOpen === false}
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
          reason={!isOperator ? "For its operator" : approved === 0n ? "All of it is drawn" : undefined}
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
        reason={
          !isOperator
            ? "For its operator"
            : times?.isOpen === false
              ? "Draws wait for a notice"
              : amount === 0n
                ? "Nothing can be drawn now"
                : draftReason({ isEmpty, problem })
        }
        onAct={() =>
          amount !== undefined &&
          wallet.status === "ready" &&
          startFlow(drawFlow({ ...place, asset, amount, receiver: wallet.address, waits }), () =>
            setDraft((now) => (now === draft ? EMPTY : now)),
          )
        }
      >
        Draw
      </ActButton>
      {facility.status === FACILITY_STATUS.drawn && (
        <ActButton
          look="secondary"
          size="large"
          className="mt-2 w-full"
          reason={
            inServiceAt === 0 ? "Service is not attested yet" : !isOperator && !waits ? "For its operator" : undefined
          }
          onAct={() => startFlow(commissionFlow({ ...place, inServiceAt, isAttested: waits }))}
        >
          {waits ? "Declare in service" : "Declare in service now"}
        </ActButton>
      )}
    </Card>
  );
}
