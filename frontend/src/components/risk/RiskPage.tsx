"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { useChain } from "@/hooks/useChain";
import { useFacilities } from "@/hooks/useFacilities";
import { useHistory } from "@/hooks/useHistory";
import { usePasts } from "@/hooks/usePasts";
import { useVault } from "@/hooks/useVault";
import { formatDateTime } from "@/lib/format/time";
import { readStress, STRESS_INPUTS, STRESS_NAMES, writeStress } from "@/lib/risk/stress";
import { InputSlider } from "../calculator/InputSlider";
import { Awaited } from "../ui/Awaited";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { ConcentrationCard } from "./ConcentrationCard";
import { CushionCard } from "./CushionCard";
import { OutlookCard } from "./OutlookCard";

/** What this vault's own clusters would do to its price, if things were otherwise. Its address keeps what is tried. */
export function RiskPage() {
  const { head } = useChain();
  const search = useSearchParams();
  const vault = useVault();
  const facilities = useFacilities();
  const pasts = usePasts();
  const { error: historyError } = useHistory();
  const [stress, setStress] = useState(() => readStress(search));
  const [beginnings, setBeginnings] = useState(0);
  useEffect(() => {
    const { pathname, search: before } = window.location;
    window.history.replaceState(null, "", `${pathname}${writeStress(before, stress)}`);
  }, [stress]);

  const earnings = pasts && [...pasts.values()].map(({ facility, performance }) => ({ facility, performance }));
  const error = vault.error ?? facilities.error ?? historyError;
  return (
    <>
      <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <h1 className="text-2xl font-semibold tracking-tight sm:text-[1.75rem]">Risk</h1>
          <p className="mt-1 max-w-2xl text-soft">
            This vault’s own clusters, as they reported lately, if things were otherwise. Projections: nobody promises
            them, and nothing is settled by them.
          </p>
        </div>
        <p className="text-[0.8125rem] text-faint">
          Block {head.number.toLocaleString("en-US")} · {formatDateTime(head.timestamp)}
        </p>
      </header>
      <div className="grid gap-6 lg:grid-cols-[22rem_1fr]">
        <Card
          title="What if"
          className="self-start"
          aside={
            <Button
              look="quiet"
              size="small"
              onClick={() => {
                setStress(readStress(new URLSearchParams()));
                setBeginnings(beginnings + 1);
              }}
            >
              All as now
            </Button>
          }
        >
          <div className="space-y-3">
            {STRESS_NAMES.map((name) => (
              <InputSlider
                key={`${name}-${beginnings}`}
                input={STRESS_INPUTS[name]}
                value={stress[name]}
                onChange={(value) => setStress((before) => ({ ...before, [name]: value }))}
              />
            ))}
            <label className="block text-sm">
              <span className="text-soft">Stops reporting and paying</span>
              <select
                value={stress.defaulted?.toString() ?? ""}
                onChange={({ target }) =>
                  setStress((before) => ({
                    ...before,
                    defaulted: target.value === "" ? undefined : BigInt(target.value),
                  }))
                }
                className="mt-1 h-10 w-full rounded-lg border border-line-strong bg-surface px-3 text-sm"
              >
                <option value="">nobody</option>
                {(facilities.data ?? [])
                  .filter(({ value }) => value > 0n)
                  .map(({ cluster, name }) => (
                    <option key={cluster.toString()} value={cluster.toString()}>
                      {name}
                    </option>
                  ))}
              </select>
            </label>
          </div>
        </Card>
        <div className="min-w-0 space-y-6">
          {vault.data && earnings ? (
            <>
              <OutlookCard vault={vault.data} earnings={earnings} stress={stress} />
              <CushionCard earnings={earnings} stress={stress} />
              <ConcentrationCard facilities={earnings.map(({ facility }) => facility)} nav={vault.data.nav} />
            </>
          ) : (
            <Card>
              <Awaited error={error} what="What the clusters earn" className="h-48" />
            </Card>
          )}
        </div>
      </div>
    </>
  );
}
