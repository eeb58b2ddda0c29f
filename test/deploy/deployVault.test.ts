import { ENTRIES, keysPer, SOURCE_KEYS, toldBy } from "@gpu-yield-vaults/sdk/protocol";
import { ROLES } from "@gpu-yield-vaults/sdk/roles";
import { expect } from "chai";
import type { BaseContract } from "ethers";
import { network } from "hardhat";
import { readNeighbour } from "../../deploy/contracts.ts";
import { checkDeployment, isAdmitted } from "../../deploy/checks.ts";
import { attachProtocol, deployProtocol } from "../../deploy/deployProtocol.ts";
import { deployVault } from "../../deploy/deployVault.ts";
import { governorTransactions, safeBatch } from "../../deploy/governor.ts";
import { typedKeys } from "../../deploy/roles.ts";
import { errorOf } from "../support/errorOf.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

/** A protocol with its first vault, and a second one of another name that nobody has admitted. */
async function deployed() {
  const protocol = await deployProtocol(connection);
  const [, governor, , , stranger] = await ethers.getSigners();
  if (!governor || !stranger) throw new Error("too few accounts");
  const { parameters } = protocol;
  const other = { ...parameters, vault: { ...parameters.vault, name: "Second Vault", symbol: "gpuTWO" } };
  const second = await deployVault(connection, protocol.addresses, other, {
    name: "SecondVault",
    deployer: stranger.address,
  });
  const addresses = { ...protocol.addresses, ...second.addresses };
  const contracts = await attachProtocol(connection, addresses);
  return {
    first: protocol,
    second: { ...second, name: "second", addresses, contracts, parameters: other },
    governor,
    stranger,
  };
}

async function admitted() {
  const fixture = await networkHelpers.loadFixture(deployed);
  const { governor, first, second } = fixture;
  const { schedule, execute } = governorTransactions(first.addresses.accessManager, second.admissions);
  await governor.sendTransaction(schedule);
  await networkHelpers.time.increase(first.parameters.roles.governorDelay);
  await governor.sendTransaction(execute);
  return fixture;
}

