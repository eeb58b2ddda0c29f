import { expect } from "chai";
import { network } from "hardhat";
import { deployStatement } from "../../support/statementFixture.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

/** As in production, and the oracle's account can be acted for. */
const fixture = async () => {
  const statement = await deployStatement(connection);
  const address = await statement.oracle.getAddress();
  await networkHelpers.setBalance(address, 10n ** 20n);
  await networkHelpers.impersonateAccount(address);
  return { ...statement, byOracle: statement.quorum.connect(await ethers.getSigner(address)) };
};
const given = () => networkHelpers.loadFixture(fixture);

describe("ReporterQuorum.eject", () => {
  it("refuses an account that is no reporter", async () => {
    const { quorum, byOracle, stranger } = await given();

    await expect(byOracle.eject(stranger))
      .to.be.revertedWithCustomError(quorum, "ReporterQuorum_NotReporter")
      .withArgs(stranger.address);
  });

  for (const seat of [0, 1, 2, 3] as const) {
    it(`removes reporter ${seat} and keeps the others in order`, async () => {
      const { quorum, byOracle, reporters } = await given();
      const left = reporters.filter((_, i) => i !== seat).map(({ address }) => address);

      await expect(byOracle.eject(reporters[seat]))
        .to.emit(quorum, "ReporterEjected")
        .withArgs(reporters[seat].address, 2n, 3n);

      expect(await quorum.reporters()).to.deep.equal(left);
      expect(await quorum.isReporter(reporters[seat])).to.equal(false);
      expect(await quorum.version()).to.equal(2n);
    });
  }

  describe("when one after the other goes", () => {
    it("keeps the threshold until it exceeds what is left, and never lets nobody be a quorum", async () => {
      const { quorum, byOracle, reporters } = await given();
      const digest = ethers.ZeroHash;

      for (const [seat, threshold] of [3, 2, 1, 1].entries()) {
        await byOracle.eject(reporters[seat] ?? "");
        expect(await quorum.threshold()).to.equal(threshold);
      }

      expect(await quorum.reporters()).to.deep.equal([]);
      await expect(quorum.verify(digest, 5, [], []))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_TooFewSignatures")
        .withArgs(0, 1);
    });
  });

  describe("given all 32 seats are taken", () => {
    it("removes the first of them (47)", async () => {
      const { quorum, byOracle, governor, act } = await given();
      const members = Array.from({ length: 32 }, (_, i) => ethers.getAddress(ethers.toBeHex(BigInt(i + 1), 20)));
      await act(governor, quorum, "setReporters", [members, 22]);

      const receipt = await (await byOracle.eject(members[0] ?? "")).wait();

      expect(await quorum.reporters()).to.deep.equal(members.slice(1));
      expect(receipt?.gasUsed ?? 0n).to.be.lessThan(400_000n);
    });
  });
});
