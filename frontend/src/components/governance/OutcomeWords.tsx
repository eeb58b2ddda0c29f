import type { Rehearsal } from "@gpu-yield-vaults/sdk/actions";
import type { Answer } from "@/hooks/answer";

/** What the chain answered when it was tried; what is not known is neither a yes nor a no. */
export function OutcomeWords({ answer, isLater }: { answer: Answer<Rehearsal>; isLater: boolean }) {
  if (answer.status === "none") return null;
  const when = isLater ? "Were its delay over now" : "Tried in this block";
  if (answer.status !== "known") {
    const words = answer.status === "asked" ? "is being tried…" : "could not be tried: the node gave no answer.";
    return <p className="mt-2 min-h-5 text-[0.8125rem] text-faint">{`It ${words}`}</p>;
  }
  const { view } = answer;
  return view.succeeds ? (
    <p className="mt-2 min-h-5 text-[0.8125rem] text-soft" data-testid="outcome">
      {when}, it would go through.
    </p>
  ) : (
    <p className="mt-2 min-h-5 text-[0.8125rem] text-warn-ink" data-testid="outcome">
      {when}, the chain would refuse it. {view.refusal.what} {view.refusal.next}
    </p>
  );
}
