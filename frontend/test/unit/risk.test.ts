import { BASE_CASE, yearOf } from "@gpu-yield-vaults/sdk/economics";
import { lossAt, valueAt } from "@gpu-yield-vaults/sdk/model";
import { expect } from "chai";
import type { FacilityView } from "../../src/lib/chain/readFacilities";
import type { VaultView } from "../../src/lib/chain/readVault";
import { assumptionsOf, coverageUnder, receivedOver, type Earning } from "../../src/lib/risk/clusterYear";
import { concentration } from "../../src/lib/risk/concentration";
import { curveOf, projectVault } from "../../src/lib/risk/projectVault";
import { readStress, writeStress } from "../../src/lib/risk/stress";

const DAY = 86_400;
const NOW = 1_800_000_000;
const ONE = 1_000_000;
const usdc = (whole: number): bigint => BigInt(Math.round(whole * ONE));
const AS_NOW = readStress(new URLSearchParams());
const UNITS = { one: ONE, share: 10 ** 12 };

/** 256 H100 of the base case, half-way through nothing: depreciation begins now. */
const facility = {
  asOf: { number: 1n, timestamp: NOW },
  cluster: 1n,
  name: "Helios",
  model: "H100-SXM5",
  region: "US-TX",
  operator: "0x1111111111111111111111111111111111111111",
  gpuCount: 256,
  systemWatts: 1_275,
  pueBps: 12_500,
  usefulLife: 5 * 365 * DAY,
  status: 3,
  cost: usdc(8_000_000),
  salvage: usdc(800_000),
  value: usdc(8_000_000),
  exitValue: usdc(8_000_000),
  depreciatesUntil: NOW + 5 * 365 * DAY,
  deadline: NOW + 9 * DAY,
  delinquentSince: 0,
  vaultShareBps: 10_000,
  bond: usdc(400_000),
  reserve: usdc(100_000),
} as unknown as FacilityView;

/** Thirty days of the base case, as they would be reported. */
const year = yearOf({ ...BASE_CASE, platformFee: 0, management: 0, reserve: 0 });
const month = 30 / 365;
const helios: Earning = {
  facility,
  performance: {
    from: NOW - 30 * DAY,
    to: NOW,
    gross: usdc(year.gross * month),
    costs: usdc(year.runningCosts * month),
    energyCost: usdc(year.energy * month),
    income: usdc(year.ebitda * month),
    needed: 0n,
    sold: BigInt(Math.round(256 * 30 * DAY * 0.8)),
    available: BigInt(256 * 30 * DAY),
    isShort: false,
  },
};

const vault = {
  asOf: facility.asOf,
  nav: usdc(10_000_000),
  locked: usdc(100_000),
  unrealisedLoss: 0n,
  totalSupply: 10_000_000n * 10n ** 12n,
  vestsAt: NOW + 10 * DAY,
  markdownPeriod: 90 * DAY,
  fee: { bps: 0, profit: 0n, mark: 0n },
} as unknown as VaultView;

describe("what a cluster earns under stress", () => {
  it("is what it reported, scaled to a year, while nothing is otherwise", () => {
    const told = yearOf(assumptionsOf(helios, AS_NOW, 0, ONE));
    expect(told.gross).to.be.closeTo(year.gross, 1);
    expect(told.energy).to.be.closeTo(year.energy, 1);
    expect(told.runningCosts).to.be.closeTo(year.runningCosts, 1);
    expect(told.depreciation).to.be.closeTo(1_440_000, 1e-6);
  });

  it("moves with rents, hours and power as the economics of the calculator do", () => {
    const stress = { ...AS_NOW, price: 65, sold: 75, power: 150 };
    const told = yearOf(assumptionsOf(helios, stress, 0, ONE));
    const expected = yearOf({
      ...BASE_CASE,
      ...{ platformFee: 0, management: 0, reserve: 0, price: 2.25 * 0.65, utilisation: 0.6, tariff: 0.0853 * 1.5 },
    });
    expect(told.ebitda).to.be.closeTo(expected.ebitda, 1);
  });

  it("sells no more hours than there are, and takes decay to the middle of the time", () => {
    const { utilisation, price } = assumptionsOf(helios, { ...AS_NOW, sold: 150, decay: 19 }, 1, ONE);
    expect(utilisation).to.equal(1);
    expect(price).to.be.closeTo(2.25 * 0.9, 1e-5);
  });

  it("is nothing before the first report, and never below nothing for the vault", () => {
    expect(receivedOver({ facility, performance: undefined }, AS_NOW, 1, ONE)).to.equal(0);
    expect(receivedOver(helios, { ...AS_NOW, price: 0 }, 1, ONE)).to.equal(0);
    expect(coverageUnder(helios, AS_NOW, 1, ONE)).to.equal(undefined);
  });

  it("pays a loan's interest as it falls due, as far as rent pays it", () => {
    const debt = {
      form: "loan",
      schedule: {
        principal: usdc(1_200),
        payment: usdc(112),
        finalPayment: 0n,
        growth: 2n ** 128n / 100n,
        payments: 12,
      },
      start: NOW,
      period: 30 * DAY,
      paid: { interest: 0n, principal: 0n },
    } as unknown as FacilityView["debt"];
    const lent = { ...helios, facility: { ...facility, value: usdc(1_200), debt } };
    expect(receivedOver(lent, AS_NOW, 29 / 365, ONE)).to.equal(0);
    expect(receivedOver(lent, AS_NOW, 30 / 365, ONE)).to.be.closeTo(12, 0.01);
    expect(receivedOver(lent, { ...AS_NOW, sold: 0 }, 30 / 365, ONE)).to.equal(0);
  });
});

