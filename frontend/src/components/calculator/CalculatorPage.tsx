"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import {
  INPUTS,
  assumptionsOf,
  outlookOf,
  loanOf,
  readInputs,
  writeInputs,
  type InputName,
} from "@/lib/calculator/inputs";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { InputSlider } from "./InputSlider";
import { LoanCard } from "./LoanCard";
import { ProjectionCard } from "./ProjectionCard";
import { StressCard } from "./StressCard";
import { YearCard } from "./YearCard";

const GROUPS: readonly { title: string; names: readonly InputName[] }[] = [
  { title: "Rent", names: ["price", "sold", "decay"] },
  { title: "The cluster", names: ["gpus", "cost", "life", "salvage", "watts", "tariff"] },
  { title: "A loan on it", names: ["borrowed", "rate", "term"] },
  { title: "A hedge of its rent", names: ["hedged", "hedge", "months"] },
];

/** What a cluster earns, by assumptions that anybody can move. It asks no chain; its address carries them. */
export function CalculatorPage() {
  const search = useSearchParams();
  // Kept here and only written to the address, which is a render behind: two quick changes must both count.
  const [inputs, setInputs] = useState(() => readInputs(search));
  const [beginnings, setBeginnings] = useState(0);
  useEffect(() => {
    window.history.replaceState(null, "", `${window.location.pathname}${writeInputs(inputs)}`);
  }, [inputs]);
  const assumptions = assumptionsOf(inputs);
  const outlook = outlookOf(inputs);
  return (
    <div className="space-y-6">
      <div className="max-w-2xl">
        <h1 className="text-2xl font-semibold tracking-tight">What does a GPU cluster earn?</h1>
        <p className="mt-2 text-soft">
          Move what you believe; the page’s address keeps it. It begins with 256 H100 at prices and costs of 2025. These
          are sums of assumptions, not figures of a vault, and nobody promises them.
        </p>
      </div>
      <div className="grid gap-6 lg:grid-cols-[22rem_1fr]">
        <Card
          title="Assumptions"
          className="self-start"
          aside={
            <Button
              look="quiet"
              size="small"
              onClick={() => {
                setInputs(readInputs(new URLSearchParams()));
                setBeginnings(beginnings + 1);
              }}
            >
              Start again
            </Button>
          }
        >
          <div className="space-y-6">
            {GROUPS.map(({ title, names }) => (
              <fieldset key={title} className="space-y-3">
                <legend className="mb-2 text-sm font-medium">{title}</legend>
                {names.map((name) => (
                  <InputSlider
                    key={`${name}-${beginnings}`}
                    input={INPUTS[name]}
                    value={inputs[name]}
                    onChange={(value) => setInputs((before) => ({ ...before, [name]: value }))}
                  />
                ))}
              </fieldset>
            ))}
          </div>
        </Card>
        <div className="min-w-0 space-y-6">
          <YearCard assumptions={assumptions} outlook={outlook} />
          <ProjectionCard assumptions={assumptions} outlook={outlook} />
          <StressCard assumptions={assumptions} outlook={outlook} loan={loanOf(inputs)} />
          <LoanCard assumptions={assumptions} loan={loanOf(inputs)} />
        </div>
      </div>
    </div>
  );
}
