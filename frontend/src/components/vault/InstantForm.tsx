"use client";

import { useAccountView } from "@/hooks/useAccountView";
import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { usePreview } from "@/hooks/usePreview";
import { useProtocol } from "@/hooks/useProtocol";
import { useWallet } from "@/hooks/useWallet";
import type { VaultView } from "@/lib/chain/readVault";
import { withdrawFlow } from "@/lib/flows/withdrawFlow";
import { formatAmount } from "@/lib/format/amount";
import { parseAmount, toInput } from "@/lib/format/parseAmount";
import { formatPrice } from "@/lib/format/price";
import { ActButton } from "../shell/ActButton";
import { AmountField } from "../ui/AmountField";
import { Button } from "../ui/Button";
import { Facts } from "../ui/Facts";
import { Notice } from "../ui/Notice";

type InstantFormProps = {
  vault: VaultView;
  input: string;
  onInput: (input: string) => void;
  /** Leads to the redemption queue, for what is not liquid. */
  onQueue: () => void;
};

/** A withdrawal in one transaction, up to the cash that no closed redemption epoch waits for. */
export function InstantForm({ vault, input, onInput, onQueue }: InstantFormProps) {
  const { deployment } = useProtocol();
  const { head, tokens } = useChain();
  const wallet = useWallet();
  const account = useAccountView(wallet.status === "ready" ? wallet.address : undefined);
  const startFlow = useFlow();

  const { asset, share } = tokens;
  const money = (units: bigint): string => `${formatAmount(units, asset.decimals)} ${asset.symbol}`;
  const parsed = parseAmount(input, asset.decimals);
  const assets = "units" in parsed && parsed.units > 0n ? parsed.units : undefined;
  const most = account?.maxWithdraw;
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
        router: deployment.contracts.router,
        tokens,
        account: account.address,
        request: isAll
          ? { kind: "all", shares: account.shares, previewAssets: account.worth }
          : { kind: "assets", assets, previewShares: shares },
        shareAllowance: account.shareAllowance,
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
        onChange={onInput}
        problem={problem}
        hint={most !== undefined && `${formatAmount(most, asset.decimals)} liquid for you`}
        onMax={most === undefined ? undefined : () => onInput(toInput(most, asset.decimals))}
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
          action={
            <Button look="secondary" size="small" onClick={onQueue}>
              Use the queue
            </Button>
          }
        >
          The rest is hardware, or cash that the queue waits for. The queue is paid as rent comes in.
        </Notice>
      ) : (
        <p className="mt-3 text-[0.8125rem] leading-relaxed text-faint">
          Paid at once from the vault’s free cash, {money(vault.freeCash)} for all shares together. The rest is
          hardware; rent that is not vested yet stays with those who stay.
        </p>
      )}
    </div>
  );
}