describe("a vault's outlook", () => {
  const at = (days: number, stress = AS_NOW) => projectVault(vault, [helios], stress, days, UNITS);

  it("is what it is now in no time", () => {
    const { nav, entryPrice, exitPrice, unrealised, bookedPrice } = at(0);
    expect({ nav, entryPrice, exitPrice, unrealised, bookedPrice }).to.deep.equal({
      nav: 10_000_000,
      entryPrice: 1,
      exitPrice: 1,
      unrealised: 0,
      bookedPrice: undefined,
    });
  });

  it("rises by rent and what vests, and falls by the contracts' own depreciation", () => {
    const curve = curveOf(facility);
    const [now, then] = [BigInt(NOW), BigInt(NOW + 30 * DAY)];
    const depreciated = Number((valueAt(curve, now) - valueAt(curve, then)) >> 32n) / ONE;
    expect(depreciated).to.be.closeTo(1_440_000 * month, 0.01);
    expect(at(30).nav).to.be.closeTo(10_000_000 + year.ebitda * month + 100_000 - depreciated, 1);
    expect(at(5).nav).to.be.closeTo(10_000_000 + (year.ebitda * 5) / 365 + 50_000 - (1_440_000 * 5) / 365, 1);
  });

  it("takes the fee on what is profit above the mark, and on nothing else", () => {
    const charged = { ...vault, fee: { ...vault.fee, bps: 1_000, mark: usdc(50_000) } };
    const gain = at(30).nav - 10_000_000;
    expect(projectVault(charged, [helios], AS_NOW, 30, UNITS).nav).to.be.closeTo(
      10_000_000 + gain - (gain - 50_000) * 0.1,
      1,
    );
    const lossy = projectVault(charged, [helios], { ...AS_NOW, price: 0 }, 365, UNITS);
    expect(lossy.nav).to.be.closeTo(10_000_000 + 100_000 - 1_440_000, 1);
  });

  it("has leavers forgo a default in the model's line, all of it after ninety days, and books the rest", () => {
    const stress = { ...AS_NOW, defaulted: 1n };
    const curve = { ...curveOf(facility), deadline: BigInt(NOW) };
    for (const days of [30, 90, 365]) {
      const loss = lossAt(curve, { markdown: BigInt(90 * DAY) }, BigInt(NOW + days * DAY));
      expect(at(days, stress).unrealised, `${days} days`).to.be.closeTo(Number(loss >> 32n) / ONE, 1e-6);
    }
    const { nav, exitPrice, bookedPrice } = at(90, stress);
    const left = 8_000_000 - (1_440_000 * 90) / 365;
    expect(exitPrice).to.be.closeTo((nav - left) / 10_000_000, 1e-6);
    expect(bookedPrice).to.be.closeTo((nav - (left - 500_000)) / 10_000_000, 1e-6);
  });

  it("counts who is delinquent already as never paying again", () => {
    const late = { ...facility, delinquentSince: NOW - 9 * DAY, exitValue: usdc(7_200_000) };
    const marked = { ...vault, unrealisedLoss: usdc(800_000) };
    const then = projectVault(marked, [{ ...helios, facility: late }], AS_NOW, 90, UNITS);
    const left = 8_000_000 - (1_440_000 * 90) / 365;
    expect(then.nav).to.be.closeTo(10_000_000 + 100_000 - (1_440_000 * 90) / 365, 1);
    expect(then.unrealised).to.be.closeTo(left, 1);
    expect(then.bookedPrice).to.equal(undefined);
  });
});

describe("concentration", () => {
  it("adds value up by cluster, operator, model and region, the largest first, each with its limit", () => {
    const other = { ...facility, name: "Atlas", model: "B200", value: usdc(9_000_000) };
    const limits = { clusterBps: 4_000, operatorBps: 5_000, modelBps: 8_000, regionBps: 6_000 };
    const shares = concentration([facility, other], limits).map(({ scope, id, value, limitBps }) => [
      scope,
      id,
      Number(value) / ONE,
      limitBps,
    ]);
    expect(shares).to.deep.equal([
      ["cluster", "Atlas", 9_000_000, 4_000],
      ["cluster", "Helios", 8_000_000, 4_000],
      ["operator", facility.operator, 17_000_000, 5_000],
      ["model", "B200", 9_000_000, 8_000],
      ["model", "H100-SXM5", 8_000_000, 8_000],
      ["region", "US-TX", 17_000_000, 6_000],
    ]);
  });
});

describe("what is tried", () => {
  it("stands in the address beside the vault, and comes back from it", () => {
    const stress = { ...AS_NOW, price: 65, defaulted: 3n };
    expect(writeStress("?vault=0x12", stress)).to.equal("?vault=0x12&price=65&default=3");
    expect(readStress(new URLSearchParams("vault=0x12&price=65&default=3"))).to.deep.equal(stress);
    expect(writeStress("?vault=0x12&price=65&default=3", AS_NOW)).to.equal("?vault=0x12");
  });

  it("is as now where the address says what could not be set", () => {
    expect(readStress(new URLSearchParams("price=-1&sold=much&default=x"))).to.deep.equal(AS_NOW);
  });
});
