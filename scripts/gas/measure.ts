import type { HardhatEthers } from "@nomicfoundation/hardhat-ethers/types";
import { delinquentActions, ticksDueActions } from "./dueActions.ts";
import { fleetActions } from "./fleetActions.ts";
import { FORM_TERMS, formActions } from "./formActions.ts";
import { protocolActions } from "./protocolActions.ts";
import { reportActions } from "./reportActions.ts";
import { queueActions } from "./queueActions.ts";
import { vaultActions } from "./vaultActions.ts";

/** The figures of one contract: a column of the table. */
export type Figures = Readonly<Record<string, bigint>>;

const FACILITIES = [1, 10, 100, 1_000];

/** Our columns: the same vault with more and more clusters in service. */
export const OURS: readonly string[] = FACILITIES.map((count) => `ours, ${count}`);

const REQUESTS = [1, 100, 10_000];

/** The queue's columns: more and more others leave in the same epoch. */
export const QUEUE: readonly string[] = REQUESTS.map((count) => `queue, ${count}`);

/** What leaving through the queue costs, by column. */
export async function measureQueue(): Promise<Readonly<Record<string, Figures>>> {
  const columns: Record<string, Figures> = {};
  for (const [index, count] of REQUESTS.entries()) columns[QUEUE[index] ?? ""] = await queueActions(count);
  return columns;
}

const DELINQUENT = [1, 200];

/** Columns of the first call after so many facilities have become delinquent at once. */
export const LATE: readonly string[] = DELINQUENT.map((count) => `${count} delinquent`);

/** What those pay who come when time has work left over, by column. */
export async function measureDue(): Promise<Readonly<Record<string, Figures>>> {
  const columns: Record<string, Figures> = {};
  for (const [index, count] of DELINQUENT.entries()) columns[LATE[index] ?? ""] = await delinquentActions(count);
  columns["24 ticks due"] = await ticksDueActions();
  return columns;
}

const FLEETS = [1, 10, 50, 200];

/** What a cluster costs whoever settles it along with another. */
export const EACH_FURTHER = "settleMany, each further";

/** What settling many clusters at once costs, by column. */
export async function measureFleets(): Promise<Readonly<Record<string, Figures>>> {
  const columns: Record<string, Figures> = {};
  let one = 0n;
  for (const count of FLEETS) {
    const figures = await fleetActions(count);
    const all = figures["settleMany, all"] ?? 0n;
    if (count === 1) one = all;
    columns[`fleet, ${count}`] =
      count === 1 ? figures : { ...figures, [EACH_FURTHER]: (all - one) / BigInt(count - 1) };
  }
  return columns;
}

const REPORTS = [1, 10, 38, 200];

/** Columns of reports that are submitted at once. */
export const AT_ONCE: readonly string[] = REPORTS.map((count) => `reports, ${count}`);

/** What reports cost, by column. */
export async function measureReports(): Promise<Readonly<Record<string, Figures>>> {
  const columns: Record<string, Figures> = {};
  for (const [index, count] of REPORTS.entries()) columns[AT_ONCE[index] ?? ""] = await reportActions(count);
  return columns;
}

/** What each form costs, by column. */
export async function measureForms(): Promise<Readonly<Record<string, Figures>>> {
  const columns: Record<string, Figures> = {};
  for (const form of Object.keys(FORM_TERMS) as (keyof typeof FORM_TERMS)[]) columns[form] = await formActions(form);
  return columns;
}

/** Everything else that is measured, by column; our columns come first. */
export async function measure(ethers: HardhatEthers): Promise<Readonly<Record<string, Figures>>> {
  const columns: Record<string, Figures> = {};
  for (const [index, count] of FACILITIES.entries()) columns[OURS[index] ?? ""] = await protocolActions(count);

  const asset = await ethers.deployContract("TestDollar");
  const openZeppelin = await ethers.deployContract("PeerOpenZeppelinVault", [asset]);
  const solady = await ethers.deployContract("PeerSoladyVault", [asset]);
  columns.OpenZeppelin = await vaultActions(ethers, await openZeppelin.getAddress(), asset);
  columns.Solady = await vaultActions(ethers, await solady.getAddress(), asset);
  return columns;
}
