import { expect } from "chai";
import { CliError } from "../../../scripts/lib/cliError.ts";
import { GPU_MODELS } from "../../../deploy/parameters/gpuModels.ts";
import { EXAMPLE_TERMS } from "../../../scripts/scenario/exampleTerms.ts";
import { DEFAULT_TERMS, parseTerms } from "../../../scripts/scenario/terms.ts";

function refusalOf(json: unknown): string {
  try {
    parseTerms(json, "t.json");
    return "";
  } catch (error) {
    if (error instanceof CliError) return error.message;
    throw error;
  }
}

describe("parseTerms", () => {
  it("has the defaults that --help prints", () => {
    const terms = parseTerms({});

    expect(terms).to.deep.include({
      deposit: 10_000_000_000_000n,
      costPerGpu: 31_250_000_000n,
      usefulLife: 157_680_000,
      salvageBps: 1_000,
      vestingFloor: 86_400,
      vestingCap: 7_776_000,
      vaultShareBps: 10_000,
      reserveTarget: 0n,
      performanceFeeBps: 0,
      markdownPeriod: 7_776_000,
      bondBps: 0,
      epochLength: 604_800,
    });
    expect(terms.gpuModels.get("H100-SXM5")).to.deep.equal({
      systemWatts: 1_275,
      pueBps: 12_500,
      leastBusyWatts: 200,
      minPrice: 500_000n,
      maxPrice: 16_000_000n,
      minTariff: 10_000n,
      maxTariff: 600_000n,
      otherOpexCap: 3_000_000n,
      mark: 0n,
    });
    expect(terms.clusters.size).to.equal(0);
    expect(parseTerms(DEFAULT_TERMS)).to.deep.equal(terms);
  });

  it("changes only what is given", () => {
    expect(parseTerms({ vestingCapDays: 30 })).to.deep.equal({ ...parseTerms({}), vestingCap: 2_592_000 });
  });

  it("merges a known model's entry field by field", () => {
    const { gpuModels } = parseTerms({ gpuModels: { "H100-SXM5": { pueBps: 11_000 } } });
    expect(gpuModels.get("H100-SXM5")).to.deep.equal({ ...parseTerms({}).gpuModels.get("H100-SXM5"), pueBps: 11_000 });
  });

  it("takes a new model beside the known one, when its entry is complete", () => {
    const { gpuModels } = parseTerms({ gpuModels: { GB300: DEFAULT_TERMS.gpuModels["H100-SXM5"] } });
    expect([...gpuModels.keys()]).to.deep.equal([...Object.keys(GPU_MODELS), "GB300"]);
  });

  it("reads the example of every form that --help prints", () => {
    const { clusters, gpuModels } = parseTerms(EXAMPLE_TERMS);
    expect(gpuModels.get("H100-SXM5")?.mark).to.equal(31_250_000_000n);
    expect(gpuModels.get("B200")?.cost).to.equal(50_000_000_000n);
    expect(clusters.get("borrowed")).to.deep.equal({
      form: "loan",
      amount: 5_600_000_000_000n,
      vaultShareBps: 0,
      reserveTarget: 540_000_000_000n,
      paymentGrace: 432_000,
      bondBps: 500,
      operator: "Atlas",
      debt: {
        yearlyRate: 10n ** 17n,
        period: 2_628_000,
        payments: 36,
        finalPayment: 0n,
        rent: 0n,
        lateRate: 18n * 10n ** 16n,
        shorten: true,
      },
      share: { preferredReturnRate: 0n, hurdleShareBps: 0 },
      covenants: {
        periods: 3,
        curePeriods: 2,
        coverageBps: [12_500, 11_000, 10_000],
        loanToValueBps: [8_000, 8_500, 9_000],
        priceBps: [9_000, 8_000, 7_000],
        priceLow: 1_800_000n,
      },
    });
    expect(clusters.get("rented")?.debt).to.deep.equal({
      yearlyRate: 0n,
      period: 2_628_000,
      payments: 36,
      finalPayment: 1_600_000_000_000n,
      rent: 230_000_000_000n,
      lateRate: 18n * 10n ** 16n,
      shorten: false,
    });
    expect(clusters.get("owned")).to.deep.include({
      form: "revenue_share",
      vaultShareBps: 9_000,
      share: { preferredReturnRate: 6n * 10n ** 16n, hurdleShareBps: 7_000 },
    });
  });

  const LOAN = { form: "loan", yearlyRate: "0.1", periodDays: 30, payments: 12 };
  const COVENANTS = { periods: 1, curePeriods: 1 };
  const SHARE = { form: "revenue_share" };
  const ofCluster: [string, object, string][] = [
    ["an unknown form", { form: "gift" }, 'form: must be "loan", "lease" or "revenue_share"'],
    [
      "a rate below what a schedule is exact for",
      { ...LOAN, yearlyRate: "0.00001" },
      'yearlyRate: must be 0, or from 0.0001 to 1, 1 for 100 % a year, found "0.00001"',
    ],
    [
      "a period of another name",
      { ...LOAN, periodDays: "week" },
      'periodDays: must be "month", or at most 366 days, at least an hour, in whole seconds',
    ],
    [
      "a balloon that a shorter term would have due at once",
      { ...LOAN, balloon: "1", prepayment: "shorten" },
      "balloon: must be nothing where prepayment is shorten: a shorter term would have it due at once",
    ],
    [
      "coverage of a revenue share",
      { ...SHARE, covenants: { ...COVENANTS, coverageBps: [1, 1, 1] } },
      "covenants.coverageBps: is not for a revenue share: it owes nothing fixed",
    ],
    [
      "a line of a cluster's own",
      { ...LOAN, lineDays: 90 },
      "lineDays: is gone: leavers are marked down over the vault's markdownPeriod, set by " +
        "markdownDays for all clusters",
    ],
    [
      "tiers out of order",
      { ...LOAN, covenants: { ...COVENANTS, loanToValueBps: [9_000, 8_000, 9_500] } },
      "covenants.loanToValueBps: must not fall from tier to tier",
    ],
    [
      "a price without its low edge",
      { ...SHARE, covenants: { ...COVENANTS, priceBps: [9_000, 8_000, 7_000] } },
      "covenants.priceLow: must be above zero where priceBps is tested",
    ],
  ];
  for (const [what, json, message] of ofCluster) {
    it(`refuses ${what}`, () => {
      expect(refusalOf({ clusters: { a: json } })).to.equal(`t.json is not usable: clusters.a.${message}`);
    });
  }

  it("refuses a rent among a loan's terms", () => {
    expect(refusalOf({ clusters: { a: { ...LOAN, rent: "1" } } })).to.equal(
      't.json is not usable: unknown key "rent" in clusters.a',
    );
  });

  const refused: [string, unknown, string][] = [
    ["an unknown key", { deposits: "1" }, 't.json is not usable: unknown key "deposits"'],
    [
      "an unknown key of a model",
      { gpuModels: { "H100-SXM5": { watts: 1 } } },
      't.json is not usable: unknown key "watts" in gpuModels.H100-SXM5',
    ],
    [
      "money as a number",
      { deposit: 5 },
      't.json is not usable: deposit: must be a string of whole units such as "31250.50"',
    ],
    ["a cost of nothing", { costPerGpu: "0" }, "t.json is not usable: costPerGpu: must be above zero"],
    [
      "money finer than the dollar",
      { reserveTarget: "1.0000001" },
      "t.json is not usable: reserveTarget: must be whole units with at most 6 decimals, up to " +
        '1000000000000, found "1.0000001"',
    ],
    [
      "a floor above the cap",
      { vestingFloorDays: 91 },
      "t.json is not usable: vestingFloorDays: must not be above vestingCapDays",
    ],
    [
      "days that are no whole number of seconds",
      { vestingCapDays: 1.000001 },
      "t.json is not usable: vestingCapDays: must be a whole number of seconds, found 1.000001 days",
    ],
    [
      "a markdown under a week",
      { markdownDays: 6 },
      "t.json is not usable: markdownDays: Too small: expected number to be >=7",
    ],
    [
      "a markdown of half a tick",
      { markdownDays: 7 + 1 / 48 },
      "t.json is not usable: markdownDays: must be whole hours, the vault's tick",
    ],
    [
      "a line of its own name",
      { lineDays: 90 },
      "t.json is not usable: lineDays: is gone: leavers are marked down over the vault's " +
        "markdownPeriod, set by markdownDays for all clusters",
    ],
    [
      "a bond above the cost",
      { bondBps: 10_001 },
      "t.json is not usable: bondBps: Too big: expected number to be <=10000",
    ],
    [
      "an epoch above 90 days",
      { epochDays: 91 },
      "t.json is not usable: epochDays: Too big: expected number to be <=90",
    ],
    [
      "a band upside down",
      { gpuModels: { "H100-SXM5": { tariffPerKwh: ["0.60", "0.01"] } } },
      "t.json is not usable: gpuModels.H100-SXM5.tariffPerKwh: the first must not be above the second",
    ],
  ];
  for (const [what, json, message] of refused) {
    it(`refuses ${what}`, () => {
      expect(refusalOf(json)).to.equal(message);
    });
  }

  it("refuses a new model whose entry is not complete", () => {
    expect(refusalOf({ gpuModels: { GB300: { pueBps: 11_000 } } })).to.match(
      /^t\.json is not usable: gpuModels\.GB300\.systemWatts: /,
    );
  });

  it("refuses what is no object", () => {
    expect(refusalOf([])).to.match(/^t\.json is not usable: /);
    expect(refusalOf("x")).to.match(/^t\.json is not usable: /);
  });
});
