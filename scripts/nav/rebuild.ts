import type { Log } from "ethers";
import type { IRevenueOracle } from "../../build/types/index.ts";
import type { TypedContractEvent } from "../../build/types/common.ts";
import type { VaultContracts } from "../lib/contracts.ts";
import { addressOf } from "../lib/addressOf.ts";
import { eventsIn } from "../lib/events.ts";
import { draw, movePointer, oldestUnpaidStart, valueAt, writeDown, type Facility, type Period } from "./facility.ts";
import { toFixed, type Fixed } from "./fixed.ts";
import { bearLoss, EMPTY_STREAM, lock, type Stream } from "./stream.ts";
import { settleByTerms } from "./waterfall.ts";

/** The vault, rebuilt from events and terms alone. */
export type Books = {
  cash: bigint;
  supply: bigint;
  stream: Stream;
  facilities: ReadonlyMap<bigint, Facility>;
  /** Events that contradict the terms, one sentence each. */
  contradictions: readonly string[];
};

/** Terms of the vault itself, seconds. */
export type VestingTerms = {
  floor: number;
  cap: number;
};

const NOBODY = "0x0000000000000000000000000000000000000000";

/**
 * Goes through a vault's events in order.
 *
 * @param oracles Every oracle that the book has had.
 * @param logs Of the vault, its book, the registry and every oracle the book has had.
 * @param timeOf Unix seconds of a block.
 */
