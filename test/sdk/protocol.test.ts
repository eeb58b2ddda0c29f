import { CONTRACT_KEYS, ENTRIES, keysPer, PROTOCOL, toldBy } from "@gpu-yield-vaults/sdk/protocol";
import { PROTOCOL_ROLES, roleId, ROLES, VAULT_ROLES } from "@gpu-yield-vaults/sdk/roles";
import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Contracts that can be deployed, of all that stand in the sources beside mocks. */
function deployable(): string[] {
  const files = readdirSync("contracts", { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".sol") && !file.startsWith("mocks"))
    .flatMap((file) => [...readFileSync(join("contracts", file), "utf8").matchAll(/^contract (\w+)/gm)])
    .map(([, name = ""]) => name);
}

describe("The list of contracts", () => {
  it("has every contract that can be deployed", () => {
    const listed = CONTRACT_KEYS.map((key) => PROTOCOL[key].contract).filter((name) => name !== "AccessManager");

    expect([...new Set(listed)]).to.have.members(deployable());
  });

  it("names neighbours that are in it", () => {
    const named = CONTRACT_KEYS.flatMap((key) => [
      ...toldBy(key).map(({ neighbour }) => neighbour as string),
      ...(ENTRIES[key].knows ?? []),
    ]);

    expect(named.filter((name) => !(CONTRACT_KEYS as readonly string[]).includes(name))).to.deep.equal([]);
  });

  it("gives each function one role", () => {
    const twice = CONTRACT_KEYS.filter((key) => {
      const names = Object.values(ENTRIES[key].roles ?? {}).flat();
      return new Set(names).size !== names.length;
    });

    expect(twice).to.deep.equal([]);
  });

  it("lets nobody over what there is once whose role is one vault's", () => {
    const rolesOf = (per: "protocol" | "vault") =>
      keysPer(per).flatMap((key) => [...Object.keys(ENTRIES[key].roles ?? {}), ...(ENTRIES[key].holds ?? [])]);

    expect(PROTOCOL_ROLES).to.include.members(rolesOf("protocol"));
    expect([...VAULT_ROLES, "governor", "arbiter", "disputes"]).to.have.members([...new Set(rolesOf("vault"))]);
  });

  it("lets nothing of the protocol depend on one vault", () => {
    const perVault: readonly string[] = keysPer("vault");
    const wrong = keysPer("protocol").filter((key) =>
      [...toldBy(key).map(({ neighbour }) => neighbour), ...(ENTRIES[key].knows ?? [])].some((neighbour) =>
        perVault.includes(neighbour),
      ),
    );

    expect(wrong).to.deep.equal([]);
  });
});

describe("roleId", () => {
  it("counts a vault's roles by its number in hundreds, and the protocol's by none", () => {
    expect([roleId("curator", 3), roleId("guardian"), roleId("guardian", 1)]).to.deep.equal([302n, 3n, 103n]);
    for (const role of PROTOCOL_ROLES) expect(roleId(role), role).to.equal(ROLES[role]);
  });

  it("gives what the protocol has once no vault's number", () => {
    const once = PROTOCOL_ROLES.filter((role) => role !== "guardian" && role !== "custodian");
    for (const role of once) {
      expect(roleId(role, 7), role).to.equal(ROLES[role]);
    }
  });

  it("leaves vaults room for every role", () => {
    expect(Object.values(ROLES).every((id) => id < 100n)).to.equal(true);
  });
});
