"use client";

import { bondNeeded } from "@gpu-yield-vaults/sdk/model";
import { useState } from "react";
import { isAddressEqual } from "viem";
import { useAccountView } from "@/hooks/useAccountView";
import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { useProtocol } from "@/hooks/useProtocol";
import { useWallet } from "@/hooks/useWallet";
import { allowanceTo } from "@/lib/chain/readAccount";
import { FACILITY_STATUS, type FacilityView } from "@/lib/chain/readFacilities";
import { postBondFlow } from "@/lib/flows/postBondFlow";
import { formatAmount, formatBps } from "@/lib/format/amount";
import { parseAmount, toInput } from "@/lib/format/parseAmount";
import { ActButton } from "../shell/ActButton";
import { AmountField } from "../ui/AmountField";
import { Card } from "../ui/Card";
import { Facts } from "../ui/Facts";

/** First loss: what the operator put up, what a draw asks for, and posting more of one's own. */
export function BondCard({ facility }: { facility: FacilityView }) {
  const { deployment } = useProtocol();
  const { asset } = useChain().tokens;
  const wallet = useWallet();
  const account = useAccountView(wallet.status === "ready" ? wallet.address : undefined);
  const startFlow = useFlow();
  const [input, setInput] = useState("");

  const money = (units: bigint): string => `${formatAmount(units, asset.decimals)} ${asset.symbol}`;
  const needed = bondNeeded(facility.approved, facility.bondBps);
  const missing = needed > facility.bond ? needed - facility.bond : 0n;
  const parsed = parseAmount(input, asset.decimals);
  const amount = "units" in parsed && parsed.units > 0n ? parsed.units : undefined;
  const problem =
    "problem" in parsed
      ? parsed.problem
      : account && parsed.units > account.assets
        ? `You have ${money(account.assets)}.`
        : undefined;
  const isOperator = wallet.status === "ready" && isAddressEqual(wallet.address, facility.operator);
  const isReady = amount !== undefined && !problem && account !== undefined && isOperator;

  const start = (): void => {
    if (!isReady) return;
    startFlow(
      postBondFlow({
        bond: deployment.contracts.bond,
        escrow: deployment.contracts.escrow,
        asset,
        cluster: facility.cluster,
        clusterName: facility.name,
        amount,
        allowance: allowanceTo(account, deployment.contracts.escrow),
      }),
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
            value={input}
            onChange={setInput}
            problem={problem}
            onMax={missing > 0n ? () => setInput(toInput(missing, asset.decimals)) : undefined}
            maxLabel="What is missing"
          />
          <ActButton look="secondary" className="mt-1 w-full" disabled={!isReady} onAct={start}>
            Post a bond
          </ActButton>
          {wallet.status === "ready" && !isOperator && (
            <p className="mt-2 text-sm text-soft">
              A bond is its poster’s, and only the operator’s answers for this cluster: connect its account.
            </p>
          )}
        </div>
      )}
    </Card>
  );
}
