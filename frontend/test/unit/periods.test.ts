import { expect } from "chai";
import { maxInt256, maxUint256 } from "viem";
import { clusterHistory, type SettlementLines } from "../../src/lib/history/periods";
import type { ProtocolEvent } from "../../src/lib/history/protocolEvent";
import { waterfallLines } from "../../src/lib/history/waterfallLines";
import { bookEvent, oracleEvent } from "./events";

const DAY = 86_400;
const START = 1_800_000_000;
const CLUSTER = 1n;
const PAYER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

function submitted(period: number, gross: bigint, cluster = CLUSTER): ProtocolEvent {
  const end = START + period * DAY;
  return oracleEvent(end, "ReportSubmitted", {
    cluster,
    period,
    report: {
      cluster,
      period,
      revision: 0,
      reporterSet: 1,
      clusterVersion: 1,
      start: end - DAY,
      end,
      gpuSecondsAvailable: 864_000n,
      gpuSecondsSold: gross === 0n ? 0n : 432_000n,
      gross,
      energyWh: 1_000n,
      energyCost: 5n,
      otherOpex: 7n,
      evidenceRoot: `0x${"11".repeat(32)}`,
    },
    signers: 7n,
    finalAt: end + 6 * 3600,
    longWindow: false,
  });
}

function linesOf(cash: bigint): SettlementLines {
  return {
    cash,
    energyCarried: 0n,
    otherCarried: 0n,
    energy: 5n,
    other: 7n,
    interest: 0n,
    principal: 0n,
    reserve: 0n,
    fee: 0n,
    toVault: cash - 12n,
    toOperator: 0n,
    preferred: 0n,
    held: 0n,
    fromReserve: 0n,
  };
}

function settled(period: number, cash: bigint): ProtocolEvent {
  return bookEvent(START + period * DAY + 6 * 3600, "Settled", {
    cluster: CLUSTER,
    period,
    lines: linesOf(cash),
    vestFrom: START,
    carriedEnergy: 0n,
    carriedOther: 0n,
  });
}

