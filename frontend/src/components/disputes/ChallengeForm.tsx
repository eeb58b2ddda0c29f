"use client";

import type { ReportView } from "@gpu-yield-vaults/sdk/read";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { keccak256, type Hex } from "viem";
import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { useKept } from "@/hooks/useKept";
import { usePayer } from "@/hooks/usePayer";
import { useProtocol } from "@/hooks/useProtocol";
import type { FacilityView } from "@/lib/chain/readFacilities";
import { DISPUTED_FIELDS } from "@/lib/disputes/fields";
import { CORRECTION_TIME, OUTCOME_WORDS, outcomesOf, type Outcome } from "@/lib/disputes/outcomes";
import { challengeFlow } from "@/lib/flows/disputeFlows";
import { prepareByAllowance } from "@/lib/flows/prepareByAllowance";
import { formatAmount } from "@/lib/format/amount";
import { formatDateTime } from "@/lib/format/time";
import { challengeTermsQuery } from "@/lib/queries/disputeQueries";
import { ActButton } from "../shell/ActButton";
import { Awaited } from "../ui/Awaited";
import { Choice } from "../ui/Choice";
import { DataTable, type Column } from "../ui/DataTable";
import { FileDrop } from "../ui/FileDrop";

type ChallengeFormProps = { facility: FacilityView; report: ReportView };

/** Says that a field of a report is false: what it costs, and how it can end. */
export function ChallengeForm({ facility, report }: ChallengeFormProps) {
  const { deployment, read } = useProtocol();
  const { head, tokens } = useChain();
  const { asset } = tokens;
  const payer = usePayer();
  const startFlow = useFlow();
  const [field, setField] = useState<string>(DISPUTED_FIELDS[0].name);
  const [evidence, setEvidence] = useState<{ name: string; hash: Hex }>();
  const { cluster, name: clusterName } = facility;
  const { period, revision } = report;
  const terms = useKept(useQuery(challengeTermsQuery(read, head, { cluster, period })));
  const money = (units: bigint): string => `${formatAmount(units, asset.decimals)} ${asset.symbol}`;

  if (!terms.data) return <Awaited error={terms.error} what="What a challenge costs" className="h-24" />;
  const { bond } = terms.data;
  const isEarly = head.timestamp < (report.submittedAt ?? 0) + CORRECTION_TIME;
  const taken = report.dispute?.challenges.some((challenge) => challenge.field === field);
  const held = payer?.view?.assets;

  const start = (): void => {
    if (!payer || !evidence) return;
    const { disputes, escrow } = deployment.contracts;
    const place = { disputes, cluster, clusterName, period };
    const prepare = () =>
      prepareByAllowance(read, { account: payer.address, spender: escrow, asset, amount: bond }, (allowance) =>
        challengeFlow({ ...place, escrow, asset, revision, field, evidenceHash: evidence.hash, bond, allowance }),
      );
    startFlow({ title: "Challenge the report", prepare }, () => setEvidence(undefined));
  };

  return (
    <div className="space-y-4">
      <p className="text-sm">
        You put up{" "}
        <span className="font-medium" data-testid="challenge-bond">
          {money(bond)}
        </span>
        . How it can end:
      </p>
      <DataTable
        caption="How a challenge can end"
        columns={columns(money)}
        rows={outcomesOf(bond, terms.data, head.timestamp, isEarly)}
        rowKey={({ name }) => name}
      />
      <p className="text-[0.8125rem] text-faint">
        An award is shared among the challengers who earned it, and is no more than those who signed still have at
        stake. Where the report was corrected, or a deadline passed, only those earn whose field the final report says
        differently.
        {isEarly && " In a report’s first hour a challenge earns none: reporters may still put it right themselves."}
      </p>
      <Choice
        label="What is false"
        value={field}
        options={DISPUTED_FIELDS.map(({ name, words }) => ({ value: name, label: words }))}
        onChange={setField}
      />
      <FileDrop
        label="What shows it"
        hint={
          evidence
            ? `${evidence.name}, ${evidence.hash}`
            : "A file that you keep: only its hash goes to the chain, and binds you to it"
        }
        onFiles={([file]) => {
          if (file === undefined) return;
          void file
            .arrayBuffer()
            .then((bytes) => setEvidence({ name: file.name, hash: keccak256(new Uint8Array(bytes)) }));
        }}
      />
      <ActButton
        look="secondary"
        reason={
          taken
            ? "Somebody has named this already"
            : !evidence
              ? "Choose what shows it"
              : held !== undefined && held < bond
                ? `You have ${money(held)}`
                : undefined
        }
        onAct={start}
      >
        Challenge it
      </ActButton>
    </div>
  );
}

function columns(money: (units: bigint) => string): Column<Outcome>[] {
  return [
    { key: "name", header: "Outcome", cell: ({ name }) => OUTCOME_WORDS[name] },
    {
      key: "back",
      header: "Your bond",
      align: "right",
      cell: ({ back }) => (back > 0n ? `${money(back)} back` : "lost"),
    },
    {
      key: "award",
      header: "Award, at most",
      align: "right",
      cell: ({ award }) => (award > 0n ? money(award) : "none"),
    },
    { key: "by", header: "Known by", cell: ({ by }) => formatDateTime(by) },
  ];
}
