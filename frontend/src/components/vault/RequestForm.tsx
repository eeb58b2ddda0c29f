"use client";

import { useState } from "react";
import { figureOf } from "@/hooks/answer";
import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { useForecast } from "@/hooks/useForecast";
import { usePayer } from "@/hooks/usePayer";
import { useProtocol } from "@/hooks/useProtocol";
import type { ExitWish } from "@/lib/chain/readForecast";
import { draftReason, readDraft } from "@/lib/drafts/draft";
import { prepareRequest } from "@/lib/flows/prepareRequest";
import { formatAmount, formatBps } from "@/lib/format/amount";
import { formatPrice } from "@/lib/format/price";
import { ActButton } from "../shell/ActButton";
import { AmountField } from "../ui/AmountField";
import { Facts } from "../ui/Facts";
import { Segmented } from "../ui/Segmented";
import { AsOf } from "./AsOf";
import { ExitForecast } from "./ExitForecast";
import type { ExitFormProps } from "./WithdrawForm";

const CLASSES = [
  { value: "patient", label: "Wait for a fair price" },
  { value: "anyPrice", label: "Take any price" },
] as const;

/** A request to the redemption queue, for what the vault has no free cash for. The queue takes shares. */
export function RequestForm({ vault, draft, onDraft, onDone }: ExitFormProps) {
  const { read } = useProtocol();
  const { tokens } = useChain();
  const payer = usePayer();
  const account = payer?.view;
  const startFlow = useFlow();
  const [choice, setChoice] = useState<(typeof CLASSES)[number]["value"]>("patient");
  const atAnyPrice = choice === "anyPrice";

  const { asset, share } = tokens;
  const { text, named, amount, isEmpty, ...reading } = readDraft(draft, asset.decimals, { all: account?.worth });
  const tooMuch =
    !named && account && amount !== undefined && amount > account.worth
      ? `Your shares are worth ${formatAmount(account.worth, asset.decimals)} ${asset.symbol}. Max asks for them all.`
      : undefined;
  const problem = reading.problem ?? tooMuch;
  const reason = account?.shares === 0n ? "You hold no shares" : draftReason({ isEmpty, problem });
  const wished: ExitWish["sum"] | undefined = named
    ? account && { shares: account.shares }
    : amount === undefined
      ? undefined
      : { assets: amount };
  const forecast = useForecast(
    reason === undefined && wished ? { account: payer?.address, sum: wished, atAnyPrice } : undefined,
  );

  const start = (): void => {
    const sum = named ?? amount;
    if (!payer || sum === undefined) return;
    const title = named ? "Request to leave with everything" : `Request to leave with ${text} ${asset.symbol}`;
    const wish = { account: payer.address, sum, atAnyPrice, toleranceBps: vault.toleranceBps };
    startFlow({ title, prepare: () => prepareRequest(read, tokens, wish) }, onDone);
  };

  return (
    <div>
      <AmountField
        label="Amount"
        unit={asset.symbol}
        value={text}
        isLive={named !== undefined}
        onChange={(typed) => onDraft({ text: typed })}
        problem={problem}
        hint={account && `${formatAmount(account.worth, asset.decimals)} is what you hold`}
        named={payer && { label: "Max", isChosen: named === "all", onChoose: () => onDraft({ named: "all" }) }}
      />
      <Segmented label="Price you accept" value={choice} options={CLASSES} onChange={setChoice} className="mt-3" />
      <p className="mt-2 text-[0.8125rem] leading-relaxed text-soft" data-testid="class-words">
        {atAnyPrice
          ? `Paid in turn, whatever the exit price is then. While something is delinquent that can be far less than your
             shares are worth after a cure.`
          : `Paid in turn, but only while at most ${formatBps(vault.toleranceBps)} of the vault is an unrealised loss.
             Else your request waits for a cure, keeps its place, and can be cancelled.`}
      </p>
      <div data-testid="preview">
        <Facts
          className="mt-2"
          facts={[
            {
              label: "You give",
              value: figureOf(forecast, ({ shares }) => `${formatAmount(shares, share.decimals, 4)} ${share.symbol}`),
              note: forecast.status === "known" && <AsOf head={forecast.view.asOf} />,
            },
            {
              label: "Exit price now",
              value: `${formatPrice(vault.exitPrice, asset.decimals)} ${asset.symbol}`,
              note: "You are paid at the exit price of the settlement.",
            },
          ]}
        />
      </div>
      <ActButton size="large" className="mt-5 w-full" reason={reason} onAct={start}>
        Request to leave
      </ActButton>
      <ExitForecast forecast={forecast} />
    </div>
  );
}
