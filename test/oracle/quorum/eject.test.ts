import { expect } from "chai";
import { ethers, networkHelpers, plainStatement } from "../../support/statementFixture.ts";

/** As in production, and the account of the contradictions can be acted for. */
const fixture = async () => {
  const statement = await plainStatement();
  const address = await statement.contradictions.getAddress();
  await networkHelpers.setBalance(address, 10n ** 20n);
  await networkHelpers.impersonateAccount(address);
  return { ...statement, ejecting: statement.quorum.connect(await ethers.getSigner(address)) };
};
const given = () => networkHelpers.loadFixture(fixture);

describe("ReporterQuorum.eject", () => {
  it("refuses an account that is no reporter", async () => {
    const { quorum, ejecting, stranger } = await given();

    await expect(ejecting.eject(stranger))
      .to.be.revertedWithCustomError(quorum, "ReporterQuorum_NotReporter")
      .withArgs(stranger.address);
  });

  for (const seat of [0, 1, 2, 3] as const) {
    it(`seats the first standby for reporter ${seat}, and keeps all in order`, async () => {
      const { quorum, ejecting, reporters } = await given();
      const [first, second] = (await quorum.standbys()) as unknown as [string, string];
      const seated = [...reporters.filter((_, i) => i !== seat).map(({ address }) => address), first];
      seated.sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));

      await expect(ejecting.eject(reporters[seat]))
        .to.emit(quorum, "ReporterEjected")
        .withArgs(reporters[seat].address, 2n, first);

      expect(await quorum.reporters()).to.deep.equal(seated);
      expect(await quorum.standbys()).to.deep.equal([second]);
      expect(await quorum.isReporter(reporters[seat])).to.equal(false);
      expect(await quorum.isReporter(first)).to.equal(true);
      expect(await quorum.isReporter(second)).to.equal(false);
      expect([await quorum.version(), await quorum.threshold()]).to.deep.equal([2n, 3n]);
    });
  }

  /** Addresses 1, 2, 3…, ascending. */
  const numbered = (...numbers: number[]) => numbers.map((n) => ethers.getAddress(ethers.toBeHex(n, 20)));

  describe("given who stands by sorts before or behind all who sit", () => {
    for (const [gone, standby, left] of [
      [20, 5, [5, 10, 30, 40]],
      [20, 45, [10, 30, 40, 45]],
      [10, 5, [5, 20, 30, 40]],
      [40, 45, [10, 20, 30, 45]],
      [10, 45, [20, 30, 40, 45]],
      [40, 5, [5, 10, 20, 30]],
      [30, 25, [10, 20, 25, 40]],
    ] as const) {
      it(`seats ${standby} for ${gone} in its place`, async () => {
        const { quorum, ejecting, governor, act } = await given();
        await act(governor, quorum, "setReporters", [numbered(10, 20, 30, 40), 3, numbered(standby)]);

        await ejecting.eject(numbered(gone)[0] ?? "");

        expect(await quorum.reporters()).to.deep.equal(numbered(...left));
      });
    }
  });

  it("removes who stands by, and leaves all who sit", async () => {
    const { quorum, ejecting, reporters } = await given();
    const [first, second] = (await quorum.standbys()) as unknown as [string, string];

    await expect(ejecting.eject(first)).to.emit(quorum, "ReporterEjected").withArgs(first, 2n, ethers.ZeroAddress);

    expect(await quorum.standbys()).to.deep.equal([second]);
    expect(await quorum.reporters()).to.deep.equal(reporters.map(({ address }) => address));
  });

  describe("when one after the other goes", () => {
    it("never lowers the threshold: with too few left nobody agrees, until the governor names a set", async () => {
      const { quorum, ejecting, reporters, governor, act } = await given();
      const standbys = await quorum.standbys();

      for (const reporter of reporters) await ejecting.eject(reporter);
      expect(new Set(await quorum.reporters())).to.deep.equal(new Set(standbys));
      for (const standby of standbys) {
        await expect(ejecting.eject(standby))
          .to.emit(quorum, "ReporterEjected")
          .withArgs(standby, await quorum.version().then((version) => version + 1n), ethers.ZeroAddress);
      }

      expect([await quorum.reporters(), await quorum.threshold()]).to.deep.equal([[], 3n]);
      await expect(quorum.verify(ethers.ZeroHash, 7, [], []))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_TooFewSignatures")
        .withArgs(0, 3);
      await act(governor, quorum, "setReporters", [reporters.map(({ address }) => address), 3, []]);
      expect(await quorum.version()).to.equal(8n);
    });
  });

  describe("given all 32 seats are taken", () => {
    it("replaces the first of them, with eight standing by (47)", async () => {
      const { quorum, ejecting, governor, act } = await given();
      const members = Array.from({ length: 40 }, (_, i) => ethers.getAddress(ethers.toBeHex(BigInt(i + 1), 20)));
      await act(governor, quorum, "setReporters", [members.slice(0, 32), 22, members.slice(32)]);

      const receipt = await (await ejecting.eject(members[0] ?? "")).wait();

      expect(await quorum.reporters()).to.deep.equal(members.slice(1, 33));
      expect(receipt?.gasUsed ?? 0n).to.be.lessThan(500_000n);
    });
  });
});
