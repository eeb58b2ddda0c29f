"use client";

import { useState } from "react";
import { useChain } from "@/hooks/useChain";
import { useDollar } from "@/hooks/useDollar";
import { useFlow } from "@/hooks/useFlow";
import { useProtocol } from "@/hooks/useProtocol";
import { useStake } from "@/hooks/useStake";
import { useWallet } from "@/hooks/useWallet";
import { draftReason, EMPTY, readDraft, type Draft } from "@/lib/drafts/draft";
import { claimCreditFlow, postStakeFlow, resignFlow, withdrawStakeFlow } from "@/lib/flows/stakeFlows";
import { formatAmount } from "@/lib/format/amount";
import { formatDateTime } from "@/lib/format/time";
import { ActButton } from "../shell/ActButton";
import { AmountField } from "../ui/AmountField";
import { Card } from "../ui/Card";
import { Facts } from "../ui/Facts";

/** What the connected account has at stake as a reporter, and what it may claim as one or as a challenger. */
export function StakeCard() {
  const { deployment } = useProtocol();
  const { head, tokens } = useChain();
  const wallet = useWallet();
  const dollar = useDollar();
  const startFlow = useFlow();
  const account = wallet.status === "ready" ? wallet.address : undefined;
  const view = useStake(account);
  const [draft, setDraft] = useState<Draft<"missing">>(EMPTY);

  const { stakes, stakeEscrow, escrow } = deployment.contracts;
  const decimals = dollar?.decimals ?? tokens.asset.decimals;
  const money = (units: bigint): string => `${formatAmount(units, decimals)} ${dollar?.symbol ?? ""}`;
  const missing = view && view.leastStake > view.stake ? view.leastStake - view.stake : 0n;
  const { text, named, amount, isEmpty, ...reading } = readDraft(draft, decimals, { missing });
  const problem =
    reading.problem ??
    (view && amount !== undefined && amount > view.dollars ? `You have ${money(view.dollars)}.` : undefined);
  const isFree = view?.freeAt !== undefined && view.freeAt <= head.timestamp;

  return (
    <Card title="Your stake" caption="What a reporter has to lose; and what bonds and awards have come to you.">
      {view && dollar ? (
        <Facts
          facts={[
            { label: "At stake", value: <span data-testid="stake">{money(view.stake)}</span> },
            { label: "A seat takes", value: money(view.leastStake) },
            ...(view.freeAt !== undefined
              ? [{ label: "Free", value: isFree ? "now" : `from ${formatDateTime(view.freeAt)}` }]
              : []),
            ...(view.bondsBack > 0n
              ? [
                  {
                    label: "Came back to you",
                    value: `${formatAmount(view.bondsBack, tokens.asset.decimals)} ${tokens.asset.symbol}`,
                  },
                ]
              : []),
            ...(view.awards > 0n ? [{ label: "Awards and fees", value: money(view.awards) }] : []),
          ]}
        />
      ) : (
        <p className="text-sm text-faint">{account ? "Being read." : "Connect an account to see its stake."}</p>
      )}
      <div className="mt-4">
        <AmountField
          label="Stake more"
          unit={dollar?.symbol ?? ""}
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
          reason={!view || !dollar ? "Your stake is not known yet" : draftReason({ isEmpty, problem })}
          onAct={() =>
            view &&
            dollar &&
            amount !== undefined &&
            startFlow(postStakeFlow({ stakes, stakeEscrow, dollar, amount, allowance: view.allowance }), () =>
              setDraft((now) => (now === draft ? EMPTY : now)),
            )
          }
        >
          Stake
        </ActButton>
        {view && view.stake > 0n && view.freeAt === undefined && (
          <ActButton
            look="quiet"
            className="mt-2 w-full"
            onAct={() => startFlow(resignFlow({ stakes, freeAt: head.timestamp + view.releaseDelay }))}
          >
            Give the seat up
          </ActButton>
        )}
        {view && view.stake > 0n && view.freeAt !== undefined && (
          <ActButton
            look="secondary"
            className="mt-2 w-full"
            reason={isFree ? undefined : "It is not free yet"}
            onAct={() =>
              account &&
              dollar &&
              startFlow(withdrawStakeFlow({ stakes, dollar, amount: view.stake, receiver: account }))
            }
          >
            Take the stake back
          </ActButton>
        )}
        {view && account && view.bondsBack > 0n && (
          <ActButton
            look="secondary"
            className="mt-2 w-full"
            onAct={() =>
              startFlow(
                claimCreditFlow({
                  escrow,
                  unit: tokens.asset,
                  amount: view.bondsBack,
                  account,
                  of: "Bonds that came back, and whatever else this escrow keeps for you.",
                }),
              )
            }
          >
            Claim what came back
          </ActButton>
        )}
        {view && account && dollar && view.awards > 0n && (
          <ActButton
            look="secondary"
            className="mt-2 w-full"
            onAct={() =>
              startFlow(
                claimCreditFlow({
                  escrow: stakeEscrow,
                  unit: dollar,
                  amount: view.awards,
                  account,
                  of: "Awards for what you have shown, and fees for what you have signed.",
                }),
              )
            }
          >
            Claim awards and fees
          </ActButton>
        )}
      </div>
    </Card>
  );
}
