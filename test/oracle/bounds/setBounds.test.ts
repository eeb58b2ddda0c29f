import { expect } from "chai";
import type { Report } from "../../support/reports.ts";
import {
  ethers,
  H100,
  H100_BOUNDS,
  networkHelpers,
  NO_SALE,
  plainStatement,
  usdc,
} from "../../support/statementFixture.ts";

const fixture = async () => {
  const statement = await plainStatement();
  const check = (report: Report, last = NO_SALE) =>
    statement.bounds.check(report, H100, 1_275n, 12_500n, 256n * (report.end - report.start), last);
  return { ...statement, check };
};
const given = () => networkHelpers.loadFixture(fixture);

const field = (name: string) => ethers.encodeBytes32String(name);
const GB300 = field("GB300");
const inOrder = (bounds: typeof H100_BOUNDS) => [
  bounds.minPrice,
  bounds.maxPrice,
  bounds.leastBusyWatts,
  bounds.minTariff,
  bounds.maxTariff,
  bounds.otherOpexCap,
];

describe("ReportBounds.setBounds", () => {
  it("refuses a model without a name", async () => {
    const { bounds, governor, act } = await given();

    await expect(act(governor, bounds, "setBounds", [ethers.ZeroHash, H100_BOUNDS]))
      .to.be.revertedWithCustomError(bounds, "ReportBounds_UnknownModel")
      .withArgs(ethers.ZeroHash);
  });

  for (const [name, least, most] of [
    ["price", "minPrice", "maxPrice"],
    ["tariff", "minTariff", "maxTariff"],
  ] as const) {
    it(`refuses a ${name} band with its ends exchanged and takes one of a single value`, async () => {
      const { bounds, governor, act } = await given();
      const inverted = { ...H100_BOUNDS, [least]: 100_001n, [most]: 100_000n };
      const single = { ...H100_BOUNDS, [least]: 100_000n, [most]: 100_000n };

      await expect(act(governor, bounds, "setBounds", [GB300, inverted]))
        .to.be.revertedWithCustomError(bounds, "ReportBounds_BandInverted")
        .withArgs(field(name), 100_001n, 100_000n);
      await act(governor, bounds, "setBounds", [GB300, single]);

      expect(await bounds.boundsOf(GB300)).to.deep.equal(inOrder(single));
    });
  }

  it("refuses a price band that ends at zero, and takes power that is free", async () => {
    const { bounds, governor, act } = await given();
    const free = { ...H100_BOUNDS, minTariff: 0n, maxTariff: 0n, otherOpexCap: 0n, leastBusyWatts: 0n, minPrice: 0n };

    await expect(act(governor, bounds, "setBounds", [GB300, { ...H100_BOUNDS, minPrice: 0n, maxPrice: 0n }]))
      .to.be.revertedWithCustomError(bounds, "ReportBounds_BandInverted")
      .withArgs(field("price"), 0n, 0n);
    await act(governor, bounds, "setBounds", [GB300, free]);

    expect(await bounds.boundsOf(GB300)).to.deep.equal(inOrder(free));
  });

  describe("given assets of 6 and of 18 decimals", () => {
    for (const decimals of [6n, 18n]) {
      const unit = 10n ** decimals;
      for (const [name, key, cap] of [
        ["price", "maxPrice", 1_000n * unit],
        ["tariff", "maxTariff", 100n * unit],
        ["otherOpexCap", "otherOpexCap", 1_000n * unit],
        ["leastBusyWatts", "leastBusyWatts", 100_000n],
      ] as const) {
        it(`ends ${key} at its outer cap of ${cap} (${decimals} decimals)`, async () => {
          const { manager, deployer } = await given();
          const authority = await ethers.deployContract("AccessManager", [deployer]);
          const bounds = await ethers.deployContract("ReportBounds", [authority, decimals, 0]);

          await expect(bounds.setBounds(GB300, { ...H100_BOUNDS, [key]: cap + 1n }))
            .to.be.revertedWithCustomError(bounds, "ReportBounds_OutsideOuterCap")
            .withArgs(field(name), cap + 1n, cap);
          await bounds.setBounds(GB300, { ...H100_BOUNDS, [key]: cap });

          expect((await bounds.boundsOf(GB300))[key]).to.equal(cap);
          expect(await bounds.authority()).not.to.equal(await manager.getAddress());
        });
      }
    }
  });

  describe("when the bounds are in order", () => {
    it("judges what begins from this second on by them, and all before by those of then", async () => {
      const { bounds, governor, ripe, nextReport, check } = await given();
      const next = { ...H100_BOUNDS, minPrice: usdc(3), maxTariff: usdc(0.05) };
      const set = await ripe(governor, bounds, "setBounds", [H100, next]);
      const report = await nextReport();
      const now = BigInt(await networkHelpers.time.latest()) + 10n;
      await networkHelpers.time.setNextBlockTimestamp(now);
      await set();

      expect(await bounds.boundsOf(H100)).to.deep.equal(inOrder(next));
      expect(await bounds.boundsAt(H100, now)).to.deep.equal(inOrder(next));
      expect(await bounds.boundsAt(H100, now - 1n)).to.deep.equal(inOrder(H100_BOUNDS));
      expect(await bounds.boundsAt(H100, 0n)).to.deep.equal(inOrder(H100_BOUNDS)); // the first ones
      expect(await check(report)).to.equal(true);
      const later = { ...report, start: now, end: now + 86_400n };
      await expect(check(later)).to.be.revertedWithCustomError(bounds, "ReportBounds_PriceOutOfBand");
    });

    it("replaces them and emits old and new", async () => {
      const { bounds, governor, act } = await given();
      const next = { ...H100_BOUNDS, minPrice: 1n, maxPrice: 2n };

      await expect(act(governor, bounds, "setBounds", [GB300, H100_BOUNDS]))
        .to.emit(bounds, "BoundsChanged")
        .withArgs(GB300, [0n, 0n, 0n, 0n, 0n, 0n], inOrder(H100_BOUNDS));
      await expect(act(governor, bounds, "setBounds", [GB300, next]))
        .to.emit(bounds, "BoundsChanged")
        .withArgs(GB300, inOrder(H100_BOUNDS), inOrder(next));
    });
  });
});

