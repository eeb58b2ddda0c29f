import type { FurtherVault } from "./checks.ts";
import type { Protocol } from "./deployProtocol.ts";
import type { ProtocolParameters } from "./parameters.ts";
import { FIRST_VAULT } from "./setup.ts";

const HOUR = 3_600;

/** Who acts for a protocol and for each of its vaults, a line each: what a check has found to be so. */
export function whoActs({ parameters }: Protocol, further: readonly FurtherVault[]): readonly string[] {
  const { roles } = parameters;
  const governor = `governor ${roles.governor} after ${hours(roles.governorDelay)}`;
  const registrar = `registrar ${roles.curator} after ${hours(roles.curatorDelay)}`;
  return [
    `the protocol: ${governor}, ${registrar}, guardian ${roles.guardian}, arbiter ${roles.arbiter}`,
    `vault ${FIRST_VAULT}, ${ofVault(parameters)}`,
    ...further.map((vault) => `vault ${vault.number}, ${ofVault(vault.parameters)}`),
  ];
}

function ofVault({ vault, people }: ProtocolParameters): string {
  return `${vault.symbol}: curator ${people.curator} after ${hours(people.curatorDelay)}, guardian ${people.guardian}`;
}

const hours = (seconds: number): string => `${seconds / HOUR} h`;
