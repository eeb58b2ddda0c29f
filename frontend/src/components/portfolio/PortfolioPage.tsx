"use client";

import { useSearchParams } from "next/navigation";
import { useChain } from "@/hooks/useChain";
import { useVaultChoice } from "@/hooks/useVaultChoice";
import { useWallet } from "@/hooks/useWallet";
import { formatDateTime } from "@/lib/format/time";
import { accountIn } from "@/lib/portfolio/accountInUrl";
import { PageSkeleton } from "../shell/PageSkeleton";
import { VaultScope } from "../shell/VaultScope";
import { AddressText } from "../ui/AddressText";
import { Notice } from "../ui/Notice";
import { AccountField } from "./AccountField";
import { HoldingCard } from "./HoldingCard";

/** What any account has in every vault of the directory. No wallet is needed; one that is connected is the default. */
export function PortfolioPage() {
  const { head, labels } = useChain();
  const { listed, isListMissing } = useVaultChoice() ?? {};
  const wallet = useWallet();
  const asked = accountIn(useSearchParams().get("account"));
  const own = wallet.status === "ready" || wallet.status === "wrongChain" ? wallet.address : undefined;
  const account = asked.kind === "account" ? asked.account : asked.kind === "none" ? own : undefined;

  return (
    <>
      <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <h1 className="text-2xl font-semibold tracking-tight sm:text-[1.75rem]">Portfolio</h1>
          <p className="mt-1 max-w-xl text-soft">
            {account ? (
              <>
                What <AddressText address={account} label={labels.get(account.toLowerCase())} /> has in each vault, and
                how it came to that. Anyone may look.
              </>
            ) : (
              "What an account has in each vault, and how it came to that. Give any address; no wallet is needed."
            )}
          </p>
        </div>
        <p className="text-[0.8125rem] text-faint" data-testid="as-of">
          Block {head.number.toLocaleString("en-US")} · {formatDateTime(head.timestamp)}
        </p>
      </header>
      <AccountField
        key={account ?? "none"}
        shown={asked.kind === "malformed" ? asked.text : (account ?? "")}
        own={own}
      />
      {asked.kind === "malformed" && (
        <Notice tone="warn" className="mt-6" title="That is no address" testId="no-account">
          The address of this page names {asked.text}. An address is 0x and 40 hexadecimal digits; where capitals and
          small letters are mixed, one of them is wrong.
        </Notice>
      )}
      {account && !listed && isListMissing && (
        <Notice tone="bad" live className="mt-6" title="The directory of vaults gives no answer" testId="no-list">
          Which vaults there are is not known. It is asked again by itself.
        </Notice>
      )}
      {account && !listed && !isListMissing && <PageSkeleton />}
      {account && listed && (
        <div className="mt-6 space-y-6">
          {listed.map((one) => (
            <VaultScope key={one.vault} listed={one}>
              <HoldingCard account={account} vault={one} />
            </VaultScope>
          ))}
        </div>
      )}
    </>
  );
}