describe("ReportBounds.boundsOf", () => {
  it("refuses a model nobody set bounds for", async () => {
    const { bounds } = await given();

    await expect(bounds.boundsOf(GB300))
      .to.be.revertedWithCustomError(bounds, "ReportBounds_UnknownModel")
      .withArgs(GB300);
    expect(await bounds.boundsOf(H100)).to.deep.equal(inOrder(H100_BOUNDS));
  });
});

describe("ReportBounds.setPriceJump", () => {
  it("ends at 10,000 bps and emits old and new", async () => {
    const { bounds, governor, act, nextReport, check } = await given();
    const report = await nextReport();
    const last = { ...NO_SALE, gross: report.gross, sold: report.gpuSecondsSold };
    const twice = { ...report, gross: 2n * report.gross };

    await expect(act(governor, bounds, "setPriceJump", [10_001]))
      .to.be.revertedWithCustomError(bounds, "ReportBounds_OutsideOuterCap")
      .withArgs(field("priceJump"), 10_001, 10_000);
    await expect(act(governor, bounds, "setPriceJump", [10_000]))
      .to.emit(bounds, "PriceJumpChanged")
      .withArgs(3_000, 10_000);

    expect(await bounds.priceJumpBps()).to.equal(10_000n);
    const now = BigInt(await networkHelpers.time.latest());
    expect(await check({ ...twice, start: now - 1n, end: now + 86_399n }, last)).to.equal(false); // it began before
    expect(await check({ ...twice, start: now, end: now + 86_400n }, last)).to.equal(true);
  });
});

describe("ReportBounds's construction", () => {
  for (const decimals of [5, 19]) {
    it(`refuses an asset of ${decimals} decimals`, async () => {
      const { manager, bounds } = await given();

      await expect(ethers.deployContract("ReportBounds", [manager, decimals, 0]))
        .to.be.revertedWithCustomError(bounds, "ReportBounds_DecimalsOutOfRange")
        .withArgs(decimals, 6, 18);
    });
  }

  it("refuses a price jump above the cap", async () => {
    const { manager, bounds } = await given();

    await expect(ethers.deployContract("ReportBounds", [manager, 6, 10_001]))
      .to.be.revertedWithCustomError(bounds, "ReportBounds_OutsideOuterCap")
      .withArgs(field("priceJump"), 10_001, 10_000);
  });
});
