import type { FlowPhase, Run } from "@/hooks/useFlowRun";
import { Button } from "../ui/Button";

type FlowActionsProps = {
  run: Run;
  onConfirm: () => void;
  onReview: () => void;
  onOtherWay: () => void;
  onClose: () => void;
};

/** What can be done with a flow now. The first button stays the same one, so that it keeps the focus. */
export function FlowActions({ run, onConfirm, onReview, onOtherWay, onClose }: FlowActionsProps) {
  const { phase, flow } = run;
  const acts = { confirm: onConfirm, review: onReview, close: onClose };
  const { words, act } = firstAct(run);
  return (
    <>
      <Button size="large" aria-disabled={act === undefined ? true : undefined} onClick={act && acts[act]}>
        {words}
      </Button>
      {phase.kind === "failed" && !phase.isOnItsWay && flow?.otherWay && (
        <Button look="secondary" onClick={onOtherWay}>
          Use an approval instead
        </Button>
      )}
      {phase.kind === "failed" && (
        <Button look="quiet" onClick={onClose}>
          Close
        </Button>
      )}
    </>
  );
}

function firstAct({ phase, flow, isPrepared }: Run): { words: string; act?: "confirm" | "review" | "close" } {
  switch (phase.kind) {
    case "preparing":
      return { words: "Reading…" };
    case "review":
      return { words: "Continue", act: "confirm" };
    case "running":
      return { words: phase.sentId === undefined ? "Waiting for your wallet…" : "Waiting for the chain…" };
    case "failed":
      if (phase.isOnItsWay) return { words: "Go on waiting", act: "confirm" };
      return { words: "Try again", act: flow && !needsNewFigures(phase, isPrepared) ? "confirm" : "review" };
    case "done":
      return { words: "Done", act: "close" };
  }
}

/** What a contract refuses with these figures it may take with those of now: they are shown first. */
function needsNewFigures({ explanation }: Extract<FlowPhase, { kind: "failed" }>, isPrepared: boolean): boolean {
  return isPrepared && explanation.kind === "contract";
}
