"use client";

import { useState } from "react";
import { useProtocol } from "@/hooks/useProtocol";
import { useWallet } from "@/hooks/useWallet";
import { Button, type ButtonProps } from "../ui/Button";
import { ConnectDialog } from "./ConnectDialog";

type ActButtonProps = {
  /** What the button does once an account can act. */
  onAct: () => void;
} & Omit<ButtonProps, "onClick">;

/** A button that acts; before that it connects, or says that the network is the wrong one. */
export function ActButton({ onAct, children, disabled, ...rest }: ActButtonProps) {
  const { deployment } = useProtocol();
  const wallet = useWallet();
  const [isOpen, setOpen] = useState(false);
  if (wallet.status === "ready") {
    return (
      <Button {...rest} disabled={disabled} onClick={onAct}>
        {children}
      </Button>
    );
  }
  if (wallet.status === "wrongChain") {
    return (
      <Button {...rest} disabled>
        Your wallet is not on {deployment.name}
      </Button>
    );
  }
  return (
    <>
      <Button {...rest} onClick={() => setOpen(true)}>
        Connect an account
      </Button>
      <ConnectDialog open={isOpen} onOpenChange={setOpen} />
    </>
  );
}
