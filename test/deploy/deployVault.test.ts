import { ENTRIES, keysPer, SOURCE_KEYS, toldBy } from "@gpu-yield-vaults/sdk/protocol";
import { roleId, ROLES, VAULT_ROLES } from "@gpu-yield-vaults/sdk/roles";
import { expect } from "chai";
import type { BaseContract } from "ethers";
import { network } from "hardhat";
import { readNeighbour } from "../../deploy/contracts.ts";
import { checkDeployment, isAdmitted } from "../../deploy/checks.ts";
import { deployProtocol } from "../../deploy/deployProtocol.ts";
import { freeNumber } from "../../deploy/deployVault.ts";
import { governorTransactions } from "../../deploy/governor.ts";
import { typedKeys } from "../../deploy/roles.ts";
import { addressOf } from "../../scripts/lib/addressOf.ts";
import { attachVault } from "../../scripts/lib/contracts.ts";
import { errorOf } from "../support/errorOf.ts";
import { addSecondVault, admit, SECOND } from "../support/secondVault.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

/** A protocol with its first vault, and a second one of another name that nobody has admitted. */
async function deployed() {
  const first = await deployProtocol(connection);
  const second = await addSecondVault(connection, first.addresses, first.parameters);
  const [, governor, , , stranger] = await ethers.getSigners();
  if (!governor || !stranger) throw new Error("too few accounts");
  return { first, second, governor, stranger };
}

async function admitted() {
  const fixture = await networkHelpers.loadFixture(deployed);
  await admit(connection, fixture.second);
  return fixture;
}

/** A third one, whoever is in it. */
async function withThird(number: number) {
  const fixture = await networkHelpers.loadFixture(deployed);
  const { addresses, parameters } = fixture.first;
  const third = await addSecondVault(connection, addresses, parameters, { number, name: "ThirdVault" });
  return { ...fixture, third: { ...third, name: "third" } };
}

