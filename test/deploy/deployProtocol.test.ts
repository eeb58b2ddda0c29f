import { expect } from "chai";
import { network } from "hardhat";
import type { NetworkConnection } from "hardhat/types/network";
import { forgetful } from "../../deploy/chain/sender.ts";
import { checkDeployment } from "../../deploy/checks.ts";
import { deployProtocol } from "../../deploy/deployProtocol.ts";
import { DeploymentRefused } from "../../deploy/errors.ts";
import { parseParameters } from "../../deploy/parameters.ts";
import { local } from "../../deploy/parameters/local.ts";
import { GUARDED_KEYS } from "@gpu-yield-vaults/sdk/protocol";
import { PROTOCOL_ROLES, roleId, ROLES, VAULT_ROLES } from "@gpu-yield-vaults/sdk/roles";
import { errorOf } from "../support/errorOf.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;
const DAY = 86_400;

/** Twenty-six contracts, and the handover. */
const TRANSACTIONS = 27;

async function deployed() {
  const protocol = await deployProtocol(connection);
  const [deployer, governor, curator, guardian, operator] = await ethers.getSigners();
  if (!deployer || !governor || !curator || !guardian || !operator) throw new Error("too few accounts");
  return { ...protocol, deployer, governor, curator, guardian, stranger: operator };
}

async function parametersOfAccounts() {
  return local((await ethers.getSigners()).map(({ address }) => address));
}

/** The same connection, whose node is lost at the `limit`-th transaction: before it is sent, or after. */
function lostAt(connection: NetworkConnection, limit: number, when: "before" | "after") {
  let sent = 0;
  const request: typeof connection.provider.request = async (args) => {
    const isTransaction = args.method === "eth_sendTransaction" || args.method === "eth_sendRawTransaction";
    if (isTransaction) sent += 1;
    if (sent >= limit && when === "before") throw new Error("the node is gone");
    const result: unknown = await connection.provider.request(args);
    if (sent >= limit) throw new Error("the node is gone");
    return result;
  };
  const provider = new Proxy(connection.provider, {
    get: (target, key, receiver) => (key === "request" ? request : (Reflect.get(target, key, receiver) as unknown)),
  });
  return new Proxy(connection, {
    get: (target, key, receiver) => (key === "provider" ? provider : (Reflect.get(target, key, receiver) as unknown)),
  });
}

