import { expect } from "chai";
import type { ProtocolEvent } from "../../src/lib/history/protocolEvent";
import { buildTimeline } from "../../src/lib/history/vaultTimeline";
import { yieldOver } from "../../src/lib/history/yields";
import { yieldWindows } from "../../src/lib/history/yieldWindows";
import { managerEvent, vaultEvent, vaultOpened, workoutsEvent, together } from "./events";

const DAY = 86_400;
const START = 1_800_000_000;
const SHARE_DECIMALS = 12;
const X32 = 1n << 32n;
const CLUSTER = 1n;
const ALICE = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const MANAGER = "0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65";
const usd = (amount: number): bigint => BigInt(Math.round(amount * 1e6));
const NO_LINES = {
  ...{ cash: 0n, energyCarried: 0n, otherCarried: 0n, energy: 0n, other: 0n, interest: 0n, principal: 0n },
  ...{ reserve: 0n, toVault: 0n, toOperator: 0n, preferred: 0n, trapped: 0n, fromReserve: 0n },
};

/** 1,000 in, 800 of it hardware; everything below happens to that. */
const opened: ProtocolEvent[] = [
  vaultOpened(START - DAY),
  vaultEvent(START, "Deposit", { sender: ALICE, owner: ALICE, assets: usd(1_000), shares: usd(1_000) * 1_000_000n }),
  vaultEvent(START, "Funded", { source: MANAGER, receiver: ALICE, amount: usd(800) }),
];

function posted(day: number, cashIn: bigint, value: bigint, fee = 0n): ProtocolEvent {
  const args = { source: MANAGER, cashIn, fee, value: value * X32, slope: 0n, vestOver: 0n, locked: 0n } as const;
  return vaultEvent(START + day * DAY, "Posted", { ...args, vestEnd: 0n });
}

/** Rent that has vested at once, so that the price is what it comes to. */
const rent = (day: number, toVault: bigint, fee = 0n): ProtocolEvent[] =>
  together(
    managerEvent(START + day * DAY, "Settled", {
      ...{ cluster: CLUSTER, period: 1, vestFrom: START, carriedEnergy: 0n, carriedOther: 0n },
      lines: { ...NO_LINES, cash: toVault, toVault },
    }),
    posted(day, toVault, 0n, fee),
  );

/** Hardware loses value, in service. */
const depreciated = (day: number, amount: bigint): ProtocolEvent => posted(day, 0n, -amount);

const lost = (day: number, amount: bigint): ProtocolEvent[] => {
  const valueLeft = { cluster: CLUSTER, valueOut: amount * X32, cash: 0n, fromReserve: 0n };
  const closed = { cluster: CLUSTER, value: amount, fromBond: 0n, fromReserve: 0n };
  return together(
    managerEvent(START + day * DAY, "ValueLeft", valueLeft),
    posted(day, 0n, -amount),
    workoutsEvent(START + day * DAY, "ResolutionClosed", closed),
  );
};

const over = (events: ProtocolEvent[], day: number, days: number) =>
  yieldOver(events, buildTimeline(events), START + day * DAY, days, SHARE_DECIMALS);

describe("the yield of a share", () => {
  const healthy = [...opened, ...rent(1, usd(50)), depreciated(5, usd(30))];

  it("is the growth of the entry price, scaled to a year from seven days on", () => {
    const measured = over(healthy, 10, 30);
    expect(measured?.from).to.equal(START);
    // NAV 1,000 → 1,020: 2 % in ten days, 73 % a year.
    expect(Number(measured?.change)).to.be.closeTo(2_000_000, 1);
    expect(Number(measured?.annual)).to.be.closeTo(73_000_000, 10);
    expect(over(healthy, 6, 30)?.annual).to.equal(undefined);
    expect(over(healthy, 6, 30)?.cashAnnual).to.equal(undefined);
  });

  it("tells cash apart, in which return of capital counts, less the fee", () => {
    expect(Number(over(healthy, 10, 30)?.cash)).to.be.closeTo(5_000_000, 1);
    const withFee = [...opened, ...rent(1, usd(50), usd(5))];
    expect(Number(over(withFee, 10, 30)?.cash)).to.be.closeTo(4_500_000, 1);
    expect(Number(over(withFee, 10, 30)?.cashAnnual)).to.be.closeTo(164_250_000, 40);
  });

  it("divides cash among the shares that there were when it came", () => {
    const joined = vaultEvent(START + 2 * DAY, "Deposit", {
      ...{ sender: ALICE, owner: ALICE, assets: usd(1_050), shares: usd(1_000) * 1_000_000n },
    });
    const events = [...opened, ...rent(1, usd(50)), joined, ...rent(3, usd(50))];
    expect(Number(over(events, 10, 30)?.cash)).to.be.closeTo(7_500_000, 1);
  });

  it("is never annualised over a booked loss, which stands apart", () => {
    const events = [...healthy, ...lost(20, usd(400))];
    const measured = over(events, 25, 30);
    expect(measured?.annual).to.equal(undefined);
    expect(Number(measured?.change)).to.be.closeTo(-38_000_000, 1);
    expect(measured?.losses.map(({ lost: amount, timestamp }) => [amount, timestamp])).to.deep.equal([
      [usd(400), START + 20 * DAY],
    ]);
    expect(measured?.exitChange).to.equal(undefined);
  });

  it("is annualised again once the loss lies behind the window", () => {
    const events = [...healthy, ...lost(20, usd(400))];
    expect(over(events, 27, 7)?.annual).to.equal(0n);
    expect(over(events, 26, 7)?.annual).to.equal(undefined);
  });

  it("tells the price to leave apart while it differs", () => {
    const late = vaultEvent(START + 8 * DAY, "DelinquencyPosted", {
      ...{ source: MANAGER, loss: usd(100) * X32, lossSlope: 0n, delinquent: 0n },
    });
    const measured = over([...opened, late], 10, 30);
    expect(measured?.change).to.equal(0n);
    expect(Number(measured?.exitChange)).to.be.closeTo(-10_000_000, 1);
  });

  it("has nothing to say before the first deposit", () => {
    expect(yieldOver([], [], START, 30, SHARE_DECIMALS)).to.equal(undefined);
    expect(over(opened, 0, 30)).to.equal(undefined);
  });
});

describe("the windows of a yield", () => {
  const windowsAt = (day: number) =>
    yieldWindows(opened, buildTimeline(opened), START + day * DAY, SHARE_DECIMALS).map(({ key, measured }) => [
      key,
      (measured.to - measured.from) / DAY,
    ]);

  it("are those that the vault is older than, and since its start", () => {
    expect(windowsAt(0)).to.deep.equal([]);
    expect(windowsAt(5)).to.deep.equal([["start", 5]]);
    expect(windowsAt(20)).to.deep.equal([
      ["7", 7],
      ["start", 20],
    ]);
    expect(windowsAt(90)).to.deep.equal([
      ["7", 7],
      ["30", 30],
      ["start", 90],
    ]);
  });
});