describe("deployVault", () => {
  it("deploys everything that there is once for a vault, beside what there is once for the protocol", async () => {
    const { first, second } = await networkHelpers.loadFixture(deployed);

    const taken = keysPer("vault").filter((key) => second.addresses[key] === first.addresses[key]);
    expect(taken).to.deep.equal([]);
    expect(await second.contracts.vault.name()).to.equal("Second Vault");
    expect(await first.contracts.vault.name()).to.equal("GPU Yield Vault");
  });

  it("wires it to itself and to the protocol", async () => {
    const { second } = await networkHelpers.loadFixture(deployed);

    for (const key of keysPer("vault")) {
      for (const { getter, field, neighbour } of toldBy(key)) {
        const told = await readNeighbour(second.contracts[key], getter, field);
        expect(told, `${key}.${getter}`).to.equal(second.addresses[neighbour]);
      }
    }
  });

  describe("given the governor has not admitted it", () => {
    it("has no source, and nobody but the admin over it", async () => {
      const { second } = await networkHelpers.loadFixture(deployed);
      const { vault, accessManager } = second.contracts;

      expect([...(await vault.sources())]).to.deep.equal([]);
      const { selector } = vault.interface.getFunction("pause");
      expect(await accessManager.getTargetFunctionRole(vault, selector)).to.equal(ROLES.admin);
    });

    it("is made as it should be, and is not held against what it is not yet", async () => {
      const { first, second } = await networkHelpers.loadFixture(deployed);

      expect(await isAdmitted(second)).to.equal(false);
      expect(await checkDeployment(ethers.provider, first, 0, [second])).to.deep.equal([]);
    });

    it("is seen with other terms than its own", async () => {
      const { first, second } = await networkHelpers.loadFixture(deployed);
      const { parameters } = second;
      const other = { ...second, parameters: { ...parameters, vault: { ...parameters.vault, symbol: "X" } } };

      const error = await errorOf(checkDeployment(ethers.provider, first, 0, [other]));

      expect(error.message).to.equal(
        "The deployment differs in 1 places.\n  second: vault.symbol: expected X, found gpuTWO",
      );
    });
  });

  describe("given the governor has announced its admission", () => {
    it("is seen coming, and not done a second early", async () => {
      const { first, second, governor } = await networkHelpers.loadFixture(deployed);
      const { schedule, execute } = governorTransactions(first.addresses.accessManager, second.admissions);
      await governor.sendTransaction(schedule);
      const ready = (await networkHelpers.time.latest()) + first.parameters.roles.governorDelay;

      const coming = await checkDeployment(ethers.provider, first, 0, [second]);
      expect(coming.length).to.equal(second.admissions.length);
      expect(coming[0]?.what).to.equal(`second vault.bindSource(${second.addresses.shares})`);
      expect(new Set(coming.map(({ by, from }) => `${by} ${from}`))).to.deep.equal(
        new Set([`${governor.address} ${ready}`]),
      );
      await networkHelpers.time.setNextBlockTimestamp(ready - 1);
      await expect(governor.sendTransaction(execute)).to.be.revertedWithCustomError(
        first.contracts.accessManager,
        "AccessManagerNotReady",
      );
      await networkHelpers.time.setNextBlockTimestamp(ready);
      await governor.sendTransaction(execute);

      expect(await isAdmitted(second)).to.equal(true);
    });
  });

  describe("given the governor has", () => {
    it("has its sources, in the list's order", async () => {
      const { addresses, contracts } = (await networkHelpers.loadFixture(admitted)).second;

      expect([...(await contracts.vault.sources())]).to.deep.equal(SOURCE_KEYS.map((key) => addresses[key]));
    });

    it("differs in nothing from what it should be, and without it the protocol does", async () => {
      const { first, second } = await networkHelpers.loadFixture(admitted);

      expect(await checkDeployment(ethers.provider, first, 0, [second])).to.deep.equal([]);
      const { message } = await errorOf(checkDeployment(ethers.provider, first));
      expect(message).to.contain(`delay of member ${ROLES.limiter}/${second.addresses.drawLimits}: expected no member`);
    });

    it("has the roles of the first one", async () => {
      const { contracts } = (await networkHelpers.loadFixture(admitted)).second;

      for (const key of keysPer("vault")) {
        const contract: BaseContract = contracts[key];
        const { roles = {}, holds = [] } = ENTRIES[key];
        for (const role of typedKeys(roles)) {
          for (const name of roles[role] ?? []) {
            const { selector } = contract.getFunction(name).fragment;
            expect(await contracts.accessManager.getTargetFunctionRole(contract, selector), name).to.equal(ROLES[role]);
          }
        }
        for (const role of holds) {
          const { isMember } = await contracts.accessManager.hasRole(ROLES[role], contract);
          expect(isMember, `${key} holds ${role}`).to.equal(true);
        }
      }
    });

    it("takes deposits, and leaves the first one as it was", async () => {
      const { first, second, stranger } = await networkHelpers.loadFixture(admitted);
      const { asset, vault } = second.contracts;
      await asset.mint(stranger, 5_000_000n);
      await asset.connect(stranger).approve(vault, 5_000_000n);

      await vault.connect(stranger).deposit(5_000_000n, stranger);

      expect(await vault.totalAssets()).to.equal(5_000_000n);
      expect(await first.contracts.vault.totalAssets()).to.equal(0n);
    });
  });
});

describe("safeBatch", () => {
  it("is what a Safe's Transaction Builder reads", () => {
    const to = "0x0000000000000000000000000000000000000001";

    expect(safeBatch(8_453, "schedule mixed-fleet", { to, data: "0x1234" })).to.deep.equal({
      version: "1.0",
      chainId: "8453",
      meta: { name: "schedule mixed-fleet" },
      transactions: [{ to, value: "0", data: "0x1234", contractMethod: null, contractInputsValues: null }],
    });
  });
});
