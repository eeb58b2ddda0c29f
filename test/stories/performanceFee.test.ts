import { expect } from "chai";
import { clusterStory, WEAR } from "../support/clusterStory.ts";
import { FINE } from "../support/moneyLaw.ts";
import { at, COST, LIFE, networkHelpers, SALVAGE } from "../support/protocol.ts";
import { DAY, HOUR, usdc } from "../support/units.ts";

describe("Story: the performance fee", () => {
  it("is a tenth of what the rent exceeds the wear by, day after day", async () => {
    const { book, feeRecipient, settledAt, fullPeriod } = await clusterStory();
    let income = 0n;
    let highest = 0n;
    let owed = 0n;
    for (const period of [1n, 2n, 3n, 4n]) {
      const { report } = await fullPeriod(period);
      const costs = report.energyCost + report.otherOpex;
      const residual = report.gross - costs - (period === 1n ? usdc("5_000") : 0n);
      income += residual - (residual * 2_000n) / 10_000n;
      const t = settledAt(period);
      const value = (COST * FINE - WEAR * (t - settledAt(1n))) / FINE;
      const profit = income - (COST - value);
      owed += ((profit - highest) * 1_000n) / 10_000n;
      highest = profit;

      expect(await book.creditOf(feeRecipient)).to.equal(owed);
    }
    const [, , counted, mark] = await book.performance();
    expect([counted, mark]).to.deep.equal([income, highest]);
  });

  describe("given a write-down", () => {
    /** Period 1 as always; then, in the second before period 2 is settled, a loss of one and a half days' profit. */
    async function writtenDown() {
      const story = await clusterStory();
      const { accessManager, book, curator, law, fullPeriod, report, settledAt } = story;
      const loss = usdc("6_000");
      const data = book.interface.encodeFunctionData("writeDown", [1n, loss]);
      await accessManager.connect(curator).schedule(book, data, 0);
      await fullPeriod(1n);
      await fullPeriod(2n);
      const t = settledAt(2n) + HOUR;
      await networkHelpers.time.increaseTo(t - 1n);
      const valueFine = law.valueFineAt(t);
      const slope = (valueFine - loss * FINE - SALVAGE * FINE) / (settledAt(1n) + LIFE - t);
      law.post(t, 0n, -loss * FINE, slope - WEAR, 0n);
      await at(t, () => book.connect(curator).writeDown(1n, loss));
      return { ...story, loss, report };
    }

    it("is never taken while rent makes up for the loss", async () => {
      const { facility, fullPeriod } = await writtenDown();
      const highest = facility.highestProfit;

      const { split } = await fullPeriod(3n);

      expect(split.lines[9]).to.be.greaterThan(0n);
      expect(split.lines[8]).to.equal(0n);
      expect(facility.highestProfit).to.equal(highest);
    });

    it("is taken again on what comes above the old high, and on no more than that", async () => {
      const { facility, law, fullPeriod, settledAt } = await writtenDown();
      const highest = facility.highestProfit;
      await fullPeriod(3n);

      const { split } = await fullPeriod(4n);

      const profit = facility.income - (COST - law.valueFineAt(settledAt(4n)) / FINE);
      expect(profit).to.be.greaterThan(highest);
      expect(split.lines[8]).to.equal(((profit - highest) * 1_000n) / 10_000n);
      expect(split.lines[8]).to.be.below(((split.lines[9] + split.lines[8]) * 1_000n) / 10_000n);
    });
  });

  describe("given what is no rent", () => {
    it("takes nothing of a donation, a gain on sale or a released reserve", async () => {
      const { vault, book, resolutions, asset, curator, other, buyer, act, fullPeriod, feeRecipient } =
        await clusterStory();
      await fullPeriod(1n);
      const owed = await book.creditOf(feeRecipient);
      const [, , income, highest] = await book.performance();

      await asset.connect(other).transfer(vault, usdc("10_000"));
      await act(curator, vault, "skim", []);
      await act(curator, resolutions, "offerSale", [1n, buyer.address, usdc("9_000_000")]);
      await resolutions.connect(buyer).buy(1n, usdc("9_000_000"));

      expect(await book.creditOf(feeRecipient)).to.equal(owed);
      const [, , incomeAfter, highestAfter] = await book.performance();
      expect([incomeAfter, highestAfter]).to.deep.equal([income, highest]);
    });

    it("takes nothing of a second cluster's capital", async () => {
      const { vault, book, operator, depositor, addCluster, fullPeriod, feeRecipient } = await clusterStory();
      await fullPeriod(1n);
      const owed = await book.creditOf(feeRecipient);
      await vault.connect(depositor).deposit(usdc("10_000_000"), depositor);
      const cluster = await addCluster();

      await book.connect(operator).draw(cluster, COST, operator);
      await book.settle(1n);

      expect(await book.creditOf(feeRecipient)).to.equal(owed);
    });
  });

  describe("given there is no fee", () => {
    it("counts profit all the same: what was earned without a fee is never charged later", async () => {
      const { book, governor, act, reportAt, payIn, feeRecipient, inServiceAt } = await clusterStory();
      await act(governor, book, "setFee", [0n, feeRecipient.address]);
      const first = await reportAt(inServiceAt + 11n * DAY, 1n, { gross: usdc("58_000") });
      await payIn(1n, first.gross);
      const t = inServiceAt + 14n * DAY;
      await at(t, () => book.settle(1n));
      const [, , income, highest] = await book.performance();
      // Wear had begun at the first report's deadline, six days after service did.
      const wear = COST - (COST * FINE - WEAR * 8n * DAY) / FINE;
      expect(await book.creditOf(feeRecipient)).to.equal(0n);
      expect(highest).to.equal(income - wear);
      expect(highest).to.be.greaterThan(0n);

      await act(governor, book, "setFee", [2_000n, feeRecipient.address]);
      await book.settle(1n);

      expect(await book.creditOf(feeRecipient)).to.equal(0n);
    });
  });
});
