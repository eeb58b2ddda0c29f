"use client";

import { useCallback, useState, type ReactNode } from "react";
import { FlowStarter, type StartFlow } from "@/hooks/useFlow";
import { useFlowRun } from "@/hooks/useFlowRun";
import { FlowDialog } from "./FlowDialog";

/** Carries out flows, one at a time, and shows them. A closed dialog does not stop a flow: the tray shows its rest. */
export function FlowProvider({ children }: { children: ReactNode }) {
  const { run, start, confirm, review, takeOtherWay } = useFlowRun();
  const [isOpen, setOpen] = useState(false);
  const open = useCallback<StartFlow>(
    (what, onDone) => {
      start(what, onDone);
      setOpen(true);
    },
    [start],
  );

  return (
    <FlowStarter value={open}>
      {children}
      {run && (
        <FlowDialog
          run={run}
          open={isOpen}
          onOpenChange={setOpen}
          onConfirm={() => run.flow && void confirm({ ...run, flow: run.flow })}
          onReview={() => void review(run)}
          onOtherWay={() => run.flow && takeOtherWay({ ...run, flow: run.flow })}
        />
      )}
    </FlowStarter>
  );
}
