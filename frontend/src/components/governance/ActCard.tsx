"use client";

import { explain } from "@gpu-yield-vaults/sdk/actions";
import { askedBy, verbsOf } from "@gpu-yield-vaults/sdk/inputs";
import type { RoleView } from "@gpu-yield-vaults/sdk/read";
import { useId, useState } from "react";
import { useChain } from "@/hooks/useChain";
import { useProtocol } from "@/hooks/useProtocol";
import { useWallet } from "@/hooks/useWallet";
import { blankOf, readFields, type Written } from "@/lib/governance/fields";
import { OFFICES, sendersOf, type OfficeName } from "@/lib/governance/senders";
import { verbGroups, verbTitle } from "@/lib/governance/verbGroups";
import { Card } from "../ui/Card";
import { Segmented } from "../ui/Segmented";
import { FieldTree } from "./FieldTree";
import { WishActions } from "./WishActions";

/** What is put into the form from elsewhere on the page. */
export type FirstWish = { party: OfficeName; verb: string };

type ActCardProps = { roles: readonly RoleView[]; vault: number; first: FirstWish | undefined };

const OPTIONS = OFFICES.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) }));

/** Any action of an office: chosen, filled in, tried, then announced or sent, or saved for a Safe. */
export function ActCard({ roles, vault, first }: ActCardProps) {
  const id = useId();
  const { deployment } = useProtocol();
  const { tokens, labels, say } = useChain();
  const wallet = useWallet();
  const [office, setOffice] = useState<OfficeName>(first?.party ?? "curator");
  const [chosen, setChosen] = useState(first?.verb ?? "");
  const [written, setWritten] = useState<Readonly<Record<string, Written>>>({});
  const [sender, setSender] = useState("");

  const verbs = verbsOf(office);
  const verb = verbs.find((each) => each.verb === chosen);
  const of = verb && { contract: verb.contracts[0], name: verb.name };
  const account = wallet.status === "ready" ? wallet.address : undefined;
  const senders = of ? sendersOf(of, office, roles, vault, account) : [];
  const by = senders.find((one) => one === sender) ?? senders[0];
  const { asset, share } = tokens;
  const context = {
    units: {
      symbol: asset.symbol,
      decimals: asset.decimals,
      shareSymbol: share.symbol,
      shareDecimals: share.decimals,
    },
    addresses: deployment.contracts,
    sender: by ?? deployment.contracts.vault,
  };
  const asked = of ? askedBy(of) : [];
  const values = Object.fromEntries(asked.map((each) => [each.name, written[each.name] ?? blankOf(each)]));
  const reading = of && readFields(of, values, context);
  const choose = (next: string): void => {
    setChosen(next);
    setWritten({});
    setSender("");
  };

  return (
    <Card
      title="Act in office"
      caption="Shown and tried before anything is sent. Anyone may look; who may send is said."
    >
      <Segmented
        label="Office"
        value={office}
        options={OPTIONS}
        onChange={(next) => {
          setOffice(next);
          choose("");
        }}
      />
      <label htmlFor={id} className="mt-4 block text-sm font-medium">
        What
      </label>
      <select
        id={id}
        value={chosen}
        onChange={(event) => choose(event.target.value)}
        className="h-10 w-full rounded-lg border border-line-strong bg-surface px-3 text-sm"
      >
        <option value="">Choose what to do</option>
        {verbGroups(verbs).map(([group, members]) => (
          <optgroup key={group} label={group}>
            {members.map(({ verb: each, does }) => (
              <option key={each} value={each}>
                {does}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {verb && (
        <div className="mt-4 space-y-3">
          {asked.map((each) => (
            <FieldTree
              key={`${chosen}-${each.name}`}
              path={each.name}
              shape={each}
              written={values[each.name] ?? ""}
              onChange={(next) => setWritten({ ...values, [each.name]: next })}
              problems={reading?.problems ?? new Map()}
            />
          ))}
          {by === undefined ? (
            <p className="text-sm text-warn-ink">Nobody holds the role that this asks for.</p>
          ) : (
            <label className="block text-sm">
              <span className="font-medium">Sent by</span>
              <select
                value={by}
                onChange={(event) => setSender(event.target.value)}
                className="mt-0.5 h-10 w-full rounded-lg border border-line-strong bg-surface px-3 text-sm"
              >
                {senders.map((one) => (
                  <option key={one} value={one}>
                    {labels.get(one.toLowerCase()) ?? one}
                  </option>
                ))}
              </select>
            </label>
          )}
          {reading?.action && (
            <p className="text-sm font-medium break-words" data-testid="act-words">
              {explain(reading.action, say).what}
            </p>
          )}
          <WishActions
            key={chosen}
            wish={reading?.action && by && { action: reading.action, sender: by }}
            title={verbTitle(verb.verb)}
            isUnreadable={(reading?.problems.size ?? 0) > 0}
            onDone={() => setWritten({})}
          />
        </div>
      )}
    </Card>
  );
}