describe("deployVault", () => {
  it("deploys everything that there is once for a vault, beside what there is once for the protocol", async () => {
    const { first, second } = await networkHelpers.loadFixture(deployed);

    const taken = keysPer("vault").filter((key) => second.addresses[key] === first.addresses[key]);
    expect(taken).to.deep.equal(["asset"]); // of the local chain, where the dollar is made once
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
      expect(coming[0]?.what).to.contain(`directory.list(${second.addresses.vault}, 2, Revenue shares`);
      expect(coming[1]?.what).to.equal(`second vault.bindSource(${second.addresses.shares})`);
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
      expect(message).to.contain(
        `delay of member ${roleId("limiter", SECOND)}/${second.addresses.drawLimits}: expected no member`,
      );
    });

    it("is found whole from its address alone, with what there is once and nothing of the first one", async () => {
      const { second } = await networkHelpers.loadFixture(admitted);

      const { managers, ...found } = await attachVault(second.addresses.vault, ethers.provider);

      expect(managers.map(addressOf)).to.deep.equal([second.addresses.shares, second.addresses.loans]);
      const addresses = Object.entries(found).map(([key, contract]) => [key, addressOf(contract)]);
      const { addresses: all } = second;
      expect(addresses).to.deep.equal(addresses.map(([key]) => [key, all[key as keyof typeof all]]));
      expect(Object.keys(found)).to.include.members(["escrow", "bond", "stakes", "stakeEscrow", "dollar"]);
    });

    it("has roles of its own, called by its name and number", async () => {
      const { first, second } = await networkHelpers.loadFixture(admitted);
      const { accessManager } = first.contracts;
      const labels = await accessManager.queryFilter(accessManager.filters.RoleLabel());

      const own = new Map(labels.map(({ args: { roleId: id, label } }) => [id, label]));
      for (const role of VAULT_ROLES) {
        expect(own.get(roleId(role, 1))).to.equal(`${role.toUpperCase()} gpuUSD 1`);
        expect(own.get(roleId(role, SECOND))).to.equal(`${role.toUpperCase()} gpuTWO 2`);
      }
      expect([roleId("curator", SECOND), roleId("arbiter", SECOND)]).to.deep.equal([202n, 4n]);
      expect((await second.contracts.directory.listingOf(second.addresses.vault)).number).to.equal(2n);
    });

    it("gives each function and each contract the role that the list says, counted by its number", async () => {
      const { contracts } = (await networkHelpers.loadFixture(admitted)).second;

      for (const key of keysPer("vault")) {
        const contract: BaseContract = contracts[key];
        const { roles = {}, holds = [] } = ENTRIES[key];
        for (const role of typedKeys(roles)) {
          for (const name of roles[role] ?? []) {
            const { selector } = contract.getFunction(name).fragment;
            expect(await contracts.accessManager.getTargetFunctionRole(contract, selector), name).to.equal(
              roleId(role, SECOND),
            );
          }
        }
        for (const role of holds) {
          const { isMember } = await contracts.accessManager.hasRole(roleId(role, SECOND), contract);
          expect(isMember, `${key} holds ${role}`).to.equal(true);
        }
      }
    });

    it("has a curator and a guardian of its own, each with its own delay", async () => {
      const { accessManager } = (await networkHelpers.loadFixture(admitted)).first.contracts;
      const { second } = await networkHelpers.loadFixture(admitted);
      const delayOf = async (id: bigint, account: { address: string }) => {
        const { isMember, executionDelay } = await accessManager.hasRole(id, account.address);
        return isMember ? executionDelay : undefined;
      };

      for (const role of ["curator", "originator", "tightener"] as const) {
        expect(await delayOf(roleId(role, SECOND), second.curator), role).to.equal(259_200n);
      }
      for (const role of ["announcer", "canceller"] as const) {
        expect(await delayOf(roleId(role, SECOND), second.curator), role).to.equal(0n);
      }
      for (const role of ["guardian", "tightener", "canceller"] as const) {
        expect(await delayOf(roleId(role, SECOND), second.guardian), role).to.equal(0n);
      }
      // Nothing of the protocol's.
      expect(await delayOf(roleId("registrar"), second.curator)).to.equal(undefined);
      expect(await delayOf(roleId("guardian"), second.guardian)).to.equal(undefined);
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

describe("the number of a vault", () => {
  it("is the first that is free and that nobody waits for", async () => {
    const { first } = await networkHelpers.loadFixture(deployed);
    const { directory } = first.contracts;
    expect([await freeNumber(directory), await freeNumber(directory, [2, 3])]).to.deep.equal([2, 4]);

    await networkHelpers.loadFixture(admitted);

    expect([await freeNumber(directory), await freeNumber(directory, [3])]).to.deep.equal([3, 4]);
  });

  it("is given once: what would admit another vault by it is refused whole, and goes by another", async () => {
    const { first, second, third } = await withThird(SECOND);
    const { accessManager, directory } = first.contracts;
    await admit(connection, second);

    await expect(admit(connection, third))
      .to.be.revertedWithCustomError(directory, "VaultDirectory_NumberTaken")
      .withArgs(SECOND, second.addresses.vault);

    expect((await accessManager.hasRole(roleId("custodian", SECOND), third.addresses.bond)).isMember).to.equal(false);
    const waiting = await checkDeployment(ethers.provider, first, 0, [second, third]);
    expect(waiting.length).to.equal(third.admissions.length);
  });

  it("leaves a gap where nobody admits one", async () => {
    const { first, second, third } = await withThird(3);

    await admit(connection, third);

    expect(await isAdmitted(second)).to.equal(false);
    expect(await checkDeployment(ethers.provider, first, 0, [second, third])).to.deep.equal([]);
  });

  it("is seen to be another one than the listing says", async () => {
    const { first, second } = await networkHelpers.loadFixture(admitted);

    const { message } = await errorOf(checkDeployment(ethers.provider, first, 0, [{ ...second, number: 3 }]));

    expect(message).to.contain("second: directory, its number: expected 3, found 2");
    expect(message).to.contain(`delay of member 302/${second.curator.address}: expected 259200, found no member`);
    expect(message).to.contain(`delay of member 202/${second.curator.address}: expected no member, found 259200`);
  });
});
