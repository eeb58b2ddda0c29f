import { expect } from "chai";
import { drawn, inService, LONG_WINDOW, networkHelpers, PERIOD } from "../support/protocol.ts";
import { HOUR } from "../support/units.ts";

describe("FacilityManager.settledPeriodsOf", () => {
  it("is nothing, until nowhere, before the cluster is in service", async () => {
    const { shares } = await drawn();

    expect(await shares.settledPeriodsOf(1n)).to.deep.equal([0n, 0n]);
    expect(await shares.settledPeriodsOf(2n)).to.deep.equal([0n, 0n]);
  });

  it("is nothing, until the in-service second, before a report is settled", async () => {
    const { shares, inServiceAt } = await inService();

    expect(await shares.settledPeriodsOf(1n)).to.deep.equal([0n, inServiceAt]);
  });

  it("is the reports taken in, until the end of the newest", async () => {
    const { shares, inServiceAt, reportAt } = await inService();
    const first = await reportAt(inServiceAt + PERIOD + HOUR, 1n);
    await reportAt(inServiceAt + 2n * PERIOD + HOUR, 1n);
    await networkHelpers.time.increase(LONG_WINDOW);

    await shares.settle(1n);

    expect(await shares.settledPeriodsOf(1n)).to.deep.equal([1n, first.end]);
  });
});
