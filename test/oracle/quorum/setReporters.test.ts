import { expect } from "chai";
import { ethers, plainStatement } from "../../support/statementFixture.ts";

const given = plainStatement;

/** Addresses 1, 2, 3…, ascending. */
const addresses = (count: number) =>
  Array.from({ length: count }, (_, i) => ethers.getAddress(ethers.toBeHex(BigInt(i + 1), 20)));

describe("ReporterQuorum.setReporters", () => {
  it("refuses an empty set", async () => {
    const { quorum, governor, act } = await given();

    await expect(act(governor, quorum, "setReporters", [[], 1, []])).to.be.revertedWithCustomError(
      quorum,
      "ReporterQuorum_NoReporters",
    );
  });

  it("takes 32 reporters and refuses 33 (47)", async () => {
    const { quorum, governor, act } = await given();

    await expect(act(governor, quorum, "setReporters", [addresses(33), 23, []]))
      .to.be.revertedWithCustomError(quorum, "ReporterQuorum_TooManyReporters")
      .withArgs(33, 32);
    await act(governor, quorum, "setReporters", [addresses(32), 22, []]);

    expect(await quorum.reporters()).to.deep.equal(addresses(32));
  });

  for (const [count, least] of [
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 3],
    [5, 4],
    [6, 5],
    [7, 5],
    [32, 22],
  ] as const) {
    it(`takes a threshold from ${least} to ${count} for ${count} and nothing beyond`, async () => {
      const { quorum, governor, act } = await given();

      for (const threshold of [least - 1, count + 1]) {
        await expect(act(governor, quorum, "setReporters", [addresses(count), threshold, []]))
          .to.be.revertedWithCustomError(quorum, "ReporterQuorum_ThresholdOutOfRange")
          .withArgs(threshold, least, count);
      }
      for (const threshold of [least, count]) {
        await act(governor, quorum, "setReporters", [addresses(count), threshold, []]);
        expect(await quorum.threshold()).to.equal(threshold);
      }
    });
  }

  it("refuses the zero address, wherever it stands", async () => {
    const { quorum, governor, act } = await given();
    const [one, two] = addresses(2);

    for (const members of [
      [ethers.ZeroAddress, one, two],
      [one, two, ethers.ZeroAddress],
    ]) {
      await expect(act(governor, quorum, "setReporters", [members, 3, []])).to.be.revertedWithCustomError(
        quorum,
        "ReporterQuorum_ZeroReporter",
      );
    }
  });

  it("refuses duplicates and any other order than ascending", async () => {
    const { quorum, governor, act } = await given();
    const [one, two, three] = addresses(3);

    for (const [members, previous, next] of [
      [[one, one, two], one, one],
      [[one, three, two], three, two],
    ] as const) {
      await expect(act(governor, quorum, "setReporters", [members, 3, []]))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_ReportersNotAscending")
        .withArgs(previous, next);
    }
  });

  it("takes 8 who stand by and refuses 9 (47)", async () => {
    const { quorum, governor, act } = await given();
    const [one, ...others] = addresses(10);

    await expect(act(governor, quorum, "setReporters", [[one], 1, others]))
      .to.be.revertedWithCustomError(quorum, "ReporterQuorum_TooManyStandbys")
      .withArgs(9, 8);
    await act(governor, quorum, "setReporters", [[one], 1, others.slice(1)]);

    expect(await quorum.standbys()).to.deep.equal(others.slice(1));
  });

  it("refuses who stands by and is nobody, sits, or stands by twice", async () => {
    const { quorum, governor, act } = await given();
    const [one, two, three] = addresses(3);

    await expect(
      act(governor, quorum, "setReporters", [[one], 1, [two, ethers.ZeroAddress]]),
    ).to.be.revertedWithCustomError(quorum, "ReporterQuorum_ZeroReporter");
    for (const [standbys, twice] of [
      [[three, two], two],
      [[three, three], three],
    ] as const) {
      await expect(act(governor, quorum, "setReporters", [[one, two], 2, standbys]))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_NamedTwice")
        .withArgs(twice);
    }
  });

  describe("when the set is in order", () => {
    it("replaces the whole set, raises the version and forgets who is gone", async () => {
      const { quorum, governor, reporters, act } = await given();
      const [next, standbys] = [addresses(2), addresses(5).slice(2).reverse()];

      await expect(act(governor, quorum, "setReporters", [next, 2, standbys]))
        .to.emit(quorum, "ReportersChanged")
        .withArgs(2n, next, 2n, standbys);

      expect(await quorum.standbys()).to.deep.equal(standbys);

      expect(await quorum.version()).to.equal(2n);
      expect(await quorum.threshold()).to.equal(2n);
      expect(await quorum.reporters()).to.deep.equal(next);
      expect(await quorum.isReporter(next[1] ?? "")).to.equal(true);
      expect(await quorum.isReporter(ethers.ZeroAddress)).to.equal(false);
      for (const { address } of reporters) expect(await quorum.isReporter(address)).to.equal(false);
    });
  });
});

describe("ReporterQuorum's first set", () => {
  it("is version 1", async () => {
    const { quorum, reporters } = await given();

    expect(await quorum.version()).to.equal(1n);
    expect(await quorum.threshold()).to.equal(3n);
    expect(await quorum.reporters()).to.deep.equal(reporters.map(({ address }) => address));
  });

  it("obeys the same rules as every later one", async () => {
    const { manager, quorum } = await given();

    await expect(ethers.deployContract("ReporterQuorum", [manager, addresses(4), 2, []]))
      .to.be.revertedWithCustomError(quorum, "ReporterQuorum_ThresholdOutOfRange")
      .withArgs(2, 3, 4);
  });
});
