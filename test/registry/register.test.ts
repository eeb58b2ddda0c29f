import { expect } from "chai";
import { DAY, ethers, plainStatement, registrationFacts } from "../support/statementFixture.ts";

const given = plainStatement;

const field = (name: string) => ethers.encodeBytes32String(name);
const UINT128_MAX = 2n ** 128n - 1n;

describe("ClusterRegistry.register", () => {
  it("refuses a name of 0 or 65 bytes", async () => {
    const { registry, curator, holder, facts, act } = await given();

    for (const length of [0, 65]) {
      await expect(act(curator, registry, "register", [{ ...facts, name: "n".repeat(length) }, holder.address]))
        .to.be.revertedWithCustomError(registry, "ClusterRegistry_NameLength")
        .withArgs(length, 64);
    }
  });

  it("takes a name of 64 bytes", async () => {
    const { registry, curator, holder, facts, act } = await given();
    const name = "n".repeat(64);

    await act(curator, registry, "register", [{ ...facts, name }, holder.address]);

    expect((await registry.registration(2)).name).to.equal(name);
  });

  for (const [name, empty] of [
    ["model", ethers.ZeroHash],
    ["region", ethers.ZeroHash],
    ["operator", ethers.ZeroAddress],
    ["serialsRoot", ethers.ZeroHash],
  ] as const) {
    it(`refuses an empty ${name}`, async () => {
      const { registry, curator, holder, facts, act } = await given();

      await expect(act(curator, registry, "register", [{ ...facts, [name]: empty }, holder.address]))
        .to.be.revertedWithCustomError(registry, "ClusterRegistry_EmptyField")
        .withArgs(field(name));
    });
  }

  for (const [name, minimum, maximum] of [
    ["gpuCount", 1n, 1_000_000n],
    ["systemWatts", 1n, 100_000n],
    ["pueBps", 10_000n, 30_000n],
    ["maxPeriod", 60n, 366n * DAY],
    ["usefulLife", DAY, 30n * 365n * DAY],
  ] as const) {
    it(`takes ${name} from ${minimum} to ${maximum} and nothing beyond`, async () => {
      const { registry, curator, holder, facts, act } = await given();

      for (const value of [minimum, maximum]) {
        await act(curator, registry, "register", [{ ...facts, [name]: value }, holder.address]);
        expect((await registry.registration(await registry.clusterCount()))[name]).to.equal(value);
      }
      for (const value of [minimum - 1n, maximum + 1n]) {
        await expect(act(curator, registry, "register", [{ ...facts, [name]: value }, holder.address]))
          .to.be.revertedWithCustomError(registry, "ClusterRegistry_OutOfRange")
          .withArgs(field(name), value, minimum, maximum);
      }
    });
  }

  it("refuses a cost of zero", async () => {
    const { registry, curator, holder, facts, act } = await given();

    await expect(act(curator, registry, "register", [{ ...facts, cost: 0n, salvage: 0n }, holder.address]))
      .to.be.revertedWithCustomError(registry, "ClusterRegistry_OutOfRange")
      .withArgs(field("cost"), 0n, 1n, UINT128_MAX);
  });

  it("refuses a salvage above the cost and takes one that equals it", async () => {
    const { registry, curator, holder, facts, act } = await given();

    await expect(act(curator, registry, "register", [{ ...facts, salvage: facts.cost + 1n }, holder.address]))
      .to.be.revertedWithCustomError(registry, "ClusterRegistry_OutOfRange")
      .withArgs(field("salvage"), facts.cost + 1n, 0n, facts.cost);
    await act(curator, registry, "register", [{ ...facts, salvage: facts.cost }, holder.address]);

    expect(await registry.priceOf(2)).to.deep.equal([facts.cost, facts.cost]);
  });

  it("refuses a title without a holder", async () => {
    const { registry, curator, facts, act } = await given();

    await expect(act(curator, registry, "register", [facts, ethers.ZeroAddress]))
      .to.be.revertedWithCustomError(registry, "ERC721InvalidReceiver")
      .withArgs(ethers.ZeroAddress);
  });

  describe("when the facts are in order", () => {
    it("issues the next title, ordered, and tells everything in its event", async () => {
      const { registry, curator, holder, operator, facts, act } = await given();

      await expect(act(curator, registry, "register", [facts, holder.address]))
        .to.emit(registry, "ClusterRegistered")
        .withArgs(2n, operator.address, holder.address, Object.values(facts));

      expect(await registry.clusterCount()).to.equal(2n);
      expect(await registry.ownerOf(2)).to.equal(holder.address);
      expect(await registry.managerOf(2)).to.equal(ethers.ZeroAddress);
      expect(await registry.hardware(2)).to.deep.equal([
        facts.gpuCount,
        facts.systemWatts,
        facts.pueBps,
        1n, // version
        1n, // ordered
        0n, // not in service
        facts.maxPeriod,
        facts.usefulLife,
        0n, // not retired
      ]);
    });

    it("gives a holder without a receiver callback its title", async () => {
      const { registry, curator, manager, facts, act } = await given();

      await act(curator, registry, "register", [facts, await manager.getAddress()]);

      expect(await registry.ownerOf(2)).to.equal(await manager.getAddress());
    });
  });
});

describe("ClusterRegistry's views", () => {
  it("answer with what was registered", async () => {
    const { registry, operator, facts } = await given();

    expect(await registry.registration(1)).to.deep.equal(Object.values(registrationFacts(operator.address)));
    expect(await registry.modelOf(1)).to.equal(facts.model);
    expect(await registry.operatorOf(1)).to.equal(operator.address);
    expect(await registry.priceOf(1)).to.deep.equal([facts.cost, facts.salvage]);
    expect(await registry.reportingFacts(1, 7, 10)).to.deep.equal([await registry.hardware(1), facts.model, 3n * 256n]);
  });

  it("refuse a cluster that was never registered", async () => {
    const { registry } = await given();

    for (const cluster of [0n, 2n]) {
      for (const view of [
        registry.reportingFacts(cluster, 0, 1),
        ...(["hardware", "modelOf", "operatorOf", "priceOf", "registration"] as const).map((name) =>
          registry[name](cluster),
        ),
      ]) {
        await expect(view).to.be.revertedWithCustomError(registry, "ClusterRegistry_UnknownCluster").withArgs(cluster);
      }
    }
  });

  it("name their interfaces", async () => {
    const { registry } = await given();
    const own = [
      "register",
      "commission",
      "retire",
      "retireGpus",
      "assign",
      "pledge",
      "pledgeeOf",
      "titleHolderOf",
      "hardware",
      "modelOf",
      "reportingFacts",
      "operatorOf",
      "identityOf",
      "manage",
      "managerOf",
      "priceOf",
      "registration",
      "clusterCount",
    ] as const;
    const id = own.reduce((sum, name) => sum ^ BigInt(registry.interface.getFunction(name).selector), 0n);

    expect(await registry.name()).to.equal("GPU Cluster Title");
    expect(await registry.symbol()).to.equal("GPUC");
    expect(await registry.supportsInterface(ethers.toBeHex(id, 4))).to.equal(true); // IClusterRegistry
    expect(await registry.supportsInterface("0x80ac58cd")).to.equal(true); // ERC-721
    expect(await registry.supportsInterface("0x01ffc9a7")).to.equal(true); // ERC-165
    expect(await registry.supportsInterface("0xffffffff")).to.equal(false);
  });
});
