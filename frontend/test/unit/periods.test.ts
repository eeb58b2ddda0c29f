import { expect } from "chai";
import { maxInt256, maxUint256 } from "viem";
import { vaultsPart, type Lines } from "@gpu-yield-vaults/sdk/model";
import { clusterHistory } from "../../src/lib/history/periods";
import type { ProtocolEvent } from "../../src/lib/history/protocolEvent";
import { waterfallLines } from "../../src/lib/history/waterfallLines";
import { covenantsEvent, managerEvent, oracleEvent, originationEvent, vaultEvent, vaultOpened } from "./events";

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

function linesOf(cash: bigint): Lines {
  return {
    cash,
    energyCarried: 0n,
    otherCarried: 0n,
    energy: 5n,
    other: 7n,
    interest: 0n,
    principal: 0n,
    reserve: 0n,
    toVault: cash - 12n,
    toOperator: 0n,
    preferred: 0n,
    trapped: 0n,
    fromReserve: 0n,
  };
}

function settled(period: number, cash: bigint): ProtocolEvent {
  return managerEvent(START + period * DAY + 6 * 3600, "Settled", {
    cluster: CLUSTER,
    period,
    lines: linesOf(cash),
    vestFrom: START,
    carriedEnergy: 0n,
    carriedOther: 0n,
  });
}

describe("running costs that are not carried on", () => {
  const transactionHash = `0x${"7".repeat(64)}` as const;
  const dropped = managerEvent(START + 3600, "CostsNotCarried", { cluster: CLUSTER, energy: 2n, other: 5n });

  it("are told with the settlement that drops them, and with no other", () => {
    const events = [{ ...dropped, transactionHash }, { ...settled(1, 100n), transactionHash }, settled(2, 30n)];

    const { settlements } = clusterHistory(events, CLUSTER, START + 9 * DAY);

    expect(settlements.map(({ notCarried }) => notCarried)).to.deep.equal([0n, 7n]);
  });

  it("are no settlement's where the governor wrote them down", () => {
    const { settlements } = clusterHistory([dropped, settled(1, 100n)], CLUSTER, START + 9 * DAY);

    expect(settlements.map(({ notCarried }) => notCarried)).to.deep.equal([0n]);
  });
});

describe("a cluster's history", () => {
  const events: ProtocolEvent[] = [
    submitted(1, 100n),
    managerEvent(START + DAY, "PaidIn", { cluster: CLUSTER, payer: PAYER, amount: 130n, lockbox: 130n }),
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

  it("calls a report settled once the manager has taken it in, whatever else it settles", () => {
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

  it("shows a debt's lines, and what covenants trap, in the order in which they are paid", () => {
    const lines = {
      ...linesOf(100n),
      interest: 20n,
      principal: 30n,
      preferred: 2n,
      trapped: 9n,
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
      "trapped",
    ]);
    expect(shown.reduce((sum, { amount }) => sum + amount, 0n)).to.equal(100n);
  });

  it("says what the vault's fee was of what a settlement sent there, and of nothing else", () => {
    const [settlement, otherMoney] = [settled(1, 100n), settled(2, 40n)];
    const posting = ({ transactionHash }: ProtocolEvent, cashIn: bigint): ProtocolEvent => ({
      ...vaultEvent(START + DAY, "Posted", {
        source: PAYER,
        cashIn,
        fee: 8n,
        value: 0n,
        slope: 0n,
        vestOver: 0n,
        locked: 0n,
        vestEnd: 0n,
      }),
      transactionHash,
    });
    const records = [settlement, posting(settlement, 88n), otherMoney, posting(otherMoney, 88n)];
    const { settlements } = clusterHistory([submitted(1, 100n), submitted(2, 40n), ...records], CLUSTER, START);

    expect(vaultsPart(linesOf(100n))).to.equal(88n);
    expect(settlements.map(({ period, fee }) => [period, fee])).to.deep.equal([
      [2, 0n],
      [1, 8n],
    ]);
  });

  it("is delinquent from the end of a payment's grace on, rounded up to the vault's grid", () => {
    const approved = (paymentGrace: number) =>
      originationEvent(START, "FacilityApproved", {
        cluster: CLUSTER,
        operator: PAYER,
        manager: PAYER,
        terms: { paymentGrace } as never,
        cost: 0n,
        salvage: 0n,
        usefulLife: 0,
      });
    const payBy = (paymentGrace: number) =>
      clusterHistory([vaultOpened(START), approved(paymentGrace), submitted(1, 100n)], CLUSTER, START).periods[0]
        ?.payBy;
    const finalAt = START + DAY + 6 * 3600;

    expect(payBy(7 * DAY)).to.equal(finalAt + 7 * DAY);
    expect(payBy(7 * DAY + 1)).to.equal(finalAt + 7 * DAY + 3600);
  });

  it("knows since when it depreciates, and from when to when it was delinquent", () => {
    const deadline = (days: number) =>
      managerEvent(START, "DeadlineSet", { cluster: CLUSTER, deadline: START + days * DAY });
    const records = [
      deadline(5),
      managerEvent(START + 8 * DAY, "DepreciationStarted", {
        cluster: CLUSTER,
        from: START + 5 * DAY,
        until: START + 105 * DAY,
        slope: 7n,
        salvage: 0n,
      }),
      managerEvent(START + 8 * DAY, "Cured", { cluster: CLUSTER }),
      deadline(20),
    ];

    expect(clusterHistory([], CLUSTER, START)).to.include({ depreciatesFrom: undefined });
    const { depreciatesFrom, delinquencies } = clusterHistory(records, CLUSTER, START);
    expect(depreciatesFrom).to.equal(START + 5 * DAY);
    expect(delinquencies).to.deep.equal([{ since: START + 5 * DAY, curedAt: START + 8 * DAY }]);
  });

  it("knows the newest report that was tested against the covenants, and what it did not test", () => {
    const tested = (period: number, coverageBps: bigint) =>
      covenantsEvent(START + period * DAY, "CovenantsTested", {
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
