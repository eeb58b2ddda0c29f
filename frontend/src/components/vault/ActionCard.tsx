"use client";

import { Tabs } from "radix-ui";
import type { VaultView } from "@/lib/chain/readVault";
import { DepositForm } from "./DepositForm";
import { WithdrawForm } from "./WithdrawForm";

const TAB =
  "flex-1 border-b-2 border-transparent pt-4 pb-3 text-sm font-medium text-soft " +
  "transition-colors hover:text-ink data-[state=active]:border-accent " +
  "data-[state=active]:text-ink";

/** Where money goes in and comes out. */
export function ActionCard({ vault }: { vault: VaultView }) {
  return (
    <Tabs.Root defaultValue="deposit" className="overflow-hidden rounded-2xl border bg-surface">
      <Tabs.List aria-label="Deposit or withdraw" className="flex border-b px-5 sm:px-6">
        <Tabs.Trigger value="deposit" className={TAB}>
          Deposit
        </Tabs.Trigger>
        <Tabs.Trigger value="withdraw" className={TAB}>
          Withdraw
        </Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content value="deposit" className="p-5 outline-none sm:p-6">
        <DepositForm vault={vault} />
      </Tabs.Content>
      <Tabs.Content value="withdraw" className="p-5 outline-none sm:p-6">
        <WithdrawForm vault={vault} />
      </Tabs.Content>
    </Tabs.Root>
  );
}
