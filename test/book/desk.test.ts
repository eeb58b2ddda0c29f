import { expect } from "chai";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { ZeroAddress } from "ethers";
import { FINE } from "../support/moneyLaw.ts";
import { approved, COST, deployed, ethers, inService, networkHelpers, now, STATUS } from "../support/protocol.ts";
import { DAY, HOUR, usdc } from "../support/units.ts";

describe("FacilityBook, the resolutions' calls", () => {
  /** The resolutions, made to speak. */
  async function withDesk() {
    const fixture = await inService();
    const desk = await fixture.resolutions.getAddress();
    await networkHelpers.impersonateAccount(desk);
    await networkHelpers.setBalance(desk, 10n ** 18n);
    const signer: HardhatEthersSigner = await ethers.getSigner(desk);
    return { ...fixture, desk: signer };
  }

  for (const role of ["stranger", "operator", "curator", "governor", "guardian"] as const) {
    it(`are refused to the ${role}`, async () => {
      const { book, ...fixture } = await inService();
      const caller = fixture[role];
      const own = book.connect(caller);

      for (const call of [
        () => own.beginResolution(1n),
        () => own.shed(1n, 0n, 0n, false),
        () => own.end(1n),
        () => own.release(1n, caller),
        () => own.retireGpus(1n, 1n),
      ]) {
        await expect(call()).to.be.revertedWithCustomError(book, "FacilityBook_NotResolutions").withArgs(caller);
      }
    });
  }

  it("shed no more than the value, to the fine unit", async () => {
    const { book, desk } = await withDesk();

    await expect(book.connect(desk).shed(1n, COST * FINE + 1n, 0n, false))
      .to.be.revertedWithCustomError(book, "FacilityBook_ValueTooSmall")
      .withArgs(1n, COST * FINE + 1n, COST * FINE);
    await book.connect(desk).shed(1n, COST * FINE, 0n, false);

    expect((await book.facility(1n)).value).to.equal(0n);
  });

  it("begin nothing where nothing is drawn", async () => {
    const { book, desk } = await withDesk();

    await expect(book.connect(desk).beginResolution(2n))
      .to.be.revertedWithCustomError(book, "FacilityBook_WrongStatus")
      .withArgs(2n, STATUS.None);
  });

  it("retire hardware once, and give its title away where they are asked to", async () => {
    const { book, registry, desk, buyer } = await withDesk();

    await book.connect(desk).release(1n, ZeroAddress);
    expect((await registry.hardware(1n)).status).to.equal(3n);
    expect(await registry.ownerOf(1n)).to.equal(book);
    await book.connect(desk).release(1n, buyer);

    expect(await registry.ownerOf(1n)).to.equal(buyer);
  });
});

describe("FacilityBook, what others ask it", () => {
  it("standingOf says where a facility stands, since when it has ended, and what was drawn", async () => {
    const { book, resolutions, curator, buyer, act } = await inService();
    expect([...(await book.standingOf(9n))]).to.deep.equal([STATUS.None, 0n, 0n]);
    expect([...(await book.standingOf(1n))]).to.deep.equal([STATUS.InService, 0n, COST]);
    await act(curator, resolutions, "offerSale", [1n, buyer.address, COST]);

    await resolutions.connect(buyer).buy(1n, COST);

    expect([...(await book.standingOf(1n))]).to.deep.equal([STATUS.Retired, await now(), COST]);
  });

  it("valueFine is the value to 2^-32 of a unit", async () => {
    const { book, inServiceAt } = await inService();
    const { deadline, wearUntil } = await book.facility(1n);
    expect([await book.valueFine(1n), wearUntil]).to.deep.equal([COST * FINE, 0n]);
    expect(await book.valueFine(7n)).to.equal(0n);
    const slope = ((COST - usdc("800_000")) * FINE) / (1_825n * DAY);

    await networkHelpers.time.increaseTo(deadline + 3n * HOUR);

    expect(await book.valueFine(1n)).to.equal(COST * FINE - slope * 3n * HOUR);
    expect(deadline).to.be.greaterThan(inServiceAt);
  });

  it("outlook adds up what is reported and not distributed, and the last end of all", async () => {
    const { book, reportAt, payIn, inServiceAt, addCluster } = await inService();
    const [nothing, lastEnd] = await book.outlook();
    expect(nothing).to.equal(0n);
    const report = await reportAt(inServiceAt + DAY, 1n);
    await networkHelpers.time.increaseTo(inServiceAt + DAY + 6n * HOUR);
    await payIn(1n, usdc("1_000"));
    await book.settle(1n);
    expect([...(await book.outlook())]).to.deep.equal([report.gross - usdc("1_000"), lastEnd]);

    await addCluster({ usefulLife: 30n * 365n * DAY });
    const [receivable, later] = await book.outlook();

    expect(receivable).to.equal(report.gross - usdc("1_000"));
    expect(later - lastEnd).to.be.greaterThan(25n * 365n * DAY - 30n * DAY);
    await payIn(1n, report.gross);
    await book.settle(1n);
    expect((await book.outlook())[0]).to.equal(0n);
  });

  it("outlook is empty while nothing is approved", async () => {
    const { book } = await deployed();

    expect([...(await book.outlook())]).to.deep.equal([0n, 0n]);
  });
});

describe("FacilityBook.draw, for the operator's bond", () => {
  for (const { bondBps, amount, required } of [
    { bondBps: 1n, amount: 1n, required: 1n },
    { bondBps: 333n, amount: usdc("1_000_000.000001"), required: usdc("33_300.000001") },
    { bondBps: 10_000n, amount: usdc("7"), required: usdc("7") },
  ]) {
    it(`asks for ${bondBps} bps of ${amount}, rounded up`, async () => {
      const { book, bond, operator, addCluster } = await approved();
      const cluster = await addCluster({}, { bondBps });
      if (required > 1n) await bond.connect(operator).post(cluster, required - 1n);

      await expect(book.connect(operator).draw(cluster, amount, operator))
        .to.be.revertedWithCustomError(book, "FacilityBook_BondTooSmall")
        .withArgs(cluster, required - 1n, required);
      await bond.connect(operator).post(cluster, 1n);
      await book.connect(operator).draw(cluster, amount, operator);

      expect((await book.facility(cluster)).cost).to.equal(amount);
    });
  }

  it("asks for what all draws together need", async () => {
    const { book, bond, operator, addCluster } = await approved();
    const cluster = await addCluster({}, { bondBps: 1_000n });
    await bond.connect(operator).post(cluster, usdc("10"));
    await book.connect(operator).draw(cluster, usdc("60"), operator);

    await expect(book.connect(operator).draw(cluster, usdc("60"), operator))
      .to.be.revertedWithCustomError(book, "FacilityBook_BondTooSmall")
      .withArgs(cluster, usdc("10"), usdc("12"));
    await book.connect(operator).draw(cluster, usdc("40"), operator);
  });
});
