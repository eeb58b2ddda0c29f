import { expect } from "chai";
import { PLAIN_TERMS } from "../../../scripts/lib/plainTerms.ts";
import { deployed, ethers, facts, inService, networkHelpers } from "../../support/protocol.ts";

const { covenants: PLAIN } = PLAIN_TERMS;

describe("Covenants, who may say what", () => {
  async function speaking(address: string) {
    await networkHelpers.impersonateAccount(address);
    await networkHelpers.setBalance(address, 10n ** 18n);
    return ethers.getSigner(address);
  }

  for (const role of ["stranger", "operator", "curator", "governor", "guardian"] as const) {
    it(`set is the origination's, onReport and end are the manager's: refused to the ${role}`, async () => {
      const { covenants, ...fixture } = await inService();
      const caller = fixture[role];
      const own = covenants.connect(caller);

      await expect(own.set(1n, caller, PLAIN))
        .to.be.revertedWithCustomError(covenants, "Covenants_NotOrigination")
        .withArgs(caller);
      await expect(own.onReport(1n, 1n, 0n, 0n, 0n))
        .to.be.revertedWithCustomError(covenants, "Covenants_NotManager")
        .withArgs(1n, caller);
      await expect(own.end(1n)).to.be.revertedWithCustomError(covenants, "Covenants_NotManager").withArgs(1n, caller);
    });
  }

  it("another manager of the vault is refused too", async () => {
    const { covenants, loans } = await inService();
    const own = covenants.connect(await speaking(await loans.getAddress()));

    await expect(own.end(1n)).to.be.revertedWithCustomError(covenants, "Covenants_NotManager").withArgs(1n, loans);
  });

  describe("given no source of the vault accounts for the cluster", () => {
    it("refuses every caller with the cluster", async () => {
      const { covenants, origination } = await inService();
      const own = covenants.connect(await speaking(await origination.getAddress()));

      for (const call of [
        () => own.set(9n, ethers.ZeroAddress, PLAIN),
        () => own.onReport(9n, 1n, 0n, 0n, 0n),
        () => own.end(9n),
      ]) {
        await expect(call()).to.be.revertedWithCustomError(covenants, "Covenants_NotFinanced").withArgs(9n);
      }
    });

    it("also where a stranger holds the title and says that it does", async () => {
      const { covenants, registry, curator, operator, stranger, act } = await deployed();
      await act(curator, registry, "register", [facts(operator.address), stranger.address]);
      await registry.connect(stranger).manage(1n);
      expect(await registry.managerOf(1n)).to.equal(stranger);

      await expect(covenants.connect(stranger).onReport(1n, 1n, 0n, 0n, 0n))
        .to.be.revertedWithCustomError(covenants, "Covenants_NotFinanced")
        .withArgs(1n);
    });
  });

  it("is of one vault", async () => {
    const { covenants, vault } = await deployed();

    expect(await covenants.vault()).to.equal(vault);
  });

  it("says nothing of what promised nothing", async () => {
    const { covenants, operator } = await inService();

    expect([
      await covenants.tierOf(1n),
      await covenants.priceLowOf(1n),
      await covenants.breachesOf(operator),
    ]).to.deep.equal([0n, 0n, 0n]);
    const { terms, tier, good, income, service } = await covenants.covenantsOf(1n);
    expect([terms.periods, tier, good, income, service]).to.deep.equal([0n, 0n, 0n, 0n, 0n]);
  });
});
