"use client";

import { bondNeeded } from "@gpu-yield-vaults/sdk/model";
import { useState } from "react";
import { isAddressEqual } from "viem";
import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { usePayer } from "@/hooks/usePayer";
import { useProtocol } from "@/hooks/useProtocol";
import { FACILITY_STATUS, type FacilityView } from "@/lib/chain/readFacilities";
import { draftReason, EMPTY, readDraft, type Draft } from "@/lib/drafts/draft";
import { prepareByAllowance } from "@/lib/flows/prepareByAllowance";
import { postBondFlow } from "@/lib/flows/postBondFlow";
import { formatAmount, formatBps } from "@/lib/format/amount";
import { ActButton } from "../shell/ActButton";
import { AmountField } from "../ui/AmountField";
import { Card } from "../ui/Card";
import { Facts } from "../ui/Facts";

/** First loss: what the operator put up, what a draw asks for, and posting more of one's own. */
export function BondCard({ facility }: { facility: FacilityView }) {
  const { deployment, read } = useProtocol();
  const { asset } = useChain().tokens;
  const payer = usePayer();
  const account = payer?.view;
  const startFlow = useFlow();
  const [draft, setDraft] = useState<Draft<"missing">>(EMPTY);

  const money = (units: bigint): string => `${formatAmount(units, asset.decimals)} ${asset.symbol}`;
  const needed = bondNeeded(facility.approved, facility.bondBps);
  const missing = needed > facility.bond ? needed - facility.bond : 0n;
  const { text, named, amount, isEmpty, ...reading } = readDraft(draft, asset.decimals, { missing });
  const problem =
    reading.problem ??
    (account && amount !== undefined && amount > account.assets ? `You have ${money(account.assets)}.` : undefined);
  const isStranger = payer !== undefined && !isAddressEqual(payer.address, facility.operator);

  const start = (): void => {
    if (!payer || amount === undefined) return;
    const { bond, escrow } = deployment.contracts;
    const { cluster, name: clusterName } = facility;
    const prepare = () =>
      prepareByAllowance(read, { account: payer.address, spender: escrow, asset, amount }, (allowance) =>
        postBondFlow({ bond, escrow, asset, cluster, clusterName, amount, allowance }),
      );
    startFlow({ title: `Post a bond of ${text} ${asset.symbol}`, prepare }, () =>
      setDraft((now) => (now === draft ? EMPTY : now)),
    );
  };

  return (
    <Card title="First-loss bond" caption="The operator’s own money, before the vault’s. Not in the NAV.">
      <Facts
        facts={[
          { label: "Posted", value: <span data-testid="bond">{money(facility.bond)}</span> },
          {
            label: "Drawing all needs",
            value: money(needed),
            note: facility.bondBps === 0 ? "its terms ask for no bond" : `${formatBps(facility.bondBps)} of the cost`,
          },
          ...(facility.bondHolds > 0n
            ? [
                {
                  label: "Held by disputes",
                  value: facility.bondHolds.toString(),
                  note: "nothing is released meanwhile",
                },
              ]
            : []),
        ]}
      />
      {facility.status !== FACILITY_STATUS.retired && (
        <div className="mt-4">
          <AmountField
            label="Post more"
            unit={asset.symbol}
            value={text}
            isLive={named !== undefined}
            onChange={(typed) => setDraft({ text: typed })}
            problem={problem}
            named={
              missing > 0n
                ? {
                    label: "What is missing",
                    isChosen: named === "missing",
                    onChoose: () => setDraft({ named: "missing" }),
                  }
                : undefined
            }
          />
          <ActButton
            look="secondary"
            className="mt-1 w-full"
            reason={isStranger ? "For its operator" : draftReason({ isEmpty, problem })}
            onAct={start}
          >
            Post a bond
          </ActButton>
          {isStranger && (
            <p className="mt-2 text-sm text-soft">
              A bond is its poster’s, and only the operator’s answers for this cluster: connect its account.
            </p>
          )}
        </div>
      )}
    </Card>
  );
}
