import { expect } from "chai";
import type { PositionEntry } from "../../src/lib/history/position";
import { accountIn } from "../../src/lib/portfolio/accountInUrl";
import { calendarOf } from "../../src/lib/portfolio/calendar";
import { costBasisOf } from "../../src/lib/portfolio/costBasis";
import { csvOf } from "../../src/lib/portfolio/csv";
import { historyCsv, requestsCalendar } from "../../src/lib/portfolio/exports";
import { sharesAt, sharesOverTime } from "../../src/lib/portfolio/sharesOverTime";

const HASH = `0x${"ab".repeat(32)}` as const;
const VAULT = "0x5FbDB2315678afecb367f032d93F642f64180aa3";

/** Newest first, as histories are. */
function history(...oldestFirst: [PositionEntry["kind"], shares: bigint, assets: bigint, timestamp?: number][]) {
  return oldestFirst
    .map(([kind, shares, assets, timestamp = 0], index): PositionEntry => ({
      kind,
      shares,
      assets,
      timestamp: timestamp || 100 + index,
      blockNumber: BigInt(index),
      transactionHash: HASH,
    }))
    .reverse();
}

describe("a portfolio", () => {
  describe("the cost of shares", () => {
    it("is an average, of which what leaves takes its part along, rounded down", () => {
      const entries = history(
        ["deposit", 10n, 100n],
        ["deposit", 20n, 230n],
        ["withdrawal", 7n, 91n],
        ["deposit", 1n, 13n],
      );
      // 330 · 7 ÷ 30 is 77.
      expect(costBasisOf(entries)).to.deep.equal({ shares: 24n, cost: 266n, realised: 14n });
    });

    it("does not move with a request, and leaves with its claim", () => {
      const waiting = history(["deposit", 10n, 100n], ["requested", 4n, 44n], ["takenBack", 1n, 11n]);
      expect(costBasisOf(waiting)).to.deep.equal({ shares: 10n, cost: 100n, realised: 0n });
      const claimed = history(["deposit", 10n, 100n], ["requested", 4n, 44n], ["claimed", 4n, 38n]);
      expect(costBasisOf(claimed)).to.deep.equal({ shares: 6n, cost: 60n, realised: -2n });
    });

    it("is a price paid where shares came, and a sale where they went", () => {
      const entries = history(["received", 10n, 110n], ["sent", 5n, 60n]);
      expect(costBasisOf(entries)).to.deep.equal({ shares: 5n, cost: 55n, realised: 5n });
    });

    it("is nothing where there never was a share", () => {
      expect(costBasisOf([])).to.deep.equal({ shares: 0n, cost: 0n, realised: 0n });
    });
  });

  it("knows how many shares there were in each second, those in the queue among them", () => {
    const changes = sharesOverTime(
      history(
        ["deposit", 10n, 100n, 1_000],
        ["requested", 4n, 0n, 2_000],
        ["deposit", 5n, 50n, 3_000],
        ["sent", 1n, 10n, 3_000],
        ["claimed", 4n, 40n, 4_000],
      ),
    );
    const seconds = [999, 1_000, 2_500, 2_999, 3_000, 3_999, 4_000, 9_999];
    expect(seconds.map((second) => sharesAt(changes, second))).to.deep.equal([0n, 10n, 10n, 10n, 14n, 14n, 10n, 10n]);
  });

  describe("a table for spreadsheets", () => {
    it("holds no formula, whatever a vault is called", () => {
      const names = ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\t=1", "\r=1", "|calc", "%0A", 'Plain, "quoted"'];
      const [header, ...rows] = csvOf(
        ["name"],
        names.map((text) => [{ text }]),
      ).split(/(?<=")\r\n/);
      expect(header).to.equal('"name"');
      const cells = rows.slice(0, -1);
      expect(cells.map((cell) => cell.slice(1, 2))).to.deep.equal([...Array.from({ length: 9 }, () => "'"), "P"]);
      expect(cells.at(-1)).to.equal('"Plain, ""quoted"""');
    });

    it("has numbers as numbers, and refuses what is none", () => {
      expect(csvOf(["a", "b"], [[{ number: "-1.50" }, { number: "12" }]])).to.equal('"a","b"\r\n-1.50,12\r\n');
      for (const number of ["", "1e5", "=1", "1,000", "0x1", "-"]) {
        expect(() => csvOf(["a"], [[{ number }]]), number).to.throw("is no number");
      }
    });

    it("has every entry to the last digit", () => {
      const tokens = {
        asset: { address: VAULT, name: "Dollar", symbol: "tUSD", decimals: 6 },
        share: { address: VAULT, name: "=Vault", symbol: "gpuUSD", decimals: 12 },
      } as const;
      const entries = history(["deposit", 1_500_000_000_001n, 1_500_001n, 1_764_547_200]);
      expect(historyCsv(entries, tokens).split("\r\n")).to.deep.equal([
        '"vault","time","what","amount","asset","shares","block","transaction"',
        `"'=Vault","2025-12-01T00:00:00.000Z","Deposit",1.500001,"tUSD",1.500000000001,0,"${HASH}"`,
        "",
      ]);
    });
  });

  describe("a calendar", () => {
    const tokens = {
      asset: { address: VAULT, name: "Dollar", symbol: "tUSD", decimals: 6 },
      share: { address: VAULT, name: "Vault; a, b", symbol: "gpuUSD", decimals: 12 },
    } as const;
    const request = {
      requestId: 10n,
      epoch: 5n,
      atAnyPrice: false,
      end: 1_764_547_200,
      pending: 2_000_000_000_000n,
      claimable: 0n,
      claimableAssets: 0n,
      claimed: 0n,
      cancelled: 0n,
    };

    it("has when each epoch closes that something waits in", () => {
      const file = requestsCalendar([request], tokens, VAULT, 1_764_000_000) ?? "";
      expect(file.split("\r\n")).to.include.members([
        "BEGIN:VCALENDAR",
        "DTSTAMP:20251124T160000Z",
        "DTSTART:20251201T000000Z",
        "SUMMARY:Vault\\; a\\, b: epoch 5 closes",
        `UID:${VAULT}-10-${VAULT}`.slice(0, 75),
        "END:VCALENDAR",
      ]);
    });

    it("is none where nothing waits, or its epoch has closed", () => {
      expect(requestsCalendar([{ ...request, pending: 0n }], tokens, VAULT, 1_764_000_000)).to.equal(undefined);
      expect(requestsCalendar([request], tokens, VAULT, 1_764_547_200)).to.equal(undefined);
    });

    it("breaks long lines behind 75 octets, and no character", () => {
      const text = "ü".repeat(100);
      const lines = calendarOf([{ id: "1", at: 1, title: "a\nb", text }], 1).split("\r\n");
      for (const line of lines) expect(new TextEncoder().encode(line).length).to.be.at.most(75);
      expect(lines.join("\r\n").replaceAll("\r\n ", "")).to.contain(`DESCRIPTION:${text}\r\n`);
      expect(lines).to.include("SUMMARY:a\\nb");
    });
  });

  it("is of the account that a text names, and of none whose letters are wrong", () => {
    expect(accountIn(null)).to.deep.equal({ kind: "none" });
    expect(accountIn(" ")).to.deep.equal({ kind: "none" });
    const known = { kind: "account", account: VAULT };
    for (const text of [VAULT, VAULT.toLowerCase(), ` ${VAULT} `, `0x${VAULT.slice(2).toUpperCase()}`]) {
      expect(accountIn(text), text).to.deep.equal(known);
    }
    const wrong = VAULT.replace("F", "f");
    for (const text of [wrong, "0x12", "vitalik.eth"]) {
      expect(accountIn(text)).to.deep.equal({ kind: "malformed", text });
    }
  });
});
