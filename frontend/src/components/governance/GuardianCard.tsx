"use client";

import { createAction, encode, roleOf } from "@gpu-yield-vaults/sdk/actions";
import { verbsOf } from "@gpu-yield-vaults/sdk/inputs";
import type { RoleView } from "@gpu-yield-vaults/sdk/read";
import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { useProtocol } from "@/hooks/useProtocol";
import { useVault } from "@/hooks/useVault";
import { useWallet } from "@/hooks/useWallet";
import { carryOutFlow, orderOf } from "@/lib/governance/flows";
import type { OfficeView } from "@/lib/governance/offices";
import { holds } from "@/lib/governance/rights";
import { ActButton } from "../shell/ActButton";
import { AwaitedFigure } from "../ui/Awaited";
import { Card } from "../ui/Card";
import { Details } from "../ui/Details";
import type { FirstWish } from "./ActCard";
import { Holders } from "./OfficesCard";
import { PendingReports } from "./PendingReports";

type GuardianCardProps = {
  roles: readonly RoleView[];
  offices: readonly OfficeView[];
  /** Puts one of the powers into the form. */
  onChoose: (wish: FirstWish) => void;
};

/** What is there to stop things at once: pause, veto, and all the rest with what each stops. */
export function GuardianCard({ roles, offices, onChoose }: GuardianCardProps) {
  const { deployment } = useProtocol();
  const { head, say } = useChain();
  const vault = useVault();
  const wallet = useWallet();
  const startFlow = useFlow();
  const account = wallet.status === "ready" ? wallet.address : undefined;
  const roleOfOffice = (id: OfficeView["id"]) => {
    const office = offices.find((each) => each.id === id);
    return roles.find((role) => role.id === office?.role);
  };
  const isVaultGuardian = account !== undefined && holds(roleOfOffice("vaultGuardian"), account, head.timestamp);
  const isGuardian = account !== undefined && holds(roleOfOffice("guardian"), account, head.timestamp);
  const { contracts: addresses } = deployment;
  const paused = vault.data?.paused;

  const pause = (): void => {
    if (!account) return;
    const action = createAction("vault", "pause", {});
    const office = { addresses, authority: addresses.accessManager, sender: account, say };
    startFlow(carryOutFlow(orderOf(action, encode(action, addresses), "Pause deposits and draws", say), office, false));
  };

  return (
    <Card
      title="Stopping things"
      caption="Only what reduces risk, and at once. Nothing here keeps anybody from leaving."
    >
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div>
          <p className="font-medium">
            Deposits and draws:{" "}
            <span data-testid="paused">
              {paused === undefined ? <AwaitedFigure error={vault.error} /> : paused ? "paused" : "not paused"}
            </span>
          </p>
          <p className="text-[0.8125rem] text-faint">
            A pause stops both. Exits stay open, rent is paid in and settled. The curator ends it, after its delay.
          </p>
        </div>
        <ActButton
          look="secondary"
          reason={!isVaultGuardian ? "For the vault’s guardian" : paused === true ? "Paused already" : undefined}
          onAct={pause}
        >
          Pause
        </ActButton>
      </div>
      <Details title="Reports in their windows" note="void one before it is final">
        <PendingReports isGuardian={isGuardian} />
      </Details>
      <Details title="All a guardian may do">
        <div className="space-y-4 text-sm">
          {(["vaultGuardian", "guardian"] as const).map((id) => (
            <div key={id}>
              <p className="font-medium">{offices.find((each) => each.id === id)?.name}</p>
              <Holders role={roleOfOffice(id)} />
              <ul className="mt-1 list-disc space-y-1 pl-5 text-soft">
                {powersOf(id === "guardian").map(({ verb, does }) => (
                  <li key={verb}>
                    <button
                      type="button"
                      className="text-left underline decoration-line-strong underline-offset-4 hover:text-ink"
                      onClick={() => onChoose({ party: "guardian", verb })}
                    >
                      {does}
                    </button>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      </Details>
    </Card>
  );
}

/** Contracts whose functions answer to the protocol's guardian. */
const OF_PROTOCOL: readonly string[] = ["oracle", "stakes", "accessManager"];

/** What the protocol's guardian may do, or the vault's. */
const powersOf = (ofProtocol: boolean) =>
  verbsOf("guardian").filter(
    ({ contracts: [contract], name }) =>
      OF_PROTOCOL.includes(contract) === ofProtocol && (contract === "accessManager" || roleOf({ contract, name })),
  );
