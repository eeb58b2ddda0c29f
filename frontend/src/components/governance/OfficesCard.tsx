"use client";

import type { RoleView } from "@gpu-yield-vaults/sdk/read";
import Link from "next/link";
import { useChain } from "@/hooks/useChain";
import { formatDateTime, formatDuration } from "@/lib/format/time";
import type { OfficeView } from "@/lib/governance/offices";
import { delayNow } from "@/lib/governance/rights";
import { AddressText } from "../ui/AddressText";
import { Card } from "../ui/Card";

/** People in office: who they are, what they may do, the worst of it, and who stops that. */
export function OfficesCard({ offices, roles }: { offices: readonly OfficeView[]; roles: readonly RoleView[] }) {
  return (
    <Card title="Who is in office" caption="As the authority has it. A delay runs from announcing to carrying out.">
      <ul className="grid gap-x-8 gap-y-6 sm:grid-cols-2">
        {offices.map((office) => (
          <li key={office.id} data-testid={`office-${office.id}`}>
            <h3 className="font-medium">
              <Link href={`/glossary/#${office.term}`} className="underline decoration-line-strong underline-offset-4">
                {office.name}
              </Link>
            </h3>
            <Holders role={roles.find(({ id }) => id === office.role)} />
            <dl className="mt-2 space-y-1.5 text-[0.8125rem]">
              <Line label="May" text={office.may} />
              <Line label="At worst" text={office.atWorst} />
              <Line label="Stopped by" text={office.stoppedBy} />
            </dl>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Line({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <dt className="inline font-medium text-soft">{label}: </dt>
      <dd className="inline text-soft">{text}</dd>
    </div>
  );
}

/** Everybody who holds a role, each with its own delay. */
export function Holders({ role }: { role: RoleView | undefined }) {
  const { labels, head } = useChain();
  if (!role || role.members.length === 0) return <p className="text-sm text-faint">Nobody holds it.</p>;
  return (
    <ul className="text-sm">
      {role.members.map((member) => {
        const delay = delayNow(member, head.timestamp);
        const isComing = member.since > head.timestamp;
        return (
          <li key={member.account} className="flex flex-wrap items-baseline gap-x-2">
            <AddressText address={member.account} label={labels.get(member.account.toLowerCase())} />
            <span className="text-faint">
              {delay === 0 ? "at once" : `after ${formatDuration(delay)}`}
              {isComing && `, counts from ${formatDateTime(member.since)}`}
              {member.nextDelay &&
                member.nextDelay.from > head.timestamp &&
                `, after ${formatDuration(member.nextDelay.delay)} from ${formatDateTime(member.nextDelay.from)}`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
