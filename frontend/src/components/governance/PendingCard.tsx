"use client";

import type { PendingAction, RoleView } from "@gpu-yield-vaults/sdk/read";
import Link from "next/link";
import type { Head } from "@/lib/chain/client";
import { Card } from "../ui/Card";
import { Details } from "../ui/Details";
import { PendingItem } from "./PendingItem";

type PendingCardProps = { actions: readonly PendingAction[]; roles: readonly RoleView[]; asOf: Head };

/** Delayed changes that are announced: of this vault and of the protocol; those of other vaults when asked for. */
export function PendingCard({ actions, roles, asOf }: PendingCardProps) {
  const open = actions.filter(({ status }) => status !== "expired");
  const here = open.filter(({ contract }) => contract !== undefined);
  const elsewhere = open.filter(({ contract }) => contract === undefined);
  const expired = actions.filter(({ status, contract }) => status === "expired" && contract !== undefined);
  const list = (items: readonly PendingAction[]) => (
    <ul className="divide-y">
      {items.map((action) => (
        <PendingItem key={action.operationId} action={action} roles={roles} now={asOf.timestamp} />
      ))}
    </ul>
  );
  return (
    <Card
      title="Announced changes"
      caption={
        <>
          <Link href="/glossary/#announced" className="underline underline-offset-4">
            Delayed changes
          </Link>{" "}
          of this vault and of the protocol, at block {asOf.number.toLocaleString("en-US")}.
        </>
      }
    >
      {here.length === 0 ? (
        <p className="py-4 text-sm text-faint" data-testid="nothing-announced">
          Nothing is announced.
        </p>
      ) : (
        list(here)
      )}
      {elsewhere.length > 0 && (
        <Details title="Of contracts of other vaults" note={`${elsewhere.length}`}>
          {list(elsewhere)}
        </Details>
      )}
      {expired.length > 0 && (
        <Details title="Lapsed" note={`${expired.length}: announced, and not carried out in time`}>
          {list(expired)}
        </Details>
      )}
    </Card>
  );
}
