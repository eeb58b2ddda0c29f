"use client";

import { Check, Copy, LogOut, Wallet as WalletIcon } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { useDisconnect } from "wagmi";
import { useProtocol } from "@/hooks/useProtocol";
import { useWallet } from "@/hooks/useWallet";
import { shortAddress } from "@/lib/format/address";
import { accountLabels } from "@/lib/config/accountLabels";
import { Button } from "../ui/Button";
import { ConnectDialog } from "./ConnectDialog";

const ITEM =
  "flex cursor-pointer items-center gap-2.5 rounded-lg px-3 py-2 text-sm outline-none data-highlighted:bg-sunken";

/** Connect button, or the connected account with its menu. */
export function Account() {
  const { deployment } = useProtocol();
  const wallet = useWallet();
  const disconnect = useDisconnect();
  const [isOpen, setOpen] = useState(false);
  const [copied, setCopied] = useState(false);

  if (wallet.status === "none" || wallet.status === "connecting") {
    return (
      <>
        <Button size="small" className="h-9" disabled={wallet.status === "connecting"} onClick={() => setOpen(true)}>
          {wallet.status === "connecting" ? "Connecting…" : "Connect"}
        </Button>
        <ConnectDialog open={isOpen} onOpenChange={setOpen} />
      </>
    );
  }

  const label = accountLabels(deployment).get(wallet.address.toLowerCase());
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(wallet.address);
    setCopied(true);
    setTimeout(() => setCopied(false), 1_500);
  };

  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <Button look="secondary" size="small" className="h-9 max-w-32 sm:max-w-44" data-testid="account">
          <WalletIcon aria-hidden className="hidden size-4 shrink-0 text-faint sm:block" />
          <span className="truncate">
            {label ?? <span className="font-mono text-[0.8125rem]">{shortAddress(wallet.address)}</span>}
          </span>
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={6}
          className="animate-rise z-50 w-64 rounded-xl border border-line-strong bg-surface p-1.5 shadow-lg"
        >
          <DropdownMenu.Label className="px-3 py-2 text-sm">
            <span className="block font-medium">{label ?? wallet.name}</span>
            <span className="block font-mono text-xs break-all text-faint">{wallet.address}</span>
          </DropdownMenu.Label>
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          <DropdownMenu.Item
            className={ITEM}
            onSelect={(event) => {
              event.preventDefault();
              void copy();
            }}
          >
            {copied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
            {copied ? "Copied" : "Copy address"}
          </DropdownMenu.Item>
          <DropdownMenu.Item className={ITEM} onSelect={() => disconnect.mutate({})}>
            <LogOut aria-hidden className="size-4" />
            Disconnect
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
