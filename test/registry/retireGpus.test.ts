import { expect } from "chai";
import { DAY, ethers, networkHelpers, plainStatement } from "../support/statementFixture.ts";

const given = plainStatement;

type Given = Awaited<ReturnType<typeof given>>;

/** GPUs and version in a period's last second, and its GPU-seconds. */
const factsOf = async ({ registry }: Given, start: bigint, end: bigint) => {
  const [{ gpuCount, version }, , gpuSeconds] = await registry.reportingFacts(1n, start, end);
  return [gpuCount, version, gpuSeconds];
};

/** GPUs are lost in exactly this second, one transaction after the other. */
const lose = async ({ registry, holder }: Given, second: bigint, ...counts: bigint[]) => {
  await networkHelpers.time.setNextBlockTimestamp(second);
  await ethers.provider.send("evm_setAutomine", [false]);
  for (const count of counts) await registry.connect(holder).retireGpus(1n, count);
  await networkHelpers.mine();
  await ethers.provider.send("evm_setAutomine", [true]);
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

  it("lowers the number, and raises the version", async () => {
    const { registry, holder } = await given();

    await expect(registry.connect(holder).retireGpus(1n, 255n))
      .to.emit(registry, "GpusRetired")
      .withArgs(1n, 255n, 1n, 2n);

    const { gpuCount, version } = await registry.hardware(1n);
    expect([gpuCount, version]).to.deep.equal([1n, 2n]);
  });
});

describe("ClusterRegistry.reportingFacts", () => {
  it("counts a loss from its second on, and names the version of the last second", async () => {
    const statement = await given();
    const { inServiceAt: start } = statement;
    const lostAt = start + DAY / 2n;
    await lose(statement, lostAt, 56n);

    expect(await factsOf(statement, start, lostAt)).to.deep.equal([256n, 1n, 256n * (DAY / 2n)]);
    expect(await factsOf(statement, start, lostAt + 1n)).to.deep.equal([200n, 2n, 256n * (DAY / 2n) + 200n]);
    expect(await factsOf(statement, start, start + DAY)).to.deep.equal([200n, 2n, 456n * (DAY / 2n)]);
    expect(await factsOf(statement, lostAt - 1n, lostAt + 1n)).to.deep.equal([200n, 2n, 456n]);
    expect(await factsOf(statement, lostAt, lostAt + 1n)).to.deep.equal([200n, 2n, 200n]);
    expect(await factsOf(statement, start - DAY, start)).to.deep.equal([256n, 1n, 256n * DAY]);
  });

  it("is exact for many losses, several in one second too", async () => {
    const statement = await given();
    const { inServiceAt: start } = statement;
    const losses = [[1n], [2n, 3n], [4n], [5n], [6n, 7n, 8n], [9n]];
    for (const [i, counts] of losses.entries()) await lose(statement, start + 100n + 7n * BigInt(i), ...counts);

    // Second by second.
    const countAt = (second: bigint) =>
      losses.reduce(
        (left, counts, i) => (second < start + 100n + 7n * BigInt(i) ? left : left - counts.reduce((a, b) => a + b)),
        256n,
      );
    for (const [from, length] of [
      [90n, 60n],
      [100n, 7n],
      [106n, 2n],
      [114n, 1n],
      [135n, 1n],
      [134n, 500n],
    ] as const) {
      let expected = 0n;
      for (let second = start + from; second < start + from + length; ++second) expected += countAt(second);
      const [gpuCount, , gpuSeconds] = await factsOf(statement, start + from, start + from + length);
      expect([gpuCount, gpuSeconds]).to.deep.equal([countAt(start + from + length - 1n), expected]);
    }
  });

  it("answers for a period as before, whatever is lost after its end", async () => {
    const statement = await given();
    const { inServiceAt: start } = statement;
    await lose(statement, start + 10n, 6n);
    const before = await factsOf(statement, start, start + 20n);

    await lose(statement, start + 20n, 50n);
    expect(await factsOf(statement, start, start + 20n)).to.deep.equal(before);
    await lose(statement, start + 400n * DAY, 50n);

    expect(await factsOf(statement, start, start + 20n)).to.deep.equal(before);
  });
});
