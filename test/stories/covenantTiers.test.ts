import { expect } from "chai";
import { owedAfter } from "@gpu-yield-vaults/sdk/model";
import { PLAIN_TERMS } from "../../scripts/lib/plainTerms.ts";
import { balanceOf, debtStory, LOAN, loanSchedule } from "../support/debts.ts";
import { usdc } from "../support/units.ts";

const { payment } = loanSchedule();
const COSTS = { energyCost: usdc("20_000"), otherOpex: usdc("60_000") };

describe("Story: covenants from the first tier to the third, and cured", () => {
  it("holds back, sweeps, prepays, steps down and gives back, and moves no price", async () => {
    const { ledger, covenants, operator, cluster, month, lens, vaultLens } = await debtStory(LOAN, {
      covenants: {
        ...PLAIN_TERMS.covenants,
        periods: 1n,
        curePeriods: 1n,
        coverageBps: [12_500n, 11_000n, 10_000n],
      },
    });
    const seen: { tier: bigint; trapped: bigint; earned: bigint; value: bigint; interestPaid: bigint }[] = [];
    let exit = await vaultLens.exitPrice();
    // Income falls, stays low, and comes back.
    for (const [index, bps] of [12_000n, 10_400n, 9_900n, 12_800n, 14_000n, 14_000n].entries()) {
      await month(index + 1, { ...COSTS, gross: (payment * bps) / 10_000n + usdc("80_000") });
      const { tier, trappedCash: trapped, earned, value } = await lens.facility(cluster);
      const { interestPaid } = await ledger.debtOf(cluster);
      seen.push({ tier, trapped, earned, value, interestPaid });
      // Exits are fair throughout: nothing is late, and interest only adds.
      expect(await vaultLens.exitPrice()).to.equal(await vaultLens.entryPrice());
      expect(await vaultLens.exitPrice()).to.be.at.least(exit);
      exit = await vaultLens.exitPrice();
    }

    expect(seen.map(({ tier }) => tier)).to.deep.equal([1n, 2n, 3n, 2n, 1n, 0n]);
    const trapped = seen.map((one) => one.trapped);
    expect(trapped[0]).to.be.greaterThan(0n);
    expect(trapped[1]).to.be.greaterThan(trapped[0] ?? 0n);
    expect(trapped[2], "nothing is held back where all is swept").to.equal(trapped[1]);
    expect(trapped[5], "and all of it is the operator's at the end").to.equal(0n);
    // Half of the second month's residual paid interest of the third month, and was not owed again.
    const schedule = loanSchedule();
    const { interest, principal } = owedAfter(schedule, 2);
    const residual = (payment * 10_400n) / 10_000n - payment;
    expect(interest + principal).to.equal(2n * payment);
    expect(seen[1]?.interestPaid).to.equal(interest + (residual + 1n) / 2n);
    expect(seen.map(({ value }) => value)).to.deep.equal([1, 2, 3, 4, 5, 6].map((k) => balanceOf(schedule, k)));
    expect(seen[5]?.earned).to.be.greaterThan((seen[4]?.earned ?? 0n) + (trapped[4] ?? 0n));
    expect(await covenants.breachesOf(operator)).to.equal(0n);
  });
});
