"use client";

import { useState } from "react";
import { useProtocol } from "@/hooks/useProtocol";
import { bringTime, type TimeAct, type TimeAnswer } from "@/lib/local/timeMachine";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";

const ACTS: readonly { act: TimeAct; label: string }[] = [
  { act: "day-paid", label: "A day, paid" },
  { act: "day-unpaid", label: "A day, unpaid" },
  { act: "report-missed", label: "A report missed" },
  { act: "default", label: "A default" },
];

/** Of a local chain alone: lets days pass, and what can go wrong in them. */
export function TimeMachine({ url }: { url: string }) {
  const { vault } = useProtocol().deployment.contracts;
  const [running, setRunning] = useState<TimeAct>();
  const [answer, setAnswer] = useState<TimeAnswer>();

  const bring = async (act: TimeAct): Promise<void> => {
    setRunning(act);
    setAnswer(undefined);
    setAnswer(await bringTime(url, act, vault));
    setRunning(undefined);
  };

  return (
    <Card
      title="Time machine"
      caption="Of this local chain only. What goes wrong goes wrong in the vault that is shown; time passes for all."
      className="mt-8 border-dashed"
    >
      <div className="flex flex-wrap gap-2" role="group" aria-label="Let pass">
        {ACTS.map(({ act, label }) => (
          <Button
            key={act}
            look="secondary"
            size="small"
            aria-disabled={running ? true : undefined}
            onClick={running ? undefined : () => void bring(act)}
          >
            {label}
          </Button>
        ))}
      </div>
      <p role="status" className="mt-3 text-sm text-soft" data-testid="time-said">
        {running ? "Time passes …" : answer ? ("said" in answer ? answer.said : answer.refused) : ""}
      </p>
    </Card>
  );
}