describe("deployProtocol", () => {
  describe("given nothing is deployed", () => {
    it("leaves the deployer without any role", async () => {
      const { contracts, deployer } = await networkHelpers.loadFixture(deployed);

      for (const id of [...PROTOCOL_ROLES.map((role) => roleId(role)), ...VAULT_ROLES.map((role) => roleId(role, 1))]) {
        expect((await contracts.accessManager.hasRole(id, deployer)).isMember).to.equal(false);
      }
    });

    it("leaves the admin role to the governor, with its delay", async () => {
      const { contracts, governor } = await networkHelpers.loadFixture(deployed);

      expect([...(await contracts.accessManager.hasRole(ROLES.admin, governor))]).to.deep.equal([true, 10n * 86_400n]);
    });

    it("maps every function that asks the authority, and no other", async () => {
      const { contracts, addresses, stranger } = await networkHelpers.loadFixture(deployed);
      const { accessManager } = contracts;

      // The manager guards itself; the workouts ask what has happened before they ask who calls.
      for (const name of GUARDED_KEYS.filter((key) => key !== "accessManager" && key !== "workouts")) {
        const contract = contracts[name];
        const restricted: string[] = [];
        const mapped: string[] = [];
        for (const fragment of contract.interface.fragments) {
          if (!ethers.FunctionFragment.isFragment(fragment) || fragment.constant) continue;
          // Only the manager itself may move a contract to another one.
          if (fragment.name === "setAuthority") continue;
          // Decoding fails on short calldata before any check, so every argument gets its words.
          const data = ethers.concat([fragment.selector, ethers.zeroPadValue("0x", 32 * 64)]);
          const call = ethers.provider.call({ from: stranger.address, to: contract, data });
          const reason = await call.catch((error: unknown) => (error instanceof Error ? error.message : ""));
          if (reason.includes("AccessManagedUnauthorized")) restricted.push(fragment.name);
          const role = await accessManager.getTargetFunctionRole(await contract.getAddress(), fragment.selector);
          if (role !== ROLES.admin) mapped.push(fragment.name);
        }
        expect(restricted.sort(), name).to.deep.equal(mapped.sort());
      }
      expect(addresses.accessManager).to.equal(await accessManager.getAddress());
    });

    it("lets the guardian cancel what the governor has announced to the manager itself", async () => {
      const { contracts, governor, guardian, stranger } = await networkHelpers.loadFixture(deployed);
      const { accessManager } = contracts;
      const data = accessManager.interface.encodeFunctionData("grantRole", [roleId("curator", 1), stranger.address, 0]);
      await accessManager.connect(governor).schedule(accessManager, data, 0);

      await expect(accessManager.connect(guardian).cancel(governor, accessManager, data)).to.emit(
        accessManager,
        "OperationCanceled",
      );
      await expect(accessManager.connect(stranger).cancel(governor, accessManager, data)).to.be.revertedWithCustomError(
        accessManager,
        "AccessManagerNotScheduled",
      );
    });

    it("lets the guardian cancel what the curator has announced", async () => {
      const { contracts, curator, guardian, stranger } = await networkHelpers.loadFixture(deployed);
      const { accessManager, vault } = contracts;
      const data = vault.interface.encodeFunctionData("skim");
      const { selector } = vault.interface.getFunction("skim");
      await accessManager.connect(curator).schedule(vault, data, 0);

      await expect(accessManager.connect(stranger).cancel(curator, vault, data))
        .to.be.revertedWithCustomError(accessManager, "AccessManagerUnauthorizedCancel")
        .withArgs(stranger.address, curator.address, await vault.getAddress(), selector);
      await expect(accessManager.connect(guardian).cancel(curator, vault, data)).to.emit(
        accessManager,
        "OperationCanceled",
      );
    });

    it("makes the curator wait two days, and the governor ten", async () => {
      const { contracts, curator, governor } = await networkHelpers.loadFixture(deployed);
      const { accessManager, drawLimits, vault } = contracts;
      const model = ethers.encodeBytes32String("H100-SXM5");
      const setMark = drawLimits.interface.encodeFunctionData("setMark", [model, 1]);
      const setFee = vault.interface.encodeFunctionData("setFee", [0, governor.address]);
      await accessManager.connect(curator).schedule(drawLimits, setMark, 0);
      await accessManager.connect(governor).schedule(vault, setFee, 0);
      const announcedAt = await networkHelpers.time.latest();

      await networkHelpers.time.setNextBlockTimestamp(announcedAt + 2 * DAY - 2);
      await expect(drawLimits.connect(curator).setMark(model, 1)).to.be.revertedWithCustomError(
        accessManager,
        "AccessManagerNotReady",
      );
      await networkHelpers.time.setNextBlockTimestamp(announcedAt + 2 * DAY);
      await expect(drawLimits.connect(curator).setMark(model, 1)).to.emit(drawLimits, "MarkChanged");
      await networkHelpers.time.setNextBlockTimestamp(announcedAt + 10 * DAY - 2);
      await expect(vault.connect(governor).setFee(0, governor.address)).to.be.revertedWithCustomError(
        accessManager,
        "AccessManagerNotReady",
      );
      await networkHelpers.time.setNextBlockTimestamp(announcedAt + 10 * DAY);
      await expect(vault.connect(governor).setFee(0, governor.address)).to.emit(vault, "FeeChanged");
    });
  });

  describe("given the parameters can't end well", () => {
    it("refuses another chain's", async () => {
      const parameters = parseParameters({
        ...(await parametersOfAccounts()),
        chainId: 8_453,
        asset: "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913",
      });

      const error = await errorOf(deployProtocol(connection, { parameters }));

      expect(error).to.be.instanceOf(DeploymentRefused);
      expect(error.message).to.equal("The node is on chain 31337, the parameters are for chain 8453.");
    });

    it("refuses a deployer that is also the governor", async () => {
      const deployer = (await parametersOfAccounts()).roles.governor;

      const error = await errorOf(deployProtocol(connection, { deployer }));

      expect(error).to.be.instanceOf(DeploymentRefused);
      expect(error.message).to.equal(
        `On local the deployer ${deployer} is also the governor.\n  use an account of its own`,
      );
    });
  });

  for (const when of ["before", "after"] as const) {
    for (const transaction of [4, TRANSACTIONS]) {
      describe(`given the node was lost ${when} transaction ${transaction}`, () => {
        it("goes on where it stopped, and ends as without an interruption", async () => {
          const fresh = await network.create();
          const { provider } = fresh.ethers;
          const sent = async () => provider.getTransactionCount((await fresh.ethers.getSigners())[0]?.address ?? "");
          const memory = forgetful();

          await errorOf(deployProtocol(lostAt(fresh, transaction, when), { memory }));
          expect(await sent()).to.equal(when === "before" ? transaction - 1 : transaction);

          await checkDeployment(provider, await deployProtocol(fresh, { memory }));
          expect(await sent()).to.equal(TRANSACTIONS);
          expect(await memory.read()).to.deep.equal([]);

          await deployProtocol(fresh, { memory: forgetful() });
          expect(await sent()).to.equal(TRANSACTIONS);
        });
      });
    }
  }
});
