"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useChain } from "@/hooks/useChain";
import { useHistory } from "@/hooks/useHistory";
import { useProtocol } from "@/hooks/useProtocol";
import { formatDateTime } from "@/lib/format/time";
import { auditedBlockQuery } from "@/lib/queries/auditQueries";
import { Awaited } from "../ui/Awaited";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Notice } from "../ui/Notice";
import { TextField } from "../ui/TextField";
import { CashFlowCard } from "./CashFlowCard";
import { EntriesCard } from "./EntriesCard";
import { IncomeStatementCard } from "./IncomeStatementCard";
import { RecomputationCard } from "./RecomputationCard";
import { RolesCard } from "./RolesCard";

/** A vault's books at one block, and what they are made of. */
export function AuditPage() {
  const { read } = useProtocol();
  const { head } = useChain();
  const { events, error: historyError } = useHistory();
  // One block stands until another is asked for: nothing moves under who reads it.
  const [block, setBlock] = useState(head.number);
  const [typed, setTyped] = useState("");
  const audited = useQuery(auditedBlockQuery(read, block));
  const known = useMemo(() => events?.filter(({ blockNumber }) => blockNumber <= block), [events, block]);
  const isWrong = typed.trim() !== "" && !isBlock(typed, head.number);

  return (
    <>
      <header className="mb-6">
        <h1 className="text-2xl font-semibold tracking-tight sm:text-[1.75rem]">Audit</h1>
        <p className="mt-1 max-w-2xl text-soft">
          Every figure again from events and terms, beside the contract’s own; and all that has happened.
        </p>
      </header>
      <div className="space-y-6">
        <Card
          title="As of"
          caption={
            <span data-testid="audited-block">
              {`Block ${block.toLocaleString("en-US")}`}
              {audited.data && `, ${formatDateTime(audited.data.timestamp)}`}
            </span>
          }
        >
          <form
            className="flex flex-wrap items-end gap-2"
            onSubmit={(event) => {
              event.preventDefault();
              if (isBlock(typed, head.number)) setBlock(BigInt(typed.trim()));
            }}
          >
            <TextField label="Another block" value={typed} onChange={setTyped} placeholder={head.number.toString()} />
            <Button type="submit" look="secondary" aria-disabled={isBlock(typed, head.number) ? undefined : true}>
              Read it
            </Button>
            <Button
              look="quiet"
              onClick={() => {
                setTyped("");
                setBlock(head.number);
              }}
            >
              The newest
            </Button>
          </form>
          {isWrong && (
            <p role="alert" className="mt-2 text-[0.8125rem] text-bad-ink">
              {`A block’s number is whole, and ${head.number} at most.`}
            </p>
          )}
          {audited.error && (
            <Notice tone="warn" className="mt-4" title="The node does not tell of this block">
              Older blocks take a node that keeps their state. Choose a newer one, or another node.
            </Notice>
          )}
        </Card>
        {!known || !audited.data ? (
          <Card>
            <Awaited error={historyError ?? audited.error} what="What the books say" className="h-40" />
          </Card>
        ) : (
          <>
            <RecomputationCard events={known} audited={audited.data} />
            <IncomeStatementCard events={known} audited={audited.data} />
            <CashFlowCard events={known} audited={audited.data} />
            <EntriesCard events={known} upTo={block} />
          </>
        )}
        <RolesCard block={block} />
      </div>
    </>
  );
}

function isBlock(text: string, newest: bigint): boolean {
  return /^\d{1,18}$/.test(text.trim()) && BigInt(text.trim()) <= newest;
}
