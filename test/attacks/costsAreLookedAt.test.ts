import { expect } from "chai";
import { HOUR, usdc } from "../support/units.ts";
import { inServiceMonthly, LONG_WINDOW, MONTH, WINDOW } from "../support/protocol.ts";

/** Just below the cap of other running costs, of 256 GPUs for thirty days. */
const COSTS = usdc("500_000");

describe("Costs are looked at (attacks)", () => {
  for (const [what, before] of [
    ["a first report", 0n],
    ["a report after an ordinary one", 1n],
  ] as const) {
    it(`63 ${what} whose costs take all of the rent and more waits for the long window`, async () => {
      const { oracle, reportAt, inServiceAt } = await inServiceMonthly();
      for (let k = 1n; k <= before; k += 1n) {
        const t = inServiceAt + k * MONTH + HOUR;
        await reportAt(t, 1n);
        expect((await oracle.reportOf(1n, k)).finalAt).to.equal(t + WINDOW);
      }
      const t = inServiceAt + (before + 1n) * MONTH + HOUR;

      const { gross, energyCost, otherOpex } = await reportAt(t, 1n, { otherOpex: COSTS });

      expect(energyCost + otherOpex).to.be.greaterThan(gross);
      expect((await oracle.reportOf(1n, before + 1n)).finalAt).to.equal(t + LONG_WINDOW);
    });
  }

  it("63 costs a third above the last take the long window, and three tenths above do not", async () => {
    const { oracle, reportAt, inServiceAt } = await inServiceMonthly();
    const { energyCost, otherOpex } = await reportAt(inServiceAt + MONTH + HOUR, 1n);
    const last = energyCost + otherOpex;
    const most = last + (last * 3n) / 10n;
    const t = inServiceAt + 2n * MONTH + HOUR;
    await reportAt(t, 1n, { otherOpex: most - energyCost });
    expect((await oracle.reportOf(1n, 2n)).finalAt).to.equal(t + WINDOW);
    const next = inServiceAt + 3n * MONTH + HOUR;

    await reportAt(next, 1n, { otherOpex: (most * 13n) / 10n + 1n - energyCost });

    expect((await oracle.reportOf(1n, 3n)).finalAt).to.equal(next + LONG_WINDOW);
  });
});
