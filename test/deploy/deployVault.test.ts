import { ENTRIES, keysPer, SOURCE_KEYS, toldBy } from "@gpu-yield-vaults/sdk/protocol";
import { ROLES } from "@gpu-yield-vaults/sdk/roles";
import { expect } from "chai";
import type { BaseContract } from "ethers";
import { network } from "hardhat";
import { readNeighbour } from "../../deploy/contracts.ts";
import { attachProtocol, deployProtocol } from "../../deploy/deployProtocol.ts";
import { deployVault } from "../../deploy/deployVault.ts";
import { typedKeys } from "../../deploy/roles.ts";

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
  return { first: protocol, second: { ...second, addresses, contracts }, governor, stranger };
}

async function admitted() {
  const fixture = await networkHelpers.loadFixture(deployed);
  const { governor, first, second } = fixture;
  const manager = second.contracts.accessManager.connect(governor);
  for (const { target, data } of second.admissions) await manager.schedule(target, data, 0);
  await networkHelpers.time.increase(first.parameters.roles.governorDelay);
  for (const { target, data } of second.admissions) await manager.execute(target, data);
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
  });

  describe("given the governor has", () => {
    it("has its sources, in the list's order", async () => {
      const { addresses, contracts } = (await networkHelpers.loadFixture(admitted)).second;

      expect([...(await contracts.vault.sources())]).to.deep.equal(SOURCE_KEYS.map((key) => addresses[key]));
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
