"use client";

import { useState } from "react";
import type { VaultView } from "@/lib/chain/readVault";
import { Segmented } from "../ui/Segmented";
import { InstantForm } from "./InstantForm";
import { RequestForm } from "./RequestForm";

const EXITS = [
  { value: "instant", label: "At once" },
  { value: "queue", label: "Through the queue" },
] as const;

/** The two ways out: from cash that is free, or through the redemption queue. The amount goes with the choice. */
export function WithdrawForm({ vault }: { vault: VaultView }) {
  const [exit, setExit] = useState<(typeof EXITS)[number]["value"]>("instant");
  const [input, setInput] = useState("");
  return (
    <>
      <Segmented label="Way out" value={exit} options={EXITS} onChange={setExit} className="mb-4" />
      {exit === "instant" ? (
        <InstantForm vault={vault} input={input} onInput={setInput} onQueue={() => setExit("queue")} />
      ) : (
        <RequestForm vault={vault} input={input} onInput={setInput} />
      )}
    </>
  );
}
