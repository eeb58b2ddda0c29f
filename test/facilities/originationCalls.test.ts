import { expect } from "chai";
import { approved, drawn, ethers, facts, networkHelpers, now, PERIOD, STATUS, TERMS } from "../support/protocol.ts";
import { DAY } from "../support/units.ts";

describe("FacilityManager, calls of the origination", () => {
  for (const role of ["stranger", "operator", "curator", "governor", "guardian"] as const) {
    for (const manager of ["shares", "loans"] as const) {
      it(`are refused to the ${role} by ${manager}`, async () => {
        const fixture = await drawn();
        const { terms } = fixture;
        const caller = fixture[role];
        const own = fixture[manager].connect(caller);

        for (const call of [
          () => own.open(2n, terms, caller, PERIOD, 5n * DAY),
          () => own.fund(1n, 1n, 0n, caller, 1n),
          () => own.takeBack(1n, 1n, 1n),
          () => own.begin(1n, 1n, 1n, false),
        ]) {
          await expect(call()).to.be.revertedWithCustomError(own, "FacilityManager_NotOrigination").withArgs(caller);
        }
      });
    }
  }

  /** The origination, made to speak: what it has checked before, it does not check here. */
  async function withOrigination() {
    const fixture = await approved();
    const address = await fixture.origination.getAddress();
    await networkHelpers.impersonateAccount(address);
    await networkHelpers.setBalance(address, 10n ** 18n);
    return { ...fixture, speaker: await ethers.getSigner(address) };
  }

  it("open a facility once", async () => {
    const { shares, speaker, operator, terms } = await withOrigination();

    await expect(shares.connect(speaker).open(1n, terms, operator, PERIOD, 5n * DAY))
      .to.be.revertedWithCustomError(shares, "FacilityManager_WrongStatus")
      .withArgs(1n, STATUS.Approved);
  });

  it("open one that ends sooner than another, and the last end of all stays", async () => {
    const { shares, speaker, operator } = await withOrigination();
    const [, lastEnd] = await shares.outlook();
    const sooner = { ...TERMS, inServiceBy: await now() };

    await shares.connect(speaker).open(2n, sooner, operator, PERIOD, 5n * DAY);

    expect((await shares.outlook())[1]).to.equal(lastEnd);
    expect([...(await shares.statusOf(2n))]).to.deep.equal([1n, 0n, 0n, 0n]);
  });

  it("fund nothing that is not approved", async () => {
    const { shares, speaker, operator, registry, act, curator } = await withOrigination();
    await act(curator, registry, "register", [facts(operator.address), await shares.getAddress()]);

    await expect(shares.connect(speaker).fund(2n, 1n, 0n, operator, 1n))
      .to.be.revertedWithCustomError(shares, "FacilityManager_WrongStatus")
      .withArgs(2n, STATUS.None);
  });

  it("begin nothing of which nothing is drawn", async () => {
    const { shares, speaker } = await withOrigination();

    await expect(shares.connect(speaker).begin(1n, 1n, 1n, false))
      .to.be.revertedWithCustomError(shares, "FacilityManager_WrongStatus")
      .withArgs(1n, STATUS.Approved);
  });
});
