"use client";

import { useState } from "react";
import { useAccountView } from "@/hooks/useAccountView";
import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { usePreview } from "@/hooks/usePreview";
import { useProtocol } from "@/hooks/useProtocol";
import { useWallet } from "@/hooks/useWallet";
import { allowanceTo, type AccountView } from "@/lib/chain/readAccount";
import type { Token } from "@/lib/chain/readTokens";
import type { VaultView } from "@/lib/chain/readVault";
import { LOCAL_CHAIN_ID } from "@/lib/config/deployment";
import { depositFlow } from "@/lib/flows/depositFlow";
import { mintTestDollarsFlow } from "@/lib/flows/mintTestDollarsFlow";
import { formatAmount } from "@/lib/format/amount";
import { parseAmount, toInput } from "@/lib/format/parseAmount";
import { formatPrice } from "@/lib/format/price";
import { depositReason } from "@/lib/vault/depositReason";
import { ActButton } from "../shell/ActButton";
import { AmountField } from "../ui/AmountField";
import { Facts } from "../ui/Facts";

export function DepositForm({ vault }: { vault: VaultView }) {
  const { deployment } = useProtocol();
  const { head, tokens } = useChain();
  const wallet = useWallet();
  const account = useAccountView(wallet.status === "ready" ? wallet.address : undefined);
  const startFlow = useFlow();
  const [input, setInput] = useState("");

  const { asset, share } = tokens;
  const parsed = parseAmount(input, asset.decimals);
  const assets = "units" in parsed && parsed.units > 0n ? parsed.units : undefined;
  const previewShares = usePreview("deposit", assets);
  const problem = "problem" in parsed ? parsed.problem : problemOf(parsed.units, vault, account, asset);
  const shut = depositReason(vault);
  const isReady = assets !== undefined && !problem && previewShares !== undefined && account !== undefined && !shut;

  const start = (): void => {
    if (!isReady) return;
    startFlow(
      depositFlow({
        vault: deployment.contracts.vault,
        tokens,
        account: account.address,
        assets,
        previewShares,
        allowance: allowanceTo(account, deployment.contracts.vault),
        canSignPermit: !account.isContract,
        now: Math.max(head.timestamp, Math.floor(Date.now() / 1000)),
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
        hint={account && `${formatAmount(account.assets, asset.decimals)} in your wallet`}
        onMax={account && (() => setInput(toInput(mostOf(account), asset.decimals)))}
      />
      <Facts
        className="mt-2"
        facts={[
          {
            label: "You receive about",
            value:
              previewShares === undefined ? "–" : `${formatAmount(previewShares, share.decimals, 4)} ${share.symbol}`,
          },
          { label: "Share price", value: `${formatPrice(vault.entryPrice, asset.decimals)} ${asset.symbol}` },
          { label: "Entry fee", value: "none" },
        ]}
      />
      <ActButton size="large" className="mt-5 w-full" disabled={!isReady} onAct={start}>
        {shut ?? (assets === undefined ? "Enter an amount" : "Deposit")}
      </ActButton>
      <p className="mt-3 text-[0.8125rem] leading-relaxed text-faint">
        {tokens.permit && !account?.isContract
          ? "A free signature lets the vault take exactly this amount; no standing approval remains."
          : "Asks for an approval of exactly this amount first; no standing approval remains."}
      </p>
      {deployment.chainId === LOCAL_CHAIN_ID && account && (
        <button
          type="button"
          className="mt-2 text-[0.8125rem] font-medium text-accent underline-offset-4 hover:underline"
          onClick={() => startFlow(mintTestDollarsFlow(asset, account.address))}
        >
          Get test dollars
        </button>
      )}
    </div>
  );
}

function mostOf(account: AccountView): bigint {
  return account.assets < account.maxDeposit ? account.assets : account.maxDeposit;
}

function problemOf(
  assets: bigint,
  vault: VaultView,
  account: AccountView | undefined,
  asset: Token,
): string | undefined {
  if (assets === 0n || !account) return undefined;
  if (assets > account.assets) {
    return `You have ${formatAmount(account.assets, asset.decimals)} ${asset.symbol}.`;
  }
  if (depositReason(vault) === undefined && assets > account.maxDeposit) {
    return `The vault takes at most ${formatAmount(account.maxDeposit, asset.decimals)} ${asset.symbol} now.`;
  }
  return undefined;
}
