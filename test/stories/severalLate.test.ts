import { expect } from "chai";
import { WEAR } from "../support/clusterStory.ts";
import { ExitLine } from "../support/exitLine.ts";
import { FINE } from "../support/moneyLaw.ts";
import {
  at,
  COST,
  DEPOSIT,
  inService,
  LINE,
  networkHelpers,
  now,
  PERIOD,
  REPORTING_DELAY,
} from "../support/protocol.ts";
import { ceilDiv, DAY, HOUR, usdc } from "../support/units.ts";

const SMALL = usdc("1_000_000");
const SHORT = 7n * DAY;

describe("Story: several facilities that are late at once", () => {
  /** One of 8,000,000 with a line of ninety days, and one of 1,000,000, younger, with a line of seven; both are silent. */
  async function two() {
    const fixture = await inService();
    const { book, vault, depositor, operator, addCluster, inServiceAt } = fixture;
    await vault.connect(depositor).deposit(DEPOSIT, depositor);
    await addCluster({ cost: SMALL, salvage: 0n }, { lineLength: SHORT });
    await book.connect(operator).draw(2n, SMALL, operator);
    const secondAt = (await now()) + HOUR;
    await at(secondAt, () => book.connect(operator).commission(2n, secondAt));

    const firstLate = inServiceAt + PERIOD + REPORTING_DELAY;
    const secondLate = secondAt + PERIOD + REPORTING_DELAY;
    const smallWear = (SMALL * FINE) / (1_825n * DAY);
    const first = ExitLine.begin(firstLate, COST * FINE, WEAR, LINE);
    const second = ExitLine.begin(secondLate, SMALL * FINE, smallWear, SHORT);
    /** What is unrealised of each in second `t`, fine units. */
    const lossOf = (t: bigint): [first: bigint, second: bigint] => [
      t < firstLate ? 0n : COST * FINE - WEAR * (t - firstLate) - first.at(t),
      t < secondLate ? 0n : SMALL * FINE - smallWear * (t - secondLate) - second.at(t),
    ];
    const totalAt = (t: bigint): bigint => ceilDiv(lossOf(t)[0] + lossOf(t)[1], FINE);
    expect(firstLate).to.be.below(secondLate);
    return { ...fixture, firstLate, secondLate, lossOf, totalAt };
  }

  it("their unrealised losses add up, at every corner of their lines, seen ahead or carried out", async () => {
    const { book, vault, firstLate, secondLate, totalAt } = await two();

    for (const t of [firstLate + HOUR, secondLate, secondLate + DAY, secondLate + SHORT - 1n, secondLate + SHORT]) {
      await networkHelpers.time.increaseTo(t);
      expect((await vault.state()).unrealisedLoss).to.equal(totalAt(t));
    }
    const t = secondLate + SHORT + DAY;
    await at(t, () => book.sync(8n));

    const { unrealisedLoss, watched, ended } = await vault.state();
    expect([unrealisedLoss, watched, ended]).to.deep.equal([totalAt(t), COST + SMALL, 1n]);
    for (const later of [firstLate + LINE - 1n, firstLate + LINE, firstLate + 2n * LINE]) {
      await networkHelpers.time.increaseTo(later);
      expect((await vault.state()).unrealisedLoss).to.equal(totalAt(later));
    }
  });

  it("what one takes away again leaves the other's line to the fine unit", async () => {
    const { book, vault, resolutions, curator, stranger, secondLate, lossOf, actAt } = await two();
    await at(secondLate + SHORT, () => resolutions.connect(stranger).openResolution(2n));
    const t = secondLate + SHORT + 3n * DAY;

    await actAt(t, curator, resolutions, "closeResolution", [2n]);

    const { unrealisedLoss, watched, ended } = await vault.state();
    expect([unrealisedLoss, watched, ended]).to.deep.equal([ceilDiv(lossOf(t)[0], FINE), COST, 0n]);
    await networkHelpers.time.increaseTo(t + 20n * DAY);
    expect((await vault.state()).unrealisedLoss).to.equal(ceilDiv(lossOf(t + 20n * DAY)[0], FINE));
    expect((await book.facility(2n)).exitValue).to.equal(0n);
  });

  it("leaves no trace in the vault when none is left", async () => {
    const { vault, resolutions, curator, depositor, secondLate, actAt } = await two();
    const t = secondLate + SHORT + 3n * DAY;
    for (const cluster of [1n, 2n]) {
      await actAt(t + cluster * 5n * DAY, curator, resolutions, "openResolution", [cluster]);
    }
    for (const cluster of [1n, 2n]) {
      await actAt(t + 20n * DAY + cluster * 5n * DAY, curator, resolutions, "closeResolution", [cluster]);
    }

    const { value, unrealisedLoss, watched, ended, nav, cash } = await vault.state();
    expect([value, unrealisedLoss, watched, ended, nav]).to.deep.equal([0n, 0n, 0n, 0n, cash]);
    expect(await vault.exitBelowEntry()).to.equal(false);
    await vault.connect(depositor).deposit(usdc("1"), depositor);
  });
});
