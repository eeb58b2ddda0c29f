"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import type { Address } from "viem";
import { shortAddress } from "@/lib/format/address";

type AddressTextProps = {
  address: Address;
  /** A name people know it by. */
  label?: string;
};

/** An address, shortened; the whole of it is in the tooltip and one press away. */
export function AddressText({ address, label }: AddressTextProps) {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(address);
    setCopied(true);
    setTimeout(() => setCopied(false), 1_500);
  };
  const Icon = copied ? Check : Copy;
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      <span title={address}>{label ?? <span className="font-mono text-[0.85em]">{shortAddress(address)}</span>}</span>
      <button
        type="button"
        onClick={() => void copy()}
        aria-label={copied ? "Copied" : `Copy address ${shortAddress(address)}`}
        className="-m-1 rounded p-1 text-faint hover:text-ink"
      >
        <Icon aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}
