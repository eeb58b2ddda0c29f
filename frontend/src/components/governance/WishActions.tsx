"use client";

import { encode, explain, schedule, type Standing } from "@gpu-yield-vaults/sdk/actions";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { isAddressEqual } from "viem";
import { answerOf } from "@/hooks/answer";
import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { useProtocol } from "@/hooks/useProtocol";
import { useWallet } from "@/hooks/useWallet";
import { allowancesFor, prepareWish } from "@/lib/governance/prepareWish";
import type { Attempt, Wish } from "@/lib/governance/readAttempt";
import { saveSafeFile } from "@/lib/governance/saveSafeFile";
import { attemptQuery } from "@/lib/queries/governanceQueries";
import { ActButton } from "../shell/ActButton";
import { Button } from "../ui/Button";
import { ReadFailure } from "../vault/ReadFailure";
import { OutcomeWords } from "./OutcomeWords";

type WishActionsProps = {
  wish: Wish | undefined;
  title: string;
  /** Whether something in the fields can't be read. */
  isUnreadable: boolean;
  onDone: () => void;
};

const LABELS: Record<Standing["is"], string> = {
  open: "Send it",
  immediate: "Send it",
  unannounced: "Announce it",
  waiting: "Announced already",
  ready: "Carry it out",
  forbidden: "Send it",
};

/** What the chain says of a wish, and sending it: by the wallet, or as a file for a Safe. */
export function WishActions({ wish, title, isUnreadable, onDone }: WishActionsProps) {
  const { deployment, read } = useProtocol();
  const { head, say } = useChain();
  const wallet = useWallet();
  const startFlow = useFlow();
  const [saveError, setSaveError] = useState<Error>();
  const attempt = answerOf<Attempt>(useQuery(attemptQuery(read, head, wish, say)), wish !== undefined);
  const standing = attempt.status === "known" ? attempt.view.standing : undefined;
  const isSender = wallet.status === "ready" && wish !== undefined && isAddressEqual(wallet.address, wish.sender);

  const reason = isUnreadable
    ? "One field can’t be read"
    : !wish
      ? "Fill in the fields"
      : !isSender
        ? "Connect the account that sends it"
        : standing?.is === "waiting"
          ? `Waits until ${say.moment(standing.from)}`
          : undefined;

  const save = async (): Promise<void> => {
    if (!wish || attempt.status !== "known") return;
    try {
      const { contracts, chainId } = deployment;
      const transaction = encode(wish.action, contracts);
      const { what } = explain(wish.action, say);
      const isAnnounced = attempt.view.standing.is === "unannounced";
      const transactions = isAnnounced
        ? [schedule(transaction, contracts.accessManager)]
        : [...(await allowancesFor(read, attempt.view, say)), transaction];
      saveSafeFile(chainId, isAnnounced ? `Announce: ${what}` : what, transactions);
      setSaveError(undefined);
    } catch (error) {
      setSaveError(error as Error);
    }
  };

  return (
    <div>
      {standing && (
        <p className="text-[0.8125rem] text-soft" data-testid="standing">
          {standingWords(standing, (seconds) => say.length(seconds))}
        </p>
      )}
      <OutcomeWords
        answer={attempt.status === "known" ? { status: "known", view: attempt.view.outcome } : attempt}
        isLater={standing?.is === "unannounced" || standing?.is === "waiting"}
      />
      <div className="mt-2 flex flex-wrap gap-2">
        <ActButton
          reason={reason}
          onAct={() => wish && startFlow({ title, prepare: () => prepareWish(read, wish, title, say) }, onDone)}
        >
          {LABELS[standing?.is ?? "immediate"]}
        </ActButton>
        <Button
          look="secondary"
          aria-disabled={standing ? undefined : true}
          onClick={standing ? () => void save() : undefined}
        >
          Save for a Safe
        </Button>
      </div>
      {saveError && <ReadFailure error={saveError} />}
    </div>
  );
}

function standingWords(standing: Standing, length: (seconds: bigint) => string): string {
  switch (standing.is) {
    case "open":
      return "The authority is not asked: the contract itself decides.";
    case "immediate":
      return "The sender may do it at once.";
    case "forbidden":
      return `The sender may not do it: the authority asks for the role ${standing.role}.`;
    case "unannounced":
      return `It is announced first, and can be carried out ${length(standing.delay)} later, for a week.`;
    case "waiting":
      return `It is announced, and can be carried out in ${length(standing.from - standing.now)}.`;
    case "ready":
      return "It is announced, and its delay has passed.";
  }
}
