"use client";

import { useState } from "react";
import { useProtocol } from "@/hooks/useProtocol";
import { useWallet } from "@/hooks/useWallet";
import { Button, type ButtonProps } from "../ui/Button";
import { ConnectDialog } from "./ConnectDialog";

type ActButtonProps = {
  /** What the button does once an account can act. */
  onAct: () => void;
  /** Why it does not now, in a few words: known, and said in the button's place. */
  reason?: string;
} & Omit<ButtonProps, "onClick" | "disabled">;

/** A button that acts; before that it connects, or says what keeps it from acting. It never loses the focus. */
export function ActButton({ onAct, reason, children, ...rest }: ActButtonProps) {
  const { deployment } = useProtocol();
  const wallet = useWallet();
  const [isOpen, setOpen] = useState(false);
  const isConnected = wallet.status === "ready" || wallet.status === "wrongChain";
  const strayed = wallet.status === "wrongChain" ? `Your wallet is not on ${deployment.name}` : undefined;
  const why = strayed ?? (isConnected ? reason : undefined);
  return (
    <>
      <Button
        {...rest}
        aria-disabled={why ? true : undefined}
        onClick={why ? undefined : isConnected ? onAct : () => setOpen(true)}
      >
        {why ?? (isConnected ? children : "Connect an account")}
      </Button>
      <ConnectDialog open={isOpen} onOpenChange={setOpen} />
    </>
  );
}
