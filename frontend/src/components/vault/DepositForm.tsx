"use client";

import { useState } from "react";
import { figureOf } from "@/hooks/answer";
import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { usePayer } from "@/hooks/usePayer";
import { usePreview } from "@/hooks/usePreview";
import { useProtocol } from "@/hooks/useProtocol";
import type { AccountView } from "@/lib/chain/readAccount";
import type { Token } from "@/lib/chain/readTokens";
import type { VaultView } from "@/lib/chain/readVault";
import { LOCAL_CHAIN_ID } from "@/lib/config/deployment";
import { draftReason, EMPTY, readDraft, type Draft } from "@/lib/drafts/draft";
import { mintTestDollarsFlow } from "@/lib/flows/mintTestDollarsFlow";
import { prepareDeposit } from "@/lib/flows/prepareDeposit";
import { formatAmount } from "@/lib/format/amount";
import { formatPrice } from "@/lib/format/price";
import { depositReason } from "@/lib/vault/depositReason";
import { ActButton } from "../shell/ActButton";
import { AmountField } from "../ui/AmountField";
import { Facts } from "../ui/Facts";
import { AsOf } from "./AsOf";

export function DepositForm({ vault }: { vault: VaultView }) {
  const { deployment, read } = useProtocol();
  const { tokens } = useChain();
  const payer = usePayer();
  const account = payer?.view;
  const startFlow = useFlow();
  const [draft, setDraft] = useState<Draft>(EMPTY);

  const { asset, share } = tokens;
  const { text, named, amount, isEmpty, ...reading } = readDraft(draft, asset.decimals, {
    all: account && mostOf(account),
  });
  const preview = usePreview("deposit", amount);
  const problem = reading.problem ?? problemOf(amount, vault, account, asset);
  const reason = depositReason(vault) ?? draftReason({ isEmpty, problem });

  const start = (): void => {
    const sum = named ?? amount;
    if (!payer || sum === undefined) return;
    const title = named ? "Deposit all" : `Deposit ${text} ${asset.symbol}`;
    const wish = { account: payer.address, sum, signs: payer.signs };
    startFlow({ title, prepare: () => prepareDeposit(read, tokens, wish) }, () =>
      setDraft((now) => (now === draft ? EMPTY : now)),
    );
  };

  return (
    <div>
      <AmountField
        label="Amount"
        unit={asset.symbol}
        value={text}
        isLive={named !== undefined}
        onChange={(typed) => setDraft({ text: typed })}
        problem={problem}
        hint={account && `${formatAmount(account.assets, asset.decimals)} in your wallet`}
        named={payer && { label: "Max", isChosen: named === "all", onChoose: () => setDraft({ named: "all" }) }}
      />
      <div data-testid="preview">
        <Facts
          className="mt-2"
          facts={[
            {
              label: "You receive about",
              value: figureOf(preview, ({ units }) => `${formatAmount(units, share.decimals, 4)} ${share.symbol}`),
              note: preview.status === "known" && <AsOf head={preview.view.asOf} />,
            },
            { label: "Share price", value: `${formatPrice(vault.entryPrice, asset.decimals)} ${asset.symbol}` },
            { label: "Entry fee", value: "none" },
          ]}
        />
      </div>
      <ActButton size="large" className="mt-5 w-full" reason={reason} onAct={start}>
        Deposit
      </ActButton>
      <p className="mt-3 text-[0.8125rem] leading-relaxed text-faint">
        {tokens.permit && !account?.isContract && (payer?.signs(asset.address) ?? true)
          ? "A free signature lets the vault take exactly this amount; no standing approval remains."
          : "Asks for an approval of exactly this amount first; no standing approval remains."}
      </p>
      {deployment.chainId === LOCAL_CHAIN_ID && payer && (
        <button
          type="button"
          className="mt-2 text-[0.8125rem] font-medium text-accent underline-offset-4 hover:underline"
          onClick={() => startFlow(mintTestDollarsFlow(asset, payer.address))}
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
  assets: bigint | undefined,
  vault: VaultView,
  account: AccountView | undefined,
  asset: Token,
): string | undefined {
  if (assets === undefined || !account) return undefined;
  if (assets > account.assets) {
    return `You have ${formatAmount(account.assets, asset.decimals)} ${asset.symbol}.`;
  }
  if (depositReason(vault) === undefined && assets > account.maxDeposit) {
    return `The vault takes at most ${formatAmount(account.maxDeposit, asset.decimals)} ${asset.symbol} now.`;
  }
  return undefined;
}
