import { expect } from "chai";
import { drawnInto, LONG_WINDOW, MILESTONE, networkHelpers, now } from "../support/drawEscrowFixture.ts";
import { usdc } from "../support/units.ts";

const { time } = networkHelpers;
const ALL = [MILESTONE.Ordered, MILESTONE.Delivered, MILESTONE.InService];

for (const name of ["veto", "vetoAgain"] as const) {
  describe(`DrawEscrow.${name}`, () => {
    it("is refused to whom the authority does not let (42)", async () => {
      const { drawEscrow, operator, attest } = await drawnInto();
      await attest(MILESTONE.Ordered);

      await expect(drawEscrow.connect(operator)[name](1n))
        .to.be.revertedWithCustomError(drawEscrow, "AccessManagedUnauthorized")
        .withArgs(operator);
    });

    it("reverts where nothing was attested", async () => {
      const { admin, drawEscrow } = await drawnInto();

      await expect(drawEscrow.connect(admin)[name](1n))
        .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_NothingToVeto")
        .withArgs(1n);
    });
  });
}

describe("DrawEscrow.veto", () => {
  it("is possible in the last second of the window, and not in the next (37)", async () => {
    const { admin, drawEscrow, attest } = await drawnInto();
    await attest(MILESTONE.Ordered);
    const vetoUntil = (await now()) + LONG_WINDOW;
    const snapshot = await networkHelpers.takeSnapshot();
    await time.setNextBlockTimestamp(vetoUntil);
    await expect(drawEscrow.connect(admin).veto(1n)).to.be.revertedWithCustomError(
      drawEscrow,
      "DrawEscrow_NothingToVeto",
    );
    await snapshot.restore();

    await time.setNextBlockTimestamp(vetoUntil - 1n);
    await expect(drawEscrow.connect(admin).veto(1n))
      .to.emit(drawEscrow, "MilestonesVetoed")
      .withArgs(1n, admin, MILESTONE.Ordered, MILESTONE.None);
  });

  it("undoes everything since the newest that stands, and leaves what stands", async () => {
    const { admin, drawEscrow, attest, settleMilestone } = await drawnInto();
    await settleMilestone(MILESTONE.Ordered);
    await attest(MILESTONE.Delivered);
    await attest(MILESTONE.InService);

    await expect(drawEscrow.connect(admin).veto(1n))
      .to.emit(drawEscrow, "MilestonesVetoed")
      .withArgs(1n, admin, MILESTONE.InService, MILESTONE.Ordered);

    const { earned, cleared, orderedAt, deliveredAt, inServiceAt, vetoes } = await drawEscrow.escrowOf(1n);
    expect([earned, cleared]).to.deep.equal([usdc("2_400_000"), usdc("2_400_000")]);
    expect([orderedAt > 0n, deliveredAt, inServiceAt, vetoes]).to.deep.equal([true, 0n, 0n, 1n]);
  });

  it("is one, a second the arbiter's, and there is no third until a milestone stands", async () => {
    const { admin, drawEscrow, attest } = await drawnInto();
    const refused = async (name: "veto" | "vetoAgain", vetoes: bigint) =>
      expect(drawEscrow.connect(admin)[name](1n))
        .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_WrongVeto")
        .withArgs(1n, vetoes);
    for (const milestone of ALL) await attest(milestone);
    await refused("vetoAgain", 0n);
    await drawEscrow.connect(admin).veto(1n);
    for (const milestone of ALL) await attest(milestone);
    await refused("veto", 1n);
    await drawEscrow.connect(admin).vetoAgain(1n);
    await attest(MILESTONE.Ordered);
    await refused("veto", 2n);
    await refused("vetoAgain", 2n);

    await time.increase(LONG_WINDOW);
    await attest(MILESTONE.Delivered);
    await drawEscrow.connect(admin).veto(1n);

    expect((await drawEscrow.escrowOf(1n)).deliveredAt).to.equal(0n);
  });

  it("is refused once what it could undo has been undone", async () => {
    const { admin, drawEscrow, attest } = await drawnInto();
    await attest(MILESTONE.Ordered);
    await drawEscrow.connect(admin).veto(1n);

    await expect(drawEscrow.connect(admin).vetoAgain(1n)).to.be.revertedWithCustomError(
      drawEscrow,
      "DrawEscrow_NothingToVeto",
    );
  });
});
