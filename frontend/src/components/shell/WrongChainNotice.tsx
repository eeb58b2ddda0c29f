"use client";

import { useSwitchChain } from "wagmi";
import { useProtocol } from "@/hooks/useProtocol";
import { useWallet } from "@/hooks/useWallet";
import { isRejection } from "@/lib/errors/explain";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";

/** Shown while the connected wallet is on another chain than the vault. */
export function WrongChainNotice() {
  const { deployment } = useProtocol();
  const wallet = useWallet();
  const switchChain = useSwitchChain();
  if (wallet.status !== "wrongChain") return null;
  return (
    <Notice
      tone="warn"
      live
      className="mb-6"
      testId="wrong-chain"
      title={`Your wallet is on chain ${wallet.chainId}; this vault is on ${deployment.name} (${deployment.chainId})`}
      action={
        <Button
          look="secondary"
          size="small"
          aria-disabled={switchChain.isPending ? true : undefined}
          onClick={() => !switchChain.isPending && switchChain.mutate({ chainId: deployment.chainId })}
        >
          {switchChain.isPending ? "Waiting for the wallet…" : `Switch to ${deployment.name}`}
        </Button>
      }
    >
      {switchChain.isError
        ? isRejection(switchChain.error)
          ? "You declined the switch. You can read everything, but not act."
          : `The wallet did not switch. Add the network by hand: chain ${deployment.chainId}, ${deployment.rpcUrl}.`
        : "You can read everything; to act, switch the network."}
    </Notice>
  );
}
