import { expect } from "chai";
import { FacilityCurve, tickUp } from "../support/facilityCurve.ts";
import {
  at,
  COST,
  DEPOSIT,
  FEE_BPS,
  inService,
  LIFE,
  MARKDOWN,
  networkHelpers,
  now,
  PERIOD,
  REPORTING_DELAY,
  SALVAGE,
  CLAIM_PERIOD,
} from "../support/protocol.ts";
import { ResolutionLaw } from "../support/resolutionLaw.ts";
import { DAY, HOUR, usdc } from "../support/units.ts";
import { VaultLaw } from "../support/vaultLaw.ts";

const SMALL = usdc("1_000_000");
/** Shorter than a markdown: the small one is worth nothing before leavers are told so. */
const SHORT = 40n * DAY;

describe("Story: several facilities that are delinquent at once", () => {
  /** One of 8,000,000 that lasts five years, and one of 1,000,000, younger, that lasts forty days; both are silent. */
  async function two() {
    const fixture = await inService();
    const { vault, origination, depositor, operator, addCluster, inServiceAt } = fixture;
    await vault.connect(depositor).deposit(DEPOSIT, depositor);
    await addCluster({ cost: SMALL, salvage: 0n, usefulLife: SHORT });
    await origination.connect(operator).draw(2n, SMALL, operator);
    const secondAt = (await now()) + HOUR;
    await at(secondAt, () => origination.connect(operator).commission(2n, secondAt));

    const firstFrom = tickUp(inServiceAt + PERIOD + REPORTING_DELAY);
    const secondFrom = tickUp(secondAt + PERIOD + REPORTING_DELAY);
    const law = new VaultLaw(DAY, 90n * DAY, FEE_BPS);
    law.deposit(inServiceAt, DEPOSIT);
    law.draw(inServiceAt, 1n, COST, FacilityCurve.hardware(COST, SALVAGE, LIFE, firstFrom));
    law.deposit(secondAt, DEPOSIT);
    law.draw(secondAt, 2n, SMALL, FacilityCurve.hardware(SMALL, 0n, SHORT, secondFrom));
    expect(firstFrom).to.be.below(secondFrom);
    expect(secondFrom + SHORT).to.be.below(firstFrom + MARKDOWN);

    /** What the vault says in second `t`, the newest block's, and what the sum of both lines does. */
    const holds = async (t: bigint) => {
      const { value, nav, totalAssets, delinquentValue } = await vault.state();
      expect([nav, totalAssets, delinquentValue]).to.deep.equal([law.navAt(t), law.exitAt(t), law.delinquentAt(t)]);
      expect(value).to.equal(law.valueX32At(t) >> 32n);
    };
    return { ...fixture, law, firstFrom, secondFrom, holds };
  }

  it("what leavers forgo of them adds up, at every corner of their lines, seen ahead or carried out", async () => {
    const { vault, firstFrom, secondFrom, holds } = await two();

    for (const t of [firstFrom + HOUR, secondFrom, secondFrom + DAY, secondFrom + SHORT - 1n, secondFrom + SHORT]) {
      await networkHelpers.time.increaseTo(t);
      await holds(t);
    }
    const t = secondFrom + SHORT + DAY;
    await at(t, () => vault.accrue(8n));
    await holds(t);

    for (const later of [
      firstFrom + MARKDOWN - 1n,
      firstFrom + MARKDOWN,
      secondFrom + MARKDOWN,
      firstFrom + 9n * LIFE,
    ]) {
      await networkHelpers.time.increaseTo(later);
      await holds(later);
    }
    expect((await vault.state()).delinquentValue).to.equal(COST + SMALL);
  });

  it("what one takes away again leaves the other's line as it was", async () => {
    const { vault, lens, workouts, curator, stranger, law, secondFrom, actAt, holds } = await two();
    const t = secondFrom + MARKDOWN + DAY;
    await at(t, () => workouts.connect(stranger).openResolution(2n));
    await holds(t);
    const resolution = new ResolutionLaw(law, 2n, 0n);
    await actAt(t + 3n * DAY, curator, workouts, "offerSale", [2n, stranger.address, 0n]);
    await workouts.connect(stranger).buy(2n, 0n);
    resolution.close(t + 6n * DAY, 0n);

    await actAt(t + 6n * DAY, curator, workouts, "closeResolution", [2n]);

    await holds(t + 6n * DAY);
    await networkHelpers.time.increaseTo(t + 20n * DAY);
    await holds(t + 20n * DAY);
    expect((await vault.state()).delinquentValue).to.equal(law.delinquentAt(t + 20n * DAY));
    expect((await lens.facility(2n)).exitValue).to.equal(0n);
  });

  it("leaves no trace in the vault when none is left", async () => {
    const { vault, workouts, curator, depositor, secondFrom, actAt } = await two();
    const t = secondFrom + 10n * DAY;
    for (const cluster of [1n, 2n]) {
      await actAt(t + cluster * 5n * DAY, curator, workouts, "openResolution", [cluster]);
    }
    for (const cluster of [1n, 2n]) {
      await actAt(t + 20n * DAY + cluster * 5n * DAY, curator, workouts, "offerSale", [cluster, depositor.address, 0n]);
      await workouts.connect(depositor).buy(cluster, 0n);
    }
    for (const cluster of [1n, 2n]) {
      await actAt(t + 35n * DAY + cluster * 5n * DAY, curator, workouts, "closeResolution", [cluster]);
    }
    await networkHelpers.time.increaseTo(t + 50n * DAY + CLAIM_PERIOD);
    await workouts.connect(depositor).endClaim(1n); // of the other one nothing was left

    const { value, unrealisedLoss, delinquentValue, nav, cash } = await vault.state();
    expect([value, unrealisedLoss, delinquentValue, nav]).to.deep.equal([0n, 0n, 0n, cash]);
    expect((await vault.state()).unrealisedLoss > 0n).to.equal(false);
    await vault.connect(depositor).deposit(usdc("1"), depositor);
  });
});
