"use client";

import { useState } from "react";
import type { VaultView } from "@/lib/chain/readVault";
import { EMPTY, type Draft } from "@/lib/drafts/draft";
import { Segmented } from "../ui/Segmented";
import { InstantForm } from "./InstantForm";
import { RequestForm } from "./RequestForm";

const EXITS = [
  { value: "instant", label: "At once" },
  { value: "queue", label: "Through the queue" },
] as const;

/** What both ways out share: what is meant, whichever of them it goes. */
export type ExitFormProps = {
  vault: VaultView;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  /** Empties the field, unless something else has been entered meanwhile. */
  onDone: () => void;
};

/** The two ways out: from cash that is free, or through the redemption queue. The amount goes with the choice. */
export function WithdrawForm({ vault }: { vault: VaultView }) {
  const [exit, setExit] = useState<(typeof EXITS)[number]["value"]>("instant");
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const onDone = (): void => setDraft((now) => (now === draft ? EMPTY : now));
  const form = { vault, draft, onDraft: setDraft, onDone };
  return (
    <>
      <Segmented label="Way out" value={exit} options={EXITS} onChange={setExit} className="mb-4" />
      {exit === "instant" ? <InstantForm {...form} onQueue={() => setExit("queue")} /> : <RequestForm {...form} />}
    </>
  );
}