describe("a cluster's story", () => {
  const events: ProtocolEvent[] = [
    submitted(1, 100n),
    bookEvent(START + DAY, "PaidIn", { cluster: CLUSTER, payer: PAYER, amount: 130n, lockbox: 130n }),
    settled(1, 100n),
    submitted(2, 100n),
    settled(2, 30n),
    submitted(3, 50n),
    submitted(1, 999n, 2n),
  ];

  it("gives cash to the oldest rent first", () => {
    const { periods } = clusterHistory(events, CLUSTER, START + 3 * DAY);
    expect(periods.map(({ distributed }) => distributed)).to.deep.equal([100n, 30n, 0n]);
    expect(periods.map(({ open }) => open)).to.deep.equal([0n, 70n, 50n]);
  });

  it("leaves other clusters out", () => {
    expect(clusterHistory(events, CLUSTER, START).periods).to.have.length(3);
    expect(clusterHistory(events, 2n, START).periods[0]?.gross).to.equal(999n);
  });

  it("sums what was paid in", () => {
    expect(clusterHistory(events, CLUSTER, START).paidIn).to.equal(130n);
  });

  it("makes a report final in its very second", () => {
    const finalAt = START + 3 * DAY + 6 * 3600;
    const statusAt = (now: number) => clusterHistory(events, CLUSTER, now).periods[2]?.status;
    expect(statusAt(finalAt - 1)).to.equal("pending");
    expect(statusAt(finalAt)).to.equal("final");
  });

  it("calls a report settled once the book has taken it in, whatever else it settles", () => {
    const statuses = (records: ProtocolEvent[]) =>
      clusterHistory(records, CLUSTER, START + 100 * DAY).periods.map(({ status }) => status);
    const cashOnly = settled(0, 20n);

    expect(statuses([submitted(1, 100n), submitted(2, 100n), cashOnly])).to.deep.equal(["final", "final"]);
    expect(statuses([submitted(1, 100n), submitted(2, 100n), settled(1, 30n), cashOnly])).to.deep.equal([
      "settled",
      "final",
    ]);
  });

  it("keeps a later report pending while an earlier one is not final", () => {
    const vetoed = [
      submitted(1, 100n),
      submitted(2, 100n),
      oracleEvent(START + DAY, "ReportVetoed", { cluster: CLUSTER, period: 1, revision: 0 }),
    ];
    const { periods } = clusterHistory(vetoed, CLUSTER, START + 100 * DAY);
    expect(periods.map(({ status }) => status)).to.deep.equal(["void", "pending"]);
  });

  it("shows a dispute until it is settled", () => {
    const facts = { cluster: CLUSTER, period: 1, revision: 0 };
    const finalAt = START + 3 * DAY;
    const disputed = [submitted(1, 100n), oracleEvent(START + DAY, "ReportDisputed", facts)];
    const after = (stands: boolean) => [
      ...disputed,
      oracleEvent(START + 2 * DAY, "DisputeSettled", { ...facts, stands, finalAt: stands ? finalAt : 0 }),
    ];
    const statusAt = (records: ProtocolEvent[], now: number) =>
      clusterHistory(records, CLUSTER, now).periods[0]?.status;
    expect(statusAt(disputed, START + 100 * DAY)).to.equal("disputed");
    expect(statusAt(after(true), finalAt - 1)).to.equal("pending");
    expect(statusAt(after(true), finalAt)).to.equal("final");
    expect(statusAt(after(false), START + 100 * DAY)).to.equal("void");
  });

  it("shows a missed period until its late report", () => {
    const missed = [oracleEvent(START, "PeriodMissed", { cluster: CLUSTER, period: 1, deadline: START })];
    expect(clusterHistory(missed, CLUSTER, START).periods[0]?.status).to.equal("missed");
    const late = [...missed, submitted(1, 40n)];
    expect(clusterHistory(late, CLUSTER, START).periods[0]?.status).to.equal("pending");
  });

  it("shows lines that add up to the cash", () => {
    const { settlements } = clusterHistory(events, CLUSTER, START);
    for (const { lines } of settlements) {
      expect(waterfallLines(lines).reduce((sum, { amount }) => sum + amount, 0n)).to.equal(lines.cash);
    }
  });

  it("shows a debt's lines, and what covenants keep back, in the order in which they are paid", () => {
    const lines = {
      ...linesOf(100n),
      interest: 20n,
      principal: 30n,
      preferred: 2n,
      held: 9n,
      toVault: 27n,
      fromReserve: 4n,
    };
    const shown = waterfallLines(lines).filter(({ amount }) => amount > 0n);

    expect(shown.map(({ key }) => key)).to.deep.equal([
      "energy",
      "other",
      "interest",
      "principal",
      "preferred",
      "toVault",
      "held",
    ]);
    expect(shown.reduce((sum, { amount }) => sum + amount, 0n)).to.equal(100n);
  });

  it("knows the newest report that was held against the covenants, and what it did not test", () => {
    const tested = (period: number, coverageBps: bigint) =>
      bookEvent(START + period * DAY, "CovenantsTested", {
        cluster: CLUSTER,
        period,
        tier: 1,
        figures: { coverageBps, loanToValueBps: maxUint256, priceBps: 9_000n },
      });

    expect(clusterHistory(events, CLUSTER, START).covenantTest).to.equal(undefined);
    expect(clusterHistory([tested(1, 12_000n), tested(2, -5n)], CLUSTER, START).covenantTest).to.deep.equal({
      period: 2,
      coverageBps: -5n,
      loanToValueBps: undefined,
      priceBps: 9_000n,
    });
    expect(clusterHistory([tested(1, maxInt256)], CLUSTER, START).covenantTest?.coverageBps).to.equal(undefined);
  });
});
