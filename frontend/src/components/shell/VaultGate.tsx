"use client";

import { ReadError } from "@gpu-yield-vaults/sdk/read";
import { SearchX } from "lucide-react";
import Link from "next/link";
import { createContext, useContext, type ReactNode } from "react";
import type { Address } from "viem";
import { useProtocol } from "@/hooks/useProtocol";
import { ChainUnreachable } from "./ChainUnreachable";
import { PageSkeleton } from "./PageSkeleton";
import { StatePage } from "./StatePage";

/** Whether the vault that the URL names is known. */
export type VaultGateState =
  | { kind: "ready" }
  | { kind: "finding" }
  | { kind: "malformed"; text: string }
  | { kind: "failed"; vault: Address; error: Error };

export const VaultGateContext = createContext<VaultGateState>({ kind: "ready" });

/** Lets the page through once its vault is known; says what is wrong with its address until then. */
export function VaultGate({ children }: { children: ReactNode }) {
  const state = useContext(VaultGateContext);
  const { deployment } = useProtocol();
  if (state.kind === "ready") return children;
  if (state.kind === "finding") return <PageSkeleton />;
  if (state.kind === "failed" && !(state.error instanceof ReadError))
    return <ChainUnreachable deployment={deployment} error={state.error} />;
  const address = state.kind === "malformed" ? state.text : state.vault;
  return (
    <StatePage icon={SearchX} title="There is no such vault" testId="no-such-vault">
      <p>
        {state.kind === "malformed"
          ? "The address of this page names "
          : "The directory of this deployment lists no vault at "}
        <span className="font-mono text-sm break-all text-ink">{address}</span>
        {state.kind === "malformed" ? ", which is no address of a vault." : "."}
      </p>
      <p>
        <Link href="/" className="font-medium text-accent underline underline-offset-4">
          To the vaults that there are
        </Link>
      </p>
    </StatePage>
  );
}
