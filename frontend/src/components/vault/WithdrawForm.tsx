"use client";

import { useState } from "react";
import { useAccountView } from "@/hooks/useAccountView";
import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { usePreview } from "@/hooks/usePreview";
import { useProtocol } from "@/hooks/useProtocol";
import { useWallet } from "@/hooks/useWallet";
import type { AccountView } from "@/lib/chain/readAccount";
import type { VaultView } from "@/lib/chain/readVault";
import { withdrawFlow } from "@/lib/flows/withdrawFlow";
import { formatAmount, parseAmount, toInput } from "@/lib/format/amount";
import { formatPrice } from "@/lib/format/price";
import { ActButton } from "../shell/ActButton";
import { AmountField } from "../ui/AmountField";
import { Facts } from "../ui/Facts";
import { Notice } from "../ui/Notice";

export function WithdrawForm({ vault }: { vault: VaultView }) {
  const { deployment } = useProtocol();
  const { tokens } = useChain();
  const wallet = useWallet();
  const account = useAccountView(wallet.status === "ready" ? wallet.address : undefined);
  const startFlow = useFlow();
  const [input, setInput] = useState("");

  const { asset, share } = tokens;
  const money = (units: bigint): string => `${formatAmount(units, asset.decimals)} ${asset.symbol}`;
  const parsed = parseAmount(input, asset.decimals);
  const assets = "units" in parsed && parsed.units > 0n ? parsed.units : undefined;
  const most = account && mostOf(vault, account);
  // All of a position that is liquid in full is redeemed by its shares, so that no dust is left behind.
  const isAll = account !== undefined && assets !== undefined && assets === account.worth && most === account.worth;
  const previewShares = usePreview("withdraw", isAll ? undefined : assets);

  const problem =
    "problem" in parsed
      ? parsed.problem
      : most !== undefined && parsed.units > most
        ? most < (account?.worth ?? 0n)
          ? `Liquid now: ${money(most)}.`
          : `Your shares are worth ${money(most)}.`
        : undefined;
  const shares = isAll ? account.shares : previewShares;
  const isReady = assets !== undefined && !problem && account !== undefined && shares !== undefined;

  const start = (): void => {
    if (!isReady) return;
    startFlow(
      withdrawFlow({
        vault: deployment.contracts.vault,
        tokens,
        account: account.address,
        request: isAll
          ? { kind: "all", shares: account.shares, previewAssets: account.worth }
          : { kind: "assets", assets, previewShares: shares },
      }),
    );
  };

  return (
    <div>
      <AmountField
        label="Amount"
        unit={asset.symbol}
        value={input}
        onChange={setInput}
        problem={problem}
        hint={most !== undefined && `${formatAmount(most, asset.decimals)} liquid for you`}
        onMax={most === undefined ? undefined : () => setInput(toInput(most, asset.decimals))}
      />
      <Facts
        className="mt-2"
        facts={[
          {
            label: "You give about",
            value: shares === undefined ? "–" : `${formatAmount(shares, share.decimals, 4)} ${share.symbol}`,
          },
          { label: "Share price", value: `${formatPrice(vault.exitPrice, asset.decimals)} ${asset.symbol}` },
          { label: "Exit fee", value: "none" },
        ]}
      />
      <ActButton size="large" className="mt-5 w-full" disabled={!isReady} onAct={start}>
        {account?.shares === 0n ? "You hold no shares" : assets === undefined ? "Enter an amount" : "Withdraw"}
      </ActButton>
      {account && most !== undefined && most < account.worth ? (
        <Notice
          tone="warn"
          className="mt-4"
          testId="illiquid"
          title={`Liquid now: ${money(most)} of your ${money(account.worth)}`}
        >
          The rest is hardware. It turns into cash as rent comes in; cash is shared, first come, first served.
        </Notice>
      ) : (
        <p className="mt-3 text-[0.8125rem] leading-relaxed text-faint">
          Paid at once from the vault’s cash, {money(vault.cash)} for all shares together. The rest is hardware; rent
          that is not vested yet stays with those who stay.
        </p>
      )}
    </div>
  );
}

/** What can leave now: by the contract's limit, or, while bookkeeping is due and limits read zero, by worth and cash. */
function mostOf(vault: VaultView, account: AccountView): bigint {
  const isDue = vault.nextDue !== undefined && vault.nextDue <= vault.asOf.timestamp;
  if (!isDue) return account.maxWithdraw;
  return account.worth < vault.cash ? account.worth : vault.cash;
}
