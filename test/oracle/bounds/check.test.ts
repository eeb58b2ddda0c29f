import { expect } from "chai";
import type { Report } from "../../support/reports.ts";
import { ethers, H100, networkHelpers, NO_SALE, plainStatement, usdc } from "../../support/statementFixture.ts";

const fixture = async () => {
  const statement = await plainStatement();
  const { bounds, nextReport } = statement;
  const base = await nextReport();
  /** At the last price, and much lower costs, so that every report below is ordinary unless a test says so. */
  const check = (changes: Partial<Report>, last: Partial<typeof NO_SALE> = {}) => {
    const report = { ...base, ...changes };
    const before = { gross: base.gross, sold: base.gpuSecondsSold, costs: 2n ** 128n - 1n, time: 1n, ...last };
    return bounds.check(report, H100, SYSTEM_WATTS, PUE_BPS, 256n * (report.end - report.start), before);
  };
  return { ...statement, base, check };
};
const given = () => networkHelpers.loadFixture(fixture);

// 256 GPUs for a day.
const INSTALLED = 256n * 86_400n; // GPU-seconds
const HOURS = INSTALLED / 3_600n;
const SYSTEM_WATTS = 1_275n;
const PUE_BPS = 12_500n;

describe("ReportBounds.check", () => {
  it("refuses a model without bounds", async () => {
    const { bounds, base } = await given();
    const gb300 = ethers.encodeBytes32String("GB300");

    await expect(bounds.check(base, gb300, SYSTEM_WATTS, PUE_BPS, INSTALLED, NO_SALE))
      .to.be.revertedWithCustomError(bounds, "ReportBounds_UnknownModel")
      .withArgs(gb300);
  });

  it("passes an ordinary report", async () => {
    const { check } = await given();

    expect(await check({})).to.equal(true);
  });

  describe("hours on offer (35)", () => {
    it("end at what is installed", async () => {
      const { bounds, check } = await given();

      for (const available of [INSTALLED - 1n, INSTALLED]) {
        expect(await check({ gpuSecondsAvailable: available })).to.equal(true);
      }
      await expect(check({ gpuSecondsAvailable: INSTALLED + 1n }))
        .to.be.revertedWithCustomError(bounds, "ReportBounds_AvailableAboveInstalled")
        .withArgs(INSTALLED + 1n, INSTALLED);
    });
  });

  describe("hours sold (35)", () => {
    it("end at what was on offer", async () => {
      const { bounds, check, base } = await given();
      const sold = base.gpuSecondsSold;

      for (const available of [sold + 1n, sold]) {
        expect(await check({ gpuSecondsAvailable: available })).to.equal(true);
      }
      await expect(check({ gpuSecondsAvailable: sold - 1n }))
        .to.be.revertedWithCustomError(bounds, "ReportBounds_SoldAboveAvailable")
        .withArgs(sold, sold - 1n);
    });

    it("are zero when nothing was billed, and only then", async () => {
      const { bounds, check } = await given();

      expect(await check({ gpuSecondsSold: 0n, gross: 0n })).to.equal(true);
      await expect(check({ gpuSecondsSold: 0n, gross: 1n }))
        .to.be.revertedWithCustomError(bounds, "ReportBounds_GrossWithoutSold")
        .withArgs(1n);
      await expect(check({ gpuSecondsSold: 1n, gross: 0n }))
        .to.be.revertedWithCustomError(bounds, "ReportBounds_SoldWithoutGross")
        .withArgs(1n);
    });
  });

  describe("energy (35)", () => {
    const MOST = (HOURS * 1_275n * 12_500n) / 10_000n; // Wh
    const tariff = (energyWh: bigint) => ({ energyWh, energyCost: (energyWh * usdc(0.1)) / 1_000n });

    it("ends at what the machines and their building can draw", async () => {
      const { bounds, check } = await given();

      for (const energyWh of [MOST - 1n, MOST]) expect(await check(tariff(energyWh))).to.equal(true);
      await expect(check(tariff(MOST + 1n)))
        .to.be.revertedWithCustomError(bounds, "ReportBounds_EnergyAboveCapacity")
        .withArgs(MOST + 1n, MOST);
    });

    it("begins with what the busy machines must have drawn", async () => {
      const { bounds, check, base } = await given();
      const least = (base.gpuSecondsSold * 200n) / 3_600n;

      for (const energyWh of [least + 1n, least]) expect(await check(tariff(energyWh))).to.equal(true);
      await expect(check(tariff(least - 1n)))
        .to.be.revertedWithCustomError(bounds, "ReportBounds_EnergyBelowBusy")
        .withArgs(least - 1n, least);
    });

    it("is compared without rounding: a fraction of a Wh too many or too few is refused", async () => {
      const { bounds, check, base } = await given();
      // 256 GPUs for 7 s can draw 793.33… Wh; one busy GPU draws at least 0.38… Wh.
      const short = { end: base.start + 7n, gpuSecondsAvailable: 7n, gpuSecondsSold: 7n, otherOpex: 0n };
      const most = (256n * 7n * 1_275n * 12_500n) / (3_600n * 10_000n);

      expect(await check({ ...short, ...tariff(most), gross: 4_375n })).to.equal(true);
      await expect(check({ ...short, ...tariff(most + 1n), gross: 4_375n }))
        .to.be.revertedWithCustomError(bounds, "ReportBounds_EnergyAboveCapacity")
        .withArgs(most + 1n, most);
      await expect(check({ ...short, energyWh: 0n, energyCost: 0n, gross: 4_375n }))
        .to.be.revertedWithCustomError(bounds, "ReportBounds_EnergyBelowBusy")
        .withArgs(0n, 1n);
    });
  });

  describe("price per GPU-hour sold (35)", () => {
    it("stays inside its band, both ends included", async () => {
      const { bounds, check, base } = await given();
      const [least, most] = [usdc(0.5), usdc(16)].map((price) => (base.gpuSecondsSold * price) / 3_600n) as [
        bigint,
        bigint,
      ];
      const refusal = (gross: bigint) =>
        expect(check({ gross }))
          .to.be.revertedWithCustomError(bounds, "ReportBounds_PriceOutOfBand")
          .withArgs(gross, least, most);

      for (const gross of [least, least + 1n, most - 1n, most]) expect(await check({ gross })).to.be.a("boolean");
      await refusal(least - 1n);
      await refusal(most + 1n);
    });

    it("is compared without rounding", async () => {
      const { bounds, check } = await given();
      // One GPU-second costs at least 138.88… and at most 4,444.44… base units.
      for (const gross of [139n, 4_444n]) {
        expect(await check({ gpuSecondsSold: 1n, gross })).to.be.a("boolean");
      }
      for (const gross of [138n, 4_445n]) {
        await expect(check({ gpuSecondsSold: 1n, gross }))
          .to.be.revertedWithCustomError(bounds, "ReportBounds_PriceOutOfBand")
          .withArgs(gross, 139n, 4_444n);
      }
    });
  });

  describe("tariff (35)", () => {
    it("stays inside its band, both ends included", async () => {
      const { bounds, check, base } = await given();
      const { energyWh } = base;
      const least = (energyWh * usdc(0.01)) / 1_000n;
      const most = (energyWh * usdc(0.6)) / 1_000n;

      for (const energyCost of [least, least + 1n, most - 1n, most]) expect(await check({ energyCost })).to.equal(true);
      for (const energyCost of [least - 1n, most + 1n]) {
        await expect(check({ energyCost }))
          .to.be.revertedWithCustomError(bounds, "ReportBounds_TariffOutOfBand")
          .withArgs(energyCost, least, most);
      }
    });

    it("leaves no cost to energy that was not used", async () => {
      const { bounds, check } = await given();
      const idle = { gpuSecondsSold: 0n, gross: 0n, energyWh: 0n };

      expect(await check({ ...idle, energyCost: 0n })).to.equal(true);
      await expect(check({ ...idle, energyCost: 1n }))
        .to.be.revertedWithCustomError(bounds, "ReportBounds_TariffOutOfBand")
        .withArgs(1n, 0n, 0n);
    });
  });

  describe("other cost per installed GPU-hour (35)", () => {
    it("ends at its cap, sold or not", async () => {
      const { bounds, check } = await given();
      const most = HOURS * usdc(3);

      for (const otherOpex of [most - 1n, most]) {
        expect(await check({ otherOpex })).to.equal(true);
        expect(await check({ otherOpex, gpuSecondsSold: 0n, gpuSecondsAvailable: 0n, gross: 0n })).to.equal(true);
      }
      await expect(check({ otherOpex: most + 1n }))
        .to.be.revertedWithCustomError(bounds, "ReportBounds_OtherOpexAboveCap")
        .withArgs(most + 1n, most);
    });
  });

  it("passes the widest values a report can hold, to the bound they break", async () => {
    const { bounds, check } = await given();
    const widest = 2n ** 128n - 1n;

    await expect(check({ gross: widest })).to.be.revertedWithCustomError(bounds, "ReportBounds_PriceOutOfBand");
    await expect(check({ energyCost: widest })).to.be.revertedWithCustomError(bounds, "ReportBounds_TariffOutOfBand");
    await expect(check({ otherOpex: widest })).to.be.revertedWithCustomError(bounds, "ReportBounds_OtherOpexAboveCap");
    await expect(check({ energyWh: 2n ** 64n - 1n })).to.be.revertedWithCustomError(
      bounds,
      "ReportBounds_EnergyAboveCapacity",
    );
  });

  describe("the price of a GPU-hour, beside the last one (35)", () => {
    it("is ordinary when either period sold nothing", async () => {
      const { check, base } = await given();

      expect(await check({ gpuSecondsSold: 0n, gross: 0n })).to.equal(true);
      expect(await check({ gross: 2n * base.gross }, { gross: 0n, sold: 0n })).to.equal(true);
    });

    it("is ordinary up to 30 % above and below it, both included", async () => {
      const { check, base } = await given();

      expect(await check({ gross: (base.gross * 13n) / 10n })).to.equal(true);
      expect(await check({ gross: (base.gross * 13n) / 10n + 1n })).to.equal(false);
      expect(await check({ gross: (base.gross * 7n) / 10n })).to.equal(true);
      expect(await check({ gross: (base.gross * 7n) / 10n - 1n })).to.equal(false);
    });

    it("is compared, not the volume, and does not overflow", async () => {
      const { check, base } = await given();
      const [gross, sold] = [10n * base.gross, 10n * base.gpuSecondsSold];

      expect(await check({}, { gross, sold })).to.equal(true);
      expect(await check({}, { gross })).to.equal(false);
      expect(await check({}, { gross: 2n ** 128n - 1n, sold: 2n ** 64n - 1n })).to.equal(false);
    });
  });

  describe("running costs", () => {
    it("are ordinary up to half of the gross where there is no last period", async () => {
      const { check, base } = await given();
      const most = base.gross / 2n - base.energyCost;

      expect(await check({ otherOpex: most }, NO_SALE)).to.equal(true);
      expect(await check({ otherOpex: most + 1n }, NO_SALE)).to.equal(false);
    });

    it("are compared by the second, upwards only, exactly at the jump", async () => {
      const { check, base } = await given();
      const last = { costs: usdc(1_000), time: 43_200n };
      const most = usdc(2_600) - base.energyCost; // twice as long, and three tenths of it

      expect(await check({ otherOpex: 0n }, last)).to.equal(true);
      expect(await check({ otherOpex: most }, last)).to.equal(true);
      expect(await check({ otherOpex: most + 1n }, last)).to.equal(false);
    });
  });
});