export function rebuild(
  { vault, book, registry }: VaultContracts,
  oracles: readonly IRevenueOracle[],
  logs: readonly Log[],
  timeOf: (block: number) => number,
  vesting: VestingTerms,
): Books {
  const books = { cash: 0n, supply: 0n, stream: EMPTY_STREAM, contradictions: [] as string[] };
  const facilities = new Map<bigint, Facility>();
  const titles = new Map<bigint, { cost: bigint; salvage: bigint; usefulLife: number }>();
  const reports = new Map<string, Period>();
  const facilityOf = (cluster: bigint): Facility => {
    const facility = facilities.get(cluster);
    if (!facility) throw new Error(`an event names cluster ${cluster}, which no facility was approved for`);
    return facility;
  };
  const receive = (gain: Fixed, duration: number, time: number) => {
    const clamped = Math.min(Math.max(duration, vesting.floor), vesting.cap);
    if (gain > 0n) books.stream = lock(books.stream, gain, clamped, time);
    if (gain < 0n) books.stream = bearLoss(books.stream, -gain, time);
  };

  const handlers = new Map<string, (log: Log, time: number) => void>();
  function on<I extends unknown[], O extends unknown[], N>(
    contract: Parameters<typeof eventsIn>[0],
    event: TypedContractEvent<I, O, N>,
    handle: (args: N, time: number) => void,
  ) {
    handlers.set(`${event.fragment.topicHash}@${addressOf(contract).toLowerCase()}`, (log, time) => {
      for (const args of eventsIn(contract, event, [log])) handle(args, time);
    });
  }

  on(vault, vault.filters.Transfer, ({ from, to, value }) => {
    if (from === NOBODY) books.supply += value;
    if (to === NOBODY) books.supply -= value;
  });
  on(vault, vault.filters.Deposit, ({ assets, shares }) => {
    // Nobody held a share: nobody was left for whom the locked income waited.
    if (books.supply === shares) books.stream = EMPTY_STREAM;
    books.cash += assets;
  });
  on(vault, vault.filters.Withdraw, ({ assets }) => {
    books.cash -= assets;
  });
  on(vault, vault.filters.Skimmed, ({ amount }, time) => {
    books.cash += amount;
    receive(toFixed(amount), vesting.cap, time);
  });

  on(registry, registry.filters.ClusterRegistered, ({ cluster, facts }) => {
    titles.set(cluster, { cost: facts.cost, salvage: facts.salvage, usefulLife: Number(facts.usefulLife) });
  });

  for (const oracle of oracles) {
    on(oracle, oracle.filters.ReportSubmitted, ({ cluster, period, report }) => {
      // A later revision replaces an earlier one.
      reports.set(`${cluster}/${period}`, {
        start: Number(report.start),
        end: Number(report.end),
        gross: report.gross,
        energyCost: report.energyCost,
        otherOpex: report.otherOpex,
      });
    });
  }

  on(book, book.filters.FacilityApproved, ({ cluster, terms }) => {
    const title = titles.get(cluster);
    if (!title) throw new Error(`cluster ${cluster} was approved before it was registered`);
    facilities.set(cluster, newFacility(cluster, title, terms));
  });
  on(book, book.filters.Drawn, ({ cluster, amount }, time) => {
    books.cash -= amount;
    draw(facilityOf(cluster), amount, time);
  });
  on(book, book.filters.Commissioned, ({ cluster, inServiceAt }) => {
    facilityOf(cluster).inServiceAt = Number(inServiceAt);
  });
  on(book, book.filters.DeadlineSet, ({ cluster, deadline }) => {
    facilityOf(cluster).deadline = Number(deadline);
  });
  on(book, book.filters.WearStarted, ({ cluster, wearFrom }) => {
    const facility = facilityOf(cluster);
    facility.wearFrom = Number(wearFrom);
    facility.anchorAt = Number(wearFrom);
  });
  on(book, book.filters.PaidIn, ({ cluster, amount }) => {
    facilityOf(cluster).lockbox += amount;
  });
  on(book, book.filters.ExcessReturned, ({ cluster, amount }) => {
    facilityOf(cluster).lockbox -= amount;
  });
  on(book, book.filters.Settled, ({ cluster, period, lines }, time) => {
    const facility = facilityOf(cluster);
    const taken = period === 0n ? undefined : reports.get(`${cluster}/${period}`);
    if (period !== 0n && !taken)
      throw new Error(`period ${period} of cluster ${cluster} was settled but never reported`);
    const vestFrom = oldestUnpaidStart(facility);
    const terms = settleByTerms(facility, taken);
    if (taken) facility.periods.push(taken);
    movePointer(facility);

    const compare = (line: string, found: bigint, expected: bigint) => {
      if (found === expected) return;
      books.contradictions.push(`cluster ${cluster}, period ${period}: ${line} was ${found}, by the terms ${expected}`);
    };
    compare("cash", lines.cash, terms.cash);
    compare("energy", lines.energyCarried + lines.energy, terms.energy);
    compare("other cost", lines.otherCarried + lines.other, terms.other);
    compare("reserve", lines.reserve, terms.reserve);
    compare("operator's part", lines.toOperator, terms.toOperator);
    compare("vault's part with the fee", lines.toVault + lines.fee, terms.residualForVault);

    const toVault = terms.residualForVault - lines.fee;
    books.cash += toVault;
    receive(toFixed(toVault), time - vestFrom, time);
  });
  on(book, book.filters.WrittenDown, ({ cluster, loss }, time) => {
    writeDown(facilityOf(cluster), loss, time);
    receive(-toFixed(loss), vesting.cap, time);
  });
  on(book, book.filters.FacilitySold, ({ cluster, price }, time) => {
    const facility = facilityOf(cluster);
    const gain = toFixed(price) - valueAt(facility, time);
    facility.retired = true;
    books.cash += price;
    receive(gain, vesting.cap, time);
  });
  on(book, book.filters.ReserveReleased, ({ cluster, amount }, time) => {
    const facility = facilityOf(cluster);
    facility.reserve = 0n;
    facility.reserveTarget = 0n;
    books.cash += amount;
    receive(toFixed(amount), vesting.cap, time);
  });

  for (const log of logs) {
    const [topic = ""] = log.topics;
    handlers.get(`${topic}@${log.address.toLowerCase()}`)?.(log, timeOf(log.blockNumber));
  }
  return { ...books, facilities };
}

function newFacility(
  cluster: bigint,
  title: { cost: bigint; salvage: bigint; usefulLife: number },
  terms: { vaultShareBps: bigint; reserveTarget: bigint },
): Facility {
  return {
    cluster,
    fullCost: title.cost,
    fullSalvage: title.salvage,
    usefulLife: title.usefulLife,
    vaultShareBps: terms.vaultShareBps,
    reserveTarget: terms.reserveTarget,
    drawn: 0n,
    salvage: 0n,
    anchor: 0n,
    anchorAt: 0,
    deadline: 0,
    wearFrom: 0,
    inServiceAt: 0,
    retired: false,
    lockbox: 0n,
    reported: 0n,
    distributed: 0n,
    carriedEnergy: 0n,
    carriedOther: 0n,
    reserve: 0n,
    periods: [],
    paidOff: 0,
    paidThrough: 0n,
  };
}
