"use client";

import { figureOf } from "@/hooks/answer";
import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { usePayer } from "@/hooks/usePayer";
import { usePreview } from "@/hooks/usePreview";
import { useProtocol } from "@/hooks/useProtocol";
import type { AccountView } from "@/lib/chain/readAccount";
import { draftReason, readDraft } from "@/lib/drafts/draft";
import { prepareWithdraw } from "@/lib/flows/prepareWithdraw";
import { formatAmount } from "@/lib/format/amount";
import { toInput } from "@/lib/format/parseAmount";
import { formatPrice } from "@/lib/format/price";
import { ActButton } from "../shell/ActButton";
import { AmountField } from "../ui/AmountField";
import { Button } from "../ui/Button";
import { Facts } from "../ui/Facts";
import { Notice } from "../ui/Notice";
import { AsOf } from "./AsOf";
import type { ExitFormProps } from "./WithdrawForm";

type InstantFormProps = ExitFormProps & {
  /** Leads to the redemption queue, for what is not liquid. */
  onQueue: () => void;
};

/** A withdrawal in one transaction, up to the cash that no closed redemption epoch waits for. */
export function InstantForm({ vault, draft, onDraft, onDone, onQueue }: InstantFormProps) {
  const { read } = useProtocol();
  const { tokens } = useChain();
  const payer = usePayer();
  const account = payer?.view;
  const startFlow = useFlow();

  const { asset, share } = tokens;
  const money = (units: bigint): string => `${formatAmount(units, asset.decimals)} ${asset.symbol}`;
  const { text, named, amount, isEmpty, ...reading } = readDraft(draft, asset.decimals, { all: account?.worth });
  // All of a position is redeemed by its shares: no dust is left behind, whatever the price does meanwhile.
  const isAll = named === "all";
  const preview = usePreview(isAll ? "redeem" : "withdraw", isAll ? account?.shares : amount);
  const problem = reading.problem ?? problemOf(isAll, amount, account, money);
  const reason = account?.shares === 0n ? "You hold no shares" : draftReason({ isEmpty, problem });

  const start = (): void => {
    const sum = named ?? amount;
    if (!payer || sum === undefined) return;
    const title = named ? "Withdraw everything" : `Withdraw ${text} ${asset.symbol}`;
    const wish = { account: payer.address, sum, signs: payer.signs };
    startFlow({ title, prepare: () => prepareWithdraw(read, tokens, wish) }, onDone);
  };

  const shares = (units: bigint): string => `${formatAmount(units, share.decimals, 4)} ${share.symbol}`;
  const note = preview.status === "known" && <AsOf head={preview.view.asOf} />;
  return (
    <div>
      <AmountField
        label="Amount"
        unit={asset.symbol}
        value={text}
        isLive={named !== undefined}
        onChange={(typed) => onDraft({ text: typed })}
        problem={problem}
        hint={account && `${formatAmount(account.maxWithdraw, asset.decimals)} liquid for you`}
        named={payer && { label: "Max", isChosen: isAll, onChoose: () => onDraft({ named: "all" }) }}
      />
      <div data-testid="preview">
        <Facts
          className="mt-2"
          facts={[
            ...(isAll
              ? [
                  {
                    label: "You give",
                    value: account ? shares(account.shares) : "being read…",
                    note: "all your shares",
                  },
                  { label: "You receive about", value: figureOf(preview, ({ units }) => money(units)), note },
                ]
              : [{ label: "You give about", value: figureOf(preview, ({ units }) => shares(units)), note }]),
            { label: "Share price", value: `${formatPrice(vault.exitPrice, asset.decimals)} ${asset.symbol}` },
            { label: "Exit fee", value: "none" },
          ]}
        />
      </div>
      <ActButton size="large" className="mt-5 w-full" reason={reason} onAct={start}>
        Withdraw
      </ActButton>
      {account && account.maxRedeem < account.shares ? (
        <Notice
          tone="warn"
          className="mt-4"
          testId="illiquid"
          title={`Liquid now: ${money(account.maxWithdraw)} of your ${money(account.worth)}`}
          action={
            <div className="flex flex-wrap gap-2">
              <Button look="secondary" size="small" onClick={onQueue}>
                Use the queue
              </Button>
              {account.maxWithdraw > 0n && (
                <Button
                  look="secondary"
                  size="small"
                  onClick={() => onDraft({ text: toInput(account.maxWithdraw, asset.decimals) })}
                >
                  Take what is liquid
                </Button>
              )}
            </div>
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

function problemOf(
  isAll: boolean,
  amount: bigint | undefined,
  account: AccountView | undefined,
  money: (units: bigint) => string,
): string | undefined {
  if (!account || amount === undefined) return undefined;
  const { maxWithdraw, maxRedeem, shares, worth } = account;
  if (maxRedeem < shares) return isAll || amount > maxWithdraw ? `Liquid now: ${money(maxWithdraw)}.` : undefined;
  return !isAll && amount > worth ? `Your shares are worth ${money(worth)}. Max withdraws them all.` : undefined;
}
