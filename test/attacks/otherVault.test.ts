import {
  ENTRIES,
  GUARDED_KEYS,
  keysPer,
  PROTOCOL,
  type DeployedKey,
  type GuardedKey,
} from "@gpu-yield-vaults/sdk/protocol";
import { roleId, VAULT_ROLES, type Role } from "@gpu-yield-vaults/sdk/roles";
import { expect } from "chai";
import type { BaseContract } from "ethers";
import { typedKeys } from "../../deploy/roles.ts";
import { chainNamed } from "../support/chains.ts";
import { EVIDENCE } from "../support/disputesFixture.ts";
import { ethers, facts, inService, networkHelpers, now, TERMS } from "../support/protocol.ts";
import { addressesOf, addSecondVault, admit, SECOND } from "../support/secondVault.ts";
import { STATUS } from "../support/statementFixture.ts";
import { DAY, usdc } from "../support/units.ts";

const connection = await chainNamed("protocol");

/** What only contracts of a vault may do with its own, beside the vault's people. */
const CONTRACTS = keysPer("vault").filter((key) => ENTRIES[key].holds !== undefined);

/** A cluster of the first vault is in service, and a second vault is admitted. */
async function twoVaults() {
  return networkHelpers.loadFixture(deployTwoVaults);
}

async function deployTwoVaults() {
  const first = await inService();
  const second = await addSecondVault(connection, await addressesOf(first), first.parameters);
  await admit(connection, second);
  return { first, second };
}

/** A contract that sends what its code never would. */
async function as(contract: BaseContract) {
  const address = await contract.getAddress();
  await networkHelpers.impersonateAccount(address);
  await networkHelpers.setBalance(address, 10n ** 18n);
  return ethers.getSigner(address);
}

/** Functions of a contract that ask for a role, with their roles. */
function functionsOf(key: GuardedKey): readonly (readonly [name: string, role: Role])[] {
  const roles: Partial<Record<Role, readonly string[]>> = PROTOCOL[key].roles;
  return typedKeys(roles).flatMap((role) => (roles[role] ?? []).map((name) => [name, role] as const));
}

