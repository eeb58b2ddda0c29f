import { ZeroAddress } from "ethers";
import type {
  IFacilityManager,
  ILoanLedger,
  ILoanManager,
  IReportClock,
  IRevenueOracle,
} from "../../build/types/index.ts";
import type { VaultContracts } from "../lib/contracts.ts";
import { addressOf } from "../lib/addressOf.ts";
import { eventsIn, type RawLog } from "../lib/events.ts";

/**
 * Everything whose events tell of a vault: its contracts, every manager that it ever had, and every oracle of theirs.
 */
export type NavSources = Omit<VaultContracts, "managers"> & {
  managers: readonly ILoanManager[]; // what one of shares does not emit is never heard of it
  ledgers: readonly ILoanLedger[];
  oracles: readonly IRevenueOracle[];
  clocks: readonly IReportClock[];
};

const LOAN = 1;

/** The managers that a vault's events name, bound or unbound: all sources but the one in which losses are announced. */
export function boundManagers({ vault, loans, losses }: VaultContracts, logs: readonly RawLog[]): ILoanManager[] {
  const sources = eventsIn(vault, vault.filters.SourceBound, logs).map(({ source }) => source);
  const managers = [...new Set(sources)].filter((source) => source !== addressOf(losses));
  return managers.map((source) => loans.attach(source) as ILoanManager);
}

export async function ledgersOf({ ledger }: VaultContracts, managers: readonly ILoanManager[]): Promise<ILoanLedger[]> {
  const addresses = new Set<string>();
  for (const manager of managers) if (await manager.finances(LOAN)) addresses.add(await manager.ledger());
  return [...addresses].map((address) => ledger.attach(address) as ILoanLedger);
}

/** The oracles that managers' events name. */
export function oraclesOf(
  { oracle }: VaultContracts,
  managers: readonly ILoanManager[],
  logs: readonly RawLog[],
): IRevenueOracle[] {
  const addresses = managers.flatMap((manager) =>
    eventsIn(manager, manager.filters.OracleReplaced, logs).map(({ newOracle }) => newOracle),
  );
  const known = new Set(addresses.filter((address) => address !== ZeroAddress));
  return [...known].map((address) => oracle.attach(address) as IRevenueOracle);
}

/** The clocks of oracles. */
export async function clocksOf({ clock }: VaultContracts, oracles: readonly IRevenueOracle[]): Promise<IReportClock[]> {
  const addresses = await Promise.all(oracles.map((oracle) => oracle.clock()));
  return addresses.map((address) => clock.attach(address) as IReportClock);
}

/** Where events are read from, oracles aside: they may report for other vaults too. */
export function addressesOf(contracts: VaultContracts, managers: readonly IFacilityManager[]): string[] {
  const { vault, queue, origination, covenants, losses, workouts, registry, escrow, bond, stakes, drawLimits } =
    contracts;
  const all = [vault, queue, origination, covenants, losses, workouts, registry, escrow, bond, stakes, drawLimits];
  return [...all, ...managers].map(addressOf);
}
