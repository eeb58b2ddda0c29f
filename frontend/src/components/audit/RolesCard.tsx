"use client";

import type { RoleView } from "@gpu-yield-vaults/sdk/read";
import { useQuery } from "@tanstack/react-query";
import { useChain } from "@/hooks/useChain";
import { useProtocol } from "@/hooks/useProtocol";
import { formatDuration } from "@/lib/format/time";
import { rolesQuery } from "@/lib/queries/auditQueries";
import { AddressText } from "../ui/AddressText";
import { Awaited } from "../ui/Awaited";
import { Card } from "../ui/Card";
import { DataTable, type Column } from "../ui/DataTable";

/** Who may do what, and after which delay, by the authority alone. */
export function RolesCard({ block }: { block: bigint }) {
  const { read } = useProtocol();
  const { labels } = useChain();
  const { data, error } = useQuery(rolesQuery(read, block));
  const roles = data?.roles.filter(({ members, functions }) => members.length + functions.length > 0);
  const columns: Column<RoleView>[] = [
    { key: "role", header: "Role", cell: ({ label, id }) => label ?? (id === 0n ? "admin" : `role ${id}`) },
    {
      key: "members",
      header: "Who",
      cell: ({ members }) =>
        members.length === 0 ? (
          "nobody"
        ) : (
          <ul>
            {members.map(({ account, delay }) => (
              <li key={account}>
                <AddressText address={account} label={labels.get(account.toLowerCase())} />
                <span className="text-faint">{delay === 0 ? " at once" : ` after ${formatDuration(delay)}`}</span>
              </li>
            ))}
          </ul>
        ),
    },
    {
      key: "functions",
      header: "Functions",
      align: "right",
      cell: ({ functions }) => functions.length,
    },
    { key: "admin", header: "Granted by", cell: ({ admin }) => nameOf(data?.roles, admin) },
    { key: "guardian", header: "Stopped by", cell: ({ guardian }) => nameOf(data?.roles, guardian) },
  ];
  return (
    <Card title="Roles" caption="Who may do what, and how long after announcing it">
      {!roles ? (
        <Awaited error={error} what="Who holds which role" className="h-40" />
      ) : (
        <DataTable
          className="max-h-[32rem]"
          caption="Roles of the authority"
          columns={columns}
          rows={roles}
          rowKey={({ id }) => id.toString()}
        />
      )}
    </Card>
  );
}

const nameOf = (roles: readonly RoleView[] | undefined, id: bigint): string =>
  id === 0n ? "admin" : (roles?.find((role) => role.id === id)?.label ?? `role ${id}`);
