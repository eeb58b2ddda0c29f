import { expect } from "chai";
import { network } from "hardhat";
import { signReport } from "../support/reports.ts";
import { DAY, deployStatement } from "../support/statementFixture.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

const fixture = () => deployStatement(connection);
const given = () => networkHelpers.loadFixture(fixture);

/** GPUs and version, as the registry answers for a period that starts there. */
const factsOf = async ({ registry }: Awaited<ReturnType<typeof given>>, start: bigint) => {
  const [{ gpuCount, version }] = await registry.reportingFacts(1n, start);
  return [gpuCount, version];
};

describe("ClusterRegistry.retireGpus", () => {
  it("refuses an unknown cluster", async () => {
    const { registry } = await given();

    await expect(registry.retireGpus(2n, 1n))
      .to.be.revertedWithCustomError(registry, "ClusterRegistry_UnknownCluster")
      .withArgs(2n);
  });

  it("refuses anyone but the holder of the title", async () => {
    const { registry, stranger, holder } = await given();

    await expect(registry.connect(stranger).retireGpus(1n, 1n))
      .to.be.revertedWithCustomError(registry, "ClusterRegistry_NotTitleHolder")
      .withArgs(1n, stranger, holder);
  });

  it("refuses what is retired", async () => {
    const { registry, holder } = await given();
    await registry.connect(holder).retire(1n);

    await expect(registry.connect(holder).retireGpus(1n, 1n))
      .to.be.revertedWithCustomError(registry, "ClusterRegistry_WrongStatus")
      .withArgs(1n, 3n, 2n);
  });

  for (const count of [0n, 256n, 257n]) {
    it(`refuses ${count} of 256: none, or all`, async () => {
      const { registry, holder } = await given();

      await expect(registry.connect(holder).retireGpus(1n, count))
        .to.be.revertedWithCustomError(registry, "ClusterRegistry_OutOfRange")
        .withArgs(ethers.encodeBytes32String("count"), count, 1n, 255n);
    });
  }

  it("lowers the number, and raises the version: signatures in flight are void", async () => {
    const statement = await given();
    const { registry, oracle, holder, reporters, nextReport } = statement;
    const signed = await nextReport();
    const { signers, signatures } = await signReport(oracle, signed, reporters.slice(0, 3));

    await expect(registry.connect(holder).retireGpus(1n, 255n))
      .to.emit(registry, "GpusRetired")
      .withArgs(1n, 255n, 1n, 2n);

    const { gpuCount, version } = await registry.hardware(1n);
    expect([gpuCount, version]).to.deep.equal([1n, 2n]);
    await expect(oracle.submit(signed, signers, signatures)).to.be.revert(ethers);
  });

  describe("given a period that straddles the loss", () => {
    it("is judged by what there was when it began, and the next one by what is left", async () => {
      const statement = await given();
      const { registry, holder, inServiceAt } = statement;
      const lostAt = inServiceAt + DAY / 2n;
      await networkHelpers.time.setNextBlockTimestamp(lostAt);

      await registry.connect(holder).retireGpus(1n, 56n);

      expect(await factsOf(statement, inServiceAt)).to.deep.equal([256n, 2n]);
      expect(await factsOf(statement, lostAt - 1n)).to.deep.equal([256n, 2n]);
      expect(await factsOf(statement, lostAt)).to.deep.equal([200n, 2n]);
      expect(await factsOf(statement, inServiceAt + DAY)).to.deep.equal([200n, 2n]);
    });

    it("is judged by the larger number when more are lost in the same period", async () => {
      const statement = await given();
      const { registry, holder, inServiceAt } = statement;
      await networkHelpers.time.setNextBlockTimestamp(inServiceAt + DAY / 4n);
      await registry.connect(holder).retireGpus(1n, 56n);
      const again = inServiceAt + DAY / 2n;
      await networkHelpers.time.setNextBlockTimestamp(again);

      await registry.connect(holder).retireGpus(1n, 100n);

      expect(await factsOf(statement, inServiceAt)).to.deep.equal([256n, 3n]);
      expect(await factsOf(statement, again - 1n)).to.deep.equal([256n, 3n]);
      expect(await factsOf(statement, again)).to.deep.equal([100n, 3n]);
    });

    it("forgets the number before an earlier loss a second after a longest period", async () => {
      const statement = await given();
      const { registry, holder, inServiceAt } = statement;
      const first = inServiceAt + DAY / 4n;
      for (const { second, before } of [
        { second: first + DAY, before: 256n },
        { second: first + DAY + 1n, before: 200n },
      ]) {
        const snapshot = await networkHelpers.takeSnapshot();
        await networkHelpers.time.setNextBlockTimestamp(first);
        await registry.connect(holder).retireGpus(1n, 56n);
        await networkHelpers.time.setNextBlockTimestamp(second);
        await registry.connect(holder).retireGpus(1n, 1n);

        expect((await factsOf(statement, second - 1n))[0]).to.equal(before);
        await snapshot.restore();
      }
    });

    it("is reported with all the hours there were, under the new version", async () => {
      const { registry, oracle, holder, reporters, inServiceAt, nextReport } = await given();
      await networkHelpers.time.setNextBlockTimestamp(inServiceAt + DAY / 2n);
      await registry.connect(holder).retireGpus(1n, 56n);
      const whole = 256n * DAY;
      const report = await nextReport({ gpuSecondsAvailable: whole });
      expect(report.clusterVersion).to.equal(2n);
      const { signers, signatures } = await signReport(oracle, report, reporters.slice(0, 3));

      await expect(oracle.submit(report, signers, signatures)).to.emit(oracle, "ReportSubmitted");

      const second = await nextReport({ gpuSecondsAvailable: 200n * DAY + 1n });
      const words = await signReport(oracle, second, reporters.slice(0, 3));
      await expect(oracle.submit(second, words.signers, words.signatures)).to.be.revert(ethers);
    });
  });
});
