"use client";

import { useState } from "react";
import { useAccountView } from "@/hooks/useAccountView";
import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { usePreview } from "@/hooks/usePreview";
import { useProtocol } from "@/hooks/useProtocol";
import { useQueue } from "@/hooks/useQueue";
import { useWallet } from "@/hooks/useWallet";
import type { VaultView } from "@/lib/chain/readVault";
import { requestRedeemFlow } from "@/lib/flows/requestRedeemFlow";
import { formatAmount, formatBps } from "@/lib/format/amount";
import { parseAmount, toInput } from "@/lib/format/parseAmount";
import { formatPrice } from "@/lib/format/price";
import { ActButton } from "../shell/ActButton";
import { AmountField } from "../ui/AmountField";
import { Facts } from "../ui/Facts";
import { Segmented } from "../ui/Segmented";
import { ExitForecast } from "./ExitForecast";

const CLASSES = [
  { value: "patient", label: "Wait for a fair price" },
  { value: "anyPrice", label: "Take any price" },
] as const;

type RequestFormProps = {
  vault: VaultView;
  input: string;
  onInput: (input: string) => void;
};

/** A request to the redemption queue, for what the vault has no free cash for. The queue takes shares. */
export function RequestForm({ vault, input, onInput }: RequestFormProps) {
  const { deployment } = useProtocol();
  const { tokens } = useChain();
  const wallet = useWallet();
  const account = useAccountView(wallet.status === "ready" ? wallet.address : undefined);
  const queue = useQueue();
  const startFlow = useFlow();
  const [choice, setChoice] = useState<(typeof CLASSES)[number]["value"]>("patient");
  const atAnyPrice = choice === "anyPrice";

  const { asset, share } = tokens;
  const parsed = parseAmount(input, asset.decimals);
  const assets = "units" in parsed && parsed.units > 0n ? parsed.units : undefined;
  const isAll = account !== undefined && assets !== undefined && assets === account.worth;
  const previewShares = usePreview("withdraw", isAll ? undefined : assets);
  const problem =
    "problem" in parsed
      ? parsed.problem
      : account && parsed.units > account.worth
        ? `Your shares are worth ${formatAmount(account.worth, asset.decimals)} ${asset.symbol}.`
        : undefined;
  const shares = isAll ? account.shares : previewShares;

  const start = (): void => {
    if (!account || !queue || assets === undefined || shares === undefined) return;
    startFlow(
      requestRedeemFlow({
        queue: deployment.contracts.queue,
        tokens,
        account: account.address,
        shares,
        worth: assets,
        end: queue.current.end,
        atAnyPrice,
        toleranceBps: vault.toleranceBps,
      }),
    );
  };
  const isReady = account !== undefined && queue !== undefined && shares !== undefined && shares > 0n && !problem;

  return (
    <div>
      <AmountField
        label="Amount"
        unit={asset.symbol}
        value={input}
        onChange={onInput}
        problem={problem}
        hint={account && `${formatAmount(account.worth, asset.decimals)} is what you hold`}
        onMax={account && (() => onInput(toInput(account.worth, asset.decimals)))}
      />
      <Segmented label="Price you accept" value={choice} options={CLASSES} onChange={setChoice} className="mt-3" />
      <p className="mt-2 text-[0.8125rem] leading-relaxed text-soft" data-testid="class-words">
        {atAnyPrice
          ? `Paid in turn, whatever the exit price is then. While something is delinquent that can be far less than your
             shares are worth after a cure.`
          : `Paid in turn, but only while at most ${formatBps(vault.toleranceBps)} of the vault is an unrealised loss.
             Else your request waits for a cure, keeps its place, and can be cancelled.`}
      </p>
      <Facts
        className="mt-2"
        facts={[
          {
            label: "You give",
            value: shares === undefined ? "–" : `${formatAmount(shares, share.decimals, 4)} ${share.symbol}`,
          },
          {
            label: "Exit price now",
            value: `${formatPrice(vault.exitPrice, asset.decimals)} ${asset.symbol}`,
            note: "You are paid at the exit price of the settlement.",
          },
        ]}
      />
      <ActButton size="large" className="mt-5 w-full" disabled={!isReady} onAct={start}>
        {account?.shares === 0n ? "You hold no shares" : assets === undefined ? "Enter an amount" : "Request to leave"}
      </ActButton>
      <ExitForecast shares={problem ? 0n : (shares ?? 0n)} atAnyPrice={atAnyPrice} />
    </div>
  );
}
