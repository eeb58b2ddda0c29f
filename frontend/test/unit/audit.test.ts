import { expect } from "chai";
import { cashFlows } from "../../src/lib/audit/cashFlow";
import { comparisonsOf } from "../../src/lib/audit/comparison";
import { toCsv } from "../../src/lib/audit/csv";
import { entriesOf } from "../../src/lib/audit/entries";
import { recompute } from "../../src/lib/audit/recompute";
import { stretchesOf } from "../../src/lib/audit/stretches";
import { oracleEvent, vaultEvent, vaultOpened } from "./events";

const WEEK = 7 * 86_400;
const START = 1_800_000_000;
const SOMEBODY = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const people = { sender: SOMEBODY, owner: SOMEBODY, receiver: SOMEBODY } as const;

const EVENTS = [
  vaultOpened(START),
  vaultEvent(START + 10, "Deposit", { ...people, assets: 1_000n, shares: 1_000n }),
  vaultEvent(START + 20, "Withdraw", { ...people, assets: 100n, shares: 100n }),
  vaultEvent(START + WEEK + 1, "Deposit", { ...people, assets: 50n, shares: 50n }),
];

describe("a table as CSV", () => {
  it("quotes what has commas, quotes or line ends, and ends lines as RFC 4180 says", () => {
    expect(
      toCsv(
        ["a", "b"],
        [
          ["1,2", 'say "x"'],
          ["two\nlines", "plain"],
        ],
      ),
    ).to.equal('a,b\r\n"1,2","say ""x"""\r\n"two\nlines",plain\r\n');
  });

  it("has nothing that a spreadsheet carries out, and leaves numbers as they are", () => {
    const given = ["=1+1", "+1", "-2+3", "@SUM(A1)", "\tx", "-5", "-5.25", "0x12", '=HYPERLINK("x","y")'];
    expect(
      toCsv(
        ["x"],
        given.map((text) => [text]),
      )
        .split("\r\n")
        .slice(1, -1),
    ).to.deep.equal([
      "'=1+1",
      "'+1",
      "'-2+3",
      "'@SUM(A1)",
      "'\tx",
      "-5",
      "-5.25",
      "0x12",
      '"\'=HYPERLINK(""x"",""y"")"',
    ]);
  });
});

describe("what moved the cash", () => {
  it("follows from stretch to stretch, and adds up", () => {
    const [first, second] = cashFlows(EVENTS, stretchesOf(EVENTS, START + WEEK + 5));
    expect(first).to.deep.include({ opening: 0n, deposits: 1_000n, withdrawals: -100n, closing: 900n });
    expect(second).to.deep.include({ opening: 900n, deposits: 50n, draws: 0n, closing: 950n, to: START + WEEK + 5 });
  });

  it("is told by weeks, and of a long past by four at a time", () => {
    expect(stretchesOf(EVENTS, START + WEEK + 5)).to.deep.equal([START + WEEK, START + WEEK + 5]);
    expect(stretchesOf(EVENTS, START + 27 * WEEK)).to.have.length(7);
    expect(stretchesOf([], START)).to.deep.equal([START]);
  });
});

describe("all that has happened", () => {
  it("is told up to a block, with every value by its path", () => {
    const missed = oracleEvent(START, "PeriodMissed", { cluster: 7n, period: 9, deadline: 1 });
    const [entry, ...rest] = entriesOf([missed], missed.blockNumber);
    expect(rest).to.deep.equal([]);
    expect(entry).to.deep.include({ source: "oracle", event: "PeriodMissed", cluster: 7n });
    expect(entry?.values).to.deep.equal([
      ["cluster", "7"],
      ["period", "9"],
      ["deadline", "1"],
    ]);
    expect(entriesOf([missed], missed.blockNumber - 1n)).to.deep.equal([]);
  });
});

describe("a vault recomputed", () => {
  const last = EVENTS.at(-1)?.blockNumber ?? 0n;
  const question = { events: EVENTS, blockNumber: last, timestamp: START + WEEK + 5, shareDecimals: 18 };
  const contract = {
    ...{ cash: 950n, value: 0n, locked: 0n, nav: 950n, unrealisedLoss: 0n, exitValue: 950n, supply: 950n },
    // 951 units, the virtual one with them, over 1,000,950 shares: up for who enters, down for who leaves.
    ...{ entryPrice: 950_097_407_462_910_235_276_487_338n, exitPrice: 950_097_407_462_910_235_276_487_337n },
  };

  it("agrees with a contract that is right, figure by figure", () => {
    const point = recompute(question);
    if (!point) throw new Error("nothing");
    expect(comparisonsOf(contract, point, 18).map(({ difference }) => difference)).to.deep.equal(
      Array.from({ length: 9 }, () => 0n),
    );
    const [cash] = comparisonsOf({ ...contract, cash: 951n }, point, 18);
    expect(cash).to.deep.equal({ figure: "cash", kind: "money", contract: 951n, recomputed: 950n, difference: -1n });
  });

  it("knows nothing of later blocks, and nothing before the first", () => {
    expect(recompute({ ...question, blockNumber: last - 1n })?.cash).to.equal(900n);
    expect(recompute({ ...question, events: [] })).to.equal(undefined);
  });
});
