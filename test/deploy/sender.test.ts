import { expect } from "chai";
import { network } from "hardhat";
import { bringProxy, codeAt, PROXY } from "../../deploy/chain/create2.ts";
import { creationStep, Plan } from "../../deploy/chain/plan.ts";
import { forgetful, Sender, type Memory, type Patience, type Step } from "../../deploy/chain/sender.ts";
import { compiler } from "../../deploy/compiler.ts";
import { DeploymentRefused } from "../../deploy/errors.ts";
import { errorOf } from "../support/errorOf.ts";

const PATIENCE: Patience = { poll: 5, beforeMore: 60, raises: 3 };

/** A chain of its own that mines by itself, and two contracts to create. */
async function chain() {
  const connection = await network.create();
  const { provider, ethers } = connection;
  const [deployer, other] = await ethers.getSigners();
  if (!deployer || !other) throw new Error("too few accounts");
  await bringProxy(provider, true, deployer.address);
  const plan = new Plan(compiler, "test");
  await plan.create("VaultRouter");
  await plan.create("TestDollar");
  const steps = plan.creations.map((creation) => creationStep(provider, creation));
  const isThere = async () =>
    Promise.all(plan.creations.map(async ({ address }) => (await codeAt(provider, address)) !== "0x"));
  const set = (method: string, ...params: unknown[]) => provider.request({ method, params });
  return { provider, ethers, deployer, other, plan, steps, isThere, set };
}

type Chain = Awaited<ReturnType<typeof chain>>;

const senderOf = ({ provider, deployer }: Chain, memory: Memory = forgetful(), patience = PATIENCE) =>
  new Sender(provider, deployer.address, memory, patience);

/** Broken off as a killed process is: nothing that it does later counts. */
async function killedAfter(c: Chain, memory: Memory): Promise<void> {
  await c.set("evm_setAutomine", false);
  const impatient: Patience = { poll: 5, beforeMore: 20, raises: 0 };
  await errorOf(senderOf(c, memory, impatient).run(c.steps));
}

describe("Sender", () => {
  it("sends every step once, and nothing the second time", async () => {
    const c = await chain();

    expect(await senderOf(c).run(c.steps)).to.equal(2);
    expect(await c.isThere()).to.deep.equal([true, true]);
    expect(await senderOf(c).run(c.steps)).to.equal(0);
  });

  it("passes over what somebody else has done", async () => {
    const c = await chain();
    const [first] = c.steps;
    await c.other.sendTransaction({ to: PROXY, data: first?.data ?? "" });

    expect(await senderOf(c).run(c.steps)).to.equal(1);
    expect(await c.isThere()).to.deep.equal([true, true]);
  });

  it("ends well beside another account that does the same at the same time", async () => {
    const c = await chain();
    const beside = new Sender(c.provider, c.other.address, forgetful(), PATIENCE);

    await Promise.all([senderOf(c).run(c.steps), beside.run(c.steps)]);

    expect(await c.isThere()).to.deep.equal([true, true]);
  });

  it("sends nothing twice where a node learns of a block later than of its receipts", async () => {
    const c = await chain();
    const late = (step: Step): Step => {
      let looks = 0; // since it is done
      return { ...step, isDone: async () => (await step.isDone()) && ++looks > 3 };
    };

    expect(await senderOf(c).run(c.steps.map(late))).to.equal(2);
    expect(await c.isThere()).to.deep.equal([true, true]);
  });

  describe("given a run that was killed with a transaction under way", () => {
    it("goes on with that transaction once it is mined", async () => {
      const [c, memory] = [await chain(), forgetful()];
      await killedAfter(c, memory);
      await c.set("evm_setAutomine", true);
      await c.set("hardhat_mine");

      expect(await senderOf(c, memory).run(c.steps)).to.equal(1);
      expect(await c.isThere()).to.deep.equal([true, true]);
    });

    it("raises its fee where it waits too long", async () => {
      const [c, memory] = [await chain(), forgetful()];
      await killedAfter(c, memory);
      const [sent] = await memory.read();
      const run = senderOf(c, memory, { ...PATIENCE, beforeMore: 200 }).run(c.steps);
      while ((await memory.read()).length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
      const again = (await memory.read()).at(-1);
      await c.set("evm_setAutomine", true);
      await c.set("hardhat_mine");
      await run;

      expect(again?.hash).not.to.equal(sent?.hash);
      expect(again?.nonce).to.equal(sent?.nonce);
      expect(await c.isThere()).to.deep.equal([true, true]);
    });

    it("sends it anew where the node has dropped it", async () => {
      const [c, memory] = [await chain(), forgetful()];
      await killedAfter(c, memory);
      for (const { hash } of await memory.read()) await c.set("hardhat_dropTransaction", hash);
      await c.set("evm_setAutomine", true);

      expect(await senderOf(c, memory).run(c.steps)).to.equal(2);
      expect(await c.isThere()).to.deep.equal([true, true]);
    });

    it("waits for it where nothing is remembered of it", async () => {
      const c = await chain();
      await killedAfter(c, forgetful());
      const run = senderOf(c).run(c.steps);
      await new Promise((resolve) => setTimeout(resolve, 30));
      await c.set("evm_setAutomine", true);
      await c.set("hardhat_mine");

      expect(await run).to.equal(1);
      expect(await c.isThere()).to.deep.equal([true, true]);
    });
  });

  describe("given another transaction of the account that is not mined", () => {
    it("gives up with its nonce, and replaces nothing", async () => {
      const c = await chain();
      await c.set("evm_setAutomine", false);
      const nonce = await c.deployer.getNonce();
      const { hash } = await c.deployer.sendTransaction({ to: c.other.address, value: 1n });

      const error = await errorOf(senderOf(c).run(c.steps));

      expect(error).to.be.instanceOf(DeploymentRefused);
      expect(error.message).to.contain(`waited with nonce ${nonce} for too long`);
      expect(await c.ethers.provider.getTransaction(hash)).not.to.equal(null);
    });
  });

  it("gives up after the last raise, and says what it sent", async () => {
    const [c, memory] = [await chain(), forgetful()];
    await c.set("evm_setAutomine", false);

    const error = await errorOf(senderOf(c, memory, { poll: 5, beforeMore: 20, raises: 2 }).run(c.steps));

    expect(error).to.be.instanceOf(DeploymentRefused);
    for (const { hash } of await memory.read()) expect(error.message).to.contain(hash);
    expect((await memory.read()).length).to.equal(3);
  });

  it("says why a constructor refuses", async () => {
    const c = await chain();
    const plan = new Plan(compiler, "test");
    await plan.create("OperatorBond", [c.other.address, c.other.address, c.other.address, c.other.address, 0]);
    const steps = plan.creations.map((creation): Step => creationStep(c.provider, creation));

    const error = await errorOf(senderOf(c).run(steps));

    expect(error).to.be.instanceOf(DeploymentRefused);
    expect(error.message).to.contain("OperatorBond_DelayOutOfRange");
  });
});
