"use client";

import { useState } from "react";
import { useChain } from "@/hooks/useChain";
import { useGovernance } from "@/hooks/useGovernance";
import { useProtocol } from "@/hooks/useProtocol";
import { formatDateTime } from "@/lib/format/time";
import { officesOf } from "@/lib/governance/offices";
import { vaultNumber } from "@/lib/governance/rights";
import { Awaited } from "../ui/Awaited";
import { Card } from "../ui/Card";
import { StaleNotice } from "../vault/StaleNotice";
import { ActCard, type FirstWish } from "./ActCard";
import { GuardianCard } from "./GuardianCard";
import { OfficesCard } from "./OfficesCard";
import { PendingCard } from "./PendingCard";
import { RolesCard } from "./RolesCard";

/** Who may change what of this vault, what is about to change, and doing it. Useful without a wallet. */
export function GovernancePage() {
  const { head } = useChain();
  const { deployment } = useProtocol();
  const { roles, pending, error } = useGovernance();
  const [wish, setWish] = useState<FirstWish>();
  const number = roles ? vaultNumber(roles.roles, deployment.contracts.vault) : 0;
  const offices = officesOf(number);
  const awaited = (what: string) => (
    <Card>
      <Awaited error={error} what={what} className="h-24" />
    </Card>
  );

  return (
    <>
      {error && pending && <StaleNotice error={error} block={pending.asOf.number} />}
      <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <h1 className="text-2xl font-semibold tracking-tight sm:text-[1.75rem]">Governance</h1>
          <p className="mt-1 max-w-xl text-soft">
            Who may change what, and after how long; what is announced and can still be stopped.
          </p>
        </div>
        <p className="text-[0.8125rem] text-faint">
          Block {head.number.toLocaleString("en-US")} · {formatDateTime(head.timestamp)}
        </p>
      </header>
      <div className="space-y-6">
        {pending && roles ? (
          <PendingCard actions={pending.actions} roles={roles.roles} asOf={pending.asOf} />
        ) : (
          awaited("What is announced")
        )}
        {roles ? <OfficesCard offices={offices} roles={roles.roles} /> : awaited("Who holds which role")}
        {roles && (
          <div className="grid items-start gap-6 lg:grid-cols-2">
            <ActCard key={wish?.verb} roles={roles.roles} vault={number} first={wish} />
            <GuardianCard roles={roles.roles} offices={offices} onChoose={setWish} />
          </div>
        )}
        {roles && <RolesCard roles={roles.roles} number={number} />}
      </div>
    </>
  );
}
