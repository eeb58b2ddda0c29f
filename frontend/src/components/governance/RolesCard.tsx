"use client";

import { showValue } from "@gpu-yield-vaults/sdk/actions";
import type { RoleView } from "@gpu-yield-vaults/sdk/read";
import type { Address } from "viem";
import { useChain } from "@/hooks/useChain";
import { formatDuration } from "@/lib/format/time";
import { functionName } from "@/lib/governance/functionName";
import { Card } from "../ui/Card";
import { DataTable } from "../ui/DataTable";
import { Details } from "../ui/Details";
import { Holders } from "./OfficesCard";

/** Ids of one vault's roles lie in one hundred. */
const OF_A_VAULT = 100n;

/** Every role by its id: who holds it, who cancels what it announces, and what it opens. */
export function RolesCard({ roles, number }: { roles: readonly RoleView[]; number: number }) {
  const { say } = useChain();
  const name = (id: bigint): string => showValue("role", id, say);
  const shown = roles.filter(({ id }) => id < OF_A_VAULT || id / OF_A_VAULT === BigInt(number));
  return (
    <Card title="All roles" caption={`${shown.length} of the protocol and of this vault, by their ids.`}>
      <Details title="Show the table" note="who holds what, and which functions it opens">
        <DataTable
          caption="Roles of the protocol and of this vault"
          rows={shown}
          rowKey={({ id }) => id.toString()}
          columns={[
            { key: "id", header: "Id", align: "right", cell: ({ id }) => id.toString() },
            { key: "role", header: "Role", cell: ({ id }) => name(id) },
            { key: "holders", header: "Held by", cell: (role) => <Holders role={role} /> },
            { key: "guardian", header: "Cancelled by", cell: ({ guardian }) => name(guardian) },
            {
              key: "grant",
              header: "Counts after",
              cell: ({ grantDelay }) => (grantDelay === 0 ? "at once" : formatDuration(grantDelay)),
            },
            { key: "opens", header: "Opens", cell: (role) => <Opened role={role} /> },
          ]}
        />
      </Details>
    </Card>
  );
}

function Opened({ role: { functions } }: { role: RoleView }) {
  const { say } = useChain();
  const targets = [...new Set(functions.map(({ target }) => target))];
  if (targets.length === 0) return <span className="text-faint">nothing</span>;
  const namesOf = (target: Address): string =>
    functions
      .filter((opened) => opened.target === target)
      .map(({ selector }) => functionName(selector))
      .join(", ");
  return (
    <ul className="min-w-72 whitespace-normal">
      {targets.map((target) => (
        <li key={target}>
          {say.account(target)}: {namesOf(target)}
        </li>
      ))}
    </ul>
  );
}
