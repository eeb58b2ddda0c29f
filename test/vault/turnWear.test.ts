import { expect } from "chai";
import { FINE } from "../support/moneyLaw.ts";
import { DAY, NEVER } from "../support/units.ts";
import { at, livingVault, networkHelpers } from "../support/vaultAlone.ts";

describe("GpuYieldVault.turnWear", () => {
  describe("when the caller is not the book", () => {
    it("reverts with the caller", async () => {
      const { vault, stranger } = await livingVault();

      await expect(vault.connect(stranger).turnWear(0, 0, NEVER))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotBook")
        .withArgs(stranger);
    });
  });

  describe("when wear began a day ago", () => {
    it("takes a day's wear and wears on, and no locked amount bears it", async () => {
      const { vault, book, law, start } = await livingVault();
      const t = start + 4n * DAY;
      const slope = 5_555_555_555n;
      const locked = law.lockedFineAt(t + DAY);
      law.turn(t, -slope * DAY, slope);

      await expect(at(t, () => vault.connect(book).turnWear(-slope * DAY, slope, 4_000_000_000n)))
        .to.emit(vault, "WearTurned")
        .withArgs(-slope * DAY, slope, 4_000_000_000n);

      await networkHelpers.time.increaseTo(t + DAY);
      const state = await vault.state();
      expect(state.value).to.equal(law.valueFineAt(t + DAY) / FINE);
      expect(state.locked).to.equal((locked + FINE - 1n) / FINE);
      expect(state.nextDue).to.equal(4_000_000_000n);
    });
  });

  describe("when wear ended a day ago", () => {
    it("gives a day's wear back and stands still", async () => {
      const { vault, book, law, start, slope } = await livingVault();
      const t = start + 20n * DAY;
      law.turn(t, slope * DAY, -slope);

      await at(t, () => vault.connect(book).turnWear(slope * DAY, -slope, NEVER));

      await networkHelpers.time.increaseTo(t + 400n * DAY);
      expect(await vault.value()).to.equal(law.value.fine / FINE);
    });
  });
});
