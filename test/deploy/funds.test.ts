import { expect } from "chai";
import { formatEther, toQuantity } from "ethers";
import { network } from "hardhat";
import { bringProxy, PROXY } from "../../deploy/chain/create2.ts";
import { requireFunds } from "../../deploy/chain/funds.ts";
import { creationStep, gasOf, Plan } from "../../deploy/chain/plan.ts";
import { forgetful, PATIENCE, Sender } from "../../deploy/chain/sender.ts";
import { compiler } from "../../deploy/compiler.ts";
import { DeploymentRefused } from "../../deploy/errors.ts";
import { errorOf } from "../support/errorOf.ts";

/** A chain with nothing on it but the proxy, and a contract to create. */
async function planned() {
  const { provider, ethers } = await network.create();
  const [deployer] = await ethers.getSigners();
  if (!deployer) throw new Error("no account");
  await bringProxy(provider, true, deployer.address);
  const plan = new Plan(compiler, "test");
  await plan.create("VaultRouter");
  const { baseFeePerGas } = (await ethers.provider.getBlock("latest")) ?? {};
  const gas = plan.creations.reduce((sum, creation) => sum + gasOf(creation), 8_000_000n);
  const cost = gas * (baseFeePerGas ?? 0n) * 2n;
  const own = (wei: bigint) =>
    provider.request({ method: "hardhat_setBalance", params: [deployer.address, toQuantity(wei)] });
  return { provider, ethers, deployer: deployer.address, plan, cost, own };
}

describe("requireFunds", () => {
  it("lets a deployer that can just pay for all of it", async () => {
    const { provider, deployer, plan, cost, own } = await planned();
    await own(cost);

    await requireFunds(provider, deployer, plan.creations);
  });

  it("refuses one with a wei less, with what it has and what it may take", async () => {
    const { provider, deployer, plan, cost, own } = await planned();
    await own(cost - 1n);

    const error = await errorOf(requireFunds(provider, deployer, plan.creations));

    expect(error).to.be.instanceOf(DeploymentRefused);
    expect(error.message).to.contain(`it has ${formatEther(cost - 1n)} of the chain's own money`);
    expect(error.message).to.contain(`the 1 contracts that are missing may take ${formatEther(cost)}`);
  });

  it("asks for nothing where everything is there", async () => {
    const { provider, deployer, plan, own } = await planned();
    const steps = plan.creations.map((creation) => creationStep(provider, creation));
    await new Sender(provider, deployer, forgetful(), { ...PATIENCE, poll: 5 }).run(steps);
    await own(0n);

    await requireFunds(provider, deployer, plan.creations);
  });

  it("takes more gas for a plan than creating takes", async () => {
    const { provider, ethers, deployer, plan } = await planned();
    const [creation] = plan.creations;
    if (!creation) throw new Error("nothing planned");
    const { to, data } = creationStep(provider, creation);

    const taken = await ethers.provider.estimateGas({ from: deployer, to, data });

    expect(gasOf(creation) > taken).to.equal(true);
  });
});

describe("bringProxy", () => {
  it("leaves what is there", async () => {
    const { provider, ethers, deployer } = await planned();
    const code = await ethers.provider.getCode(PROXY);

    await bringProxy(provider, false, deployer);

    expect(await ethers.provider.getCode(PROXY)).to.equal(code);
  });

  it("sends its own creation where nobody can put it there, and pays for it", async () => {
    const { provider, ethers } = await network.create();
    const [deployer] = await ethers.getSigners();

    await bringProxy(provider, false, deployer?.address ?? "");

    expect((await ethers.provider.getCode(PROXY)).length).to.be.greaterThan(100);
  });

  it("refuses a chain where something else lies at its address", async () => {
    const { provider, deployer } = await planned();
    await provider.request({ method: "hardhat_setCode", params: [PROXY, "0x00"] });

    const error = await errorOf(bringProxy(provider, true, deployer));

    expect(error).to.be.instanceOf(DeploymentRefused);
    expect(error.message).to.contain(`What lies at ${PROXY} is not the deterministic deployment proxy.`);
  });
});