describe("Attacks: from another vault", () => {
  describe("the curator, the guardian and every contract of the second vault", () => {
    async function holders() {
      const { first, second } = await twoVaults();
      const contracts = await Promise.all(
        CONTRACTS.map(async (key) => [key, await second.contracts[key].getAddress()] as const),
      );
      const people = [
        ["curator", second.curator.address],
        ["guardian", second.guardian.address],
      ] as const;
      return { first, second, all: [...people, ...contracts] };
    }

    /** Who of them may call what of the contracts of these keys, at once or after a delay. */
    async function allowed(keys: readonly DeployedKey[], of: Record<DeployedKey, BaseContract>) {
      const { first, all } = await holders();
      const found: string[] = [];
      for (const key of GUARDED_KEYS.filter((each) => keys.includes(each))) {
        const target: BaseContract = of[key];
        for (const [name] of functionsOf(key)) {
          const { selector } = target.getFunction(name).fragment;
          for (const [holder, account] of all) {
            const { immediate, delay } = await first.accessManager.canCall(account, target, selector);
            if (immediate || delay > 0n) found.push(`${holder}: ${key}.${name}`);
          }
        }
      }
      return found;
    }

    it("may call nothing of the first one, now or ever", async () => {
      const { first } = await twoVaults();

      expect(await allowed(keysPer("vault"), first)).to.deep.equal([]);
    });

    it("may call nothing of the protocol, but disputes put a report in dispute and end that", async () => {
      const { first } = await twoVaults();

      expect(await allowed(keysPer("protocol"), first)).to.deep.equal([
        "disputes: oracle.dispute",
        "disputes: oracle.endDispute",
      ]);
    });

    it("may call of their own what the list says", async () => {
      const { second } = await twoVaults();
      const found = await allowed(keysPer("vault"), second.contracts);

      for (const key of GUARDED_KEYS.filter((each) => (keysPer("vault") as readonly string[]).includes(each))) {
        for (const [name, role] of functionsOf(key)) {
          const isOfSecond = (VAULT_ROLES as readonly Role[]).includes(role);
          expect(
            found.some((line) => line.endsWith(`: ${key}.${name}`)),
            `${key}.${name}`,
          ).to.equal(isOfSecond);
        }
      }
    });

    it("share no id of a role with the first one", () => {
      const ids = [1, SECOND].map((number) => VAULT_ROLES.map((role) => roleId(role, number)));

      expect(new Set(ids.flat()).size).to.equal(2 * VAULT_ROLES.length);
    });
  });

  describe("its guardian", () => {
    it("stops nothing of the first vault, and vetoes no report of its clusters", async () => {
      const { first, second } = await twoVaults();
      const { vault, oracle, auction, bond } = first;

      for (const [target, name, args] of [
        [vault, "pause", []],
        [vault, "lowerCap", [1n]],
        [oracle, "veto", [1n, 1n]],
        [auction, "cancel", [1n]],
        [bond, "hold", [1n]],
      ] as const) {
        const contract: BaseContract = target;
        const data = contract.interface.encodeFunctionData(name, args);
        await expect(second.guardian.sendTransaction({ to: await target.getAddress(), data }))
          .to.be.revertedWithCustomError(target, "AccessManagedUnauthorized")
          .withArgs(second.guardian);
      }
    });

    it("cancels nothing that the first curator, the registrar or the governor has announced", async () => {
      const { first, second } = await twoVaults();
      const { accessManager, curator, governor, drawLimits, registry, shares, vault, operator } = first;
      const mark = drawLimits.interface.encodeFunctionData("setMark", [ethers.encodeBytes32String("B200"), 1n]);
      const register = registry.interface.encodeFunctionData("register", [
        facts(operator.address),
        await shares.getAddress(),
      ]);
      const cap = vault.interface.encodeFunctionData("setCap", [1n]);

      for (const [by, target, data] of [
        [curator, drawLimits, mark],
        [curator, registry, register],
        [governor, vault, cap],
        [governor, second.contracts.vault, cap],
      ] as const) {
        await accessManager.connect(by).schedule(target, data, 0);
        await expect(accessManager.connect(second.guardian).cancel(by, target, data))
          .to.be.revertedWithCustomError(accessManager, "AccessManagerUnauthorizedCancel")
          .withArgs(second.guardian, by, target, data.slice(0, 10));
      }
    });

    it("cancels what its own curator has announced, which the first guardian does not", async () => {
      const { first, second } = await twoVaults();
      const { accessManager, guardian } = first;
      const { drawLimits } = second.contracts;
      const mark = drawLimits.interface.encodeFunctionData("setMark", [ethers.encodeBytes32String("B200"), 1n]);
      await accessManager.connect(second.curator).schedule(drawLimits, mark, 0);

      await expect(accessManager.connect(guardian).cancel(second.curator, drawLimits, mark))
        .to.be.revertedWithCustomError(accessManager, "AccessManagerUnauthorizedCancel")
        .withArgs(guardian, second.curator, drawLimits, mark.slice(0, 10));
      await expect(accessManager.connect(second.guardian).cancel(second.curator, drawLimits, mark)).to.emit(
        accessManager,
        "OperationCanceled",
      );
    });
  });

  describe("its curator", () => {
    it("announces nothing to the first vault, and registers no cluster", async () => {
      const { first, second } = await twoVaults();
      const { accessManager, losses, origination, registry, shares, vault, workouts, operator } = first;
      const terms = { ...TERMS, inServiceBy: (await now()) + 60n * DAY };

      for (const [target, name, args] of [
        [origination, "approve", [1n, terms]],
        [losses, "announceWriteDown", [1n, 1n]],
        [workouts, "offerSale", [1n, second.curator.address, 0n]],
        [vault, "skim", []],
        [registry, "register", [facts(operator.address), await shares.getAddress()]],
      ] as const) {
        const contract: BaseContract = target;
        const data = contract.interface.encodeFunctionData(name, args);
        const to = await target.getAddress();
        await expect(second.curator.sendTransaction({ to, data }))
          .to.be.revertedWithCustomError(target, "AccessManagedUnauthorized")
          .withArgs(second.curator);
        await expect(accessManager.connect(second.curator).schedule(to, data, 0))
          .to.be.revertedWithCustomError(accessManager, "AccessManagerUnauthorizedCall")
          .withArgs(second.curator, to, data.slice(0, 10));
      }
    });

    it("does in its own what a curator does, after its own delay", async () => {
      const { first, second } = await twoVaults();
      const { drawLimits } = second.contracts;
      const model = ethers.encodeBytes32String("B200");
      const data = drawLimits.interface.encodeFunctionData("setMark", [model, 7n]);
      await first.accessManager.connect(second.curator).schedule(drawLimits, data, 0);
      await networkHelpers.time.increase(3n * DAY);

      await expect(drawLimits.connect(second.curator).setMark(model, 7n)).to.emit(drawLimits, "MarkChanged");
    });
  });

  describe("its contracts", () => {
    it("move no account of the first one's escrow, and take no bond", async () => {
      const { first, second } = await twoVaults();
      const { bond, escrow, operator, other } = first;
      await bond.connect(operator).post(1n, usdc("1_000"));
      const [theirBond, workouts] = [await as(second.contracts.bond), await as(second.contracts.workouts)];
      const account = ethers.ZeroHash;

      await expect(escrow.connect(theirBond).deposit(account, other, 1n))
        .to.be.revertedWithCustomError(escrow, "AccessManagedUnauthorized")
        .withArgs(theirBond);
      await expect(bond.connect(workouts).seize(1n, 1n))
        .to.be.revertedWithCustomError(bond, "AccessManagedUnauthorized")
        .withArgs(workouts);
      await expect(escrow.connect(await as(bond)).transfer(account, theirBond, account, 0n))
        .to.be.revertedWithCustomError(escrow, "CollateralEscrow_NotCustodian")
        .withArgs(theirBond);
    });

    it("approve nothing there, and notice no draw", async () => {
      const { first, second } = await twoVaults();
      const auction = await as(second.contracts.auction);
      const drawLimits = await as(second.contracts.drawLimits);
      const terms = { ...TERMS, inServiceBy: (await now()) + 60n * DAY };

      await expect(first.origination.connect(auction).approve(1n, terms))
        .to.be.revertedWithCustomError(first.origination, "AccessManagedUnauthorized")
        .withArgs(auction);
      await expect(first.vault.connect(drawLimits).noticeDraw(await now()))
        .to.be.revertedWithCustomError(first.vault, "AccessManagedUnauthorized")
        .withArgs(drawLimits);
    });

    it("dispute no report of a cluster that the first one finances: their code asks who accounts for it", async () => {
      const { first, second } = await twoVaults();
      const { oracle, registry, shares, stranger, reportAt } = first;
      const { disputes } = second.contracts;
      await reportAt((await now()) + 1n, 1n);
      expect(await registry.managerOf(1n)).to.equal(await shares.getAddress());

      await expect(disputes.connect(stranger).challenge(1n, 1n, 0n, ethers.encodeBytes32String("gross"), EVIDENCE))
        .to.be.revertedWithCustomError(disputes, "ReportDisputes_OtherVault")
        .withArgs(1n, shares, second.addresses.vault);
      // None of theirs is open, so none ends.
      await expect(disputes.connect(stranger).timeout(1n, 1n))
        .to.be.revertedWithCustomError(disputes, "ReportDisputes_WrongStatus")
        .withArgs(1n, 1n, 0n);
      expect((await oracle.reportOf(1n, 1n)).status).to.equal(STATUS.Pending);
    });
  });
});
