import {
  ACTING_KEYS,
  actionNames,
  ACTIONS,
  PARTIES,
  CONTRACTS_ONLY,
  decode,
  encode,
  entryOf,
  explain,
  functionOf,
  roleOf,
  type Party,
} from "@gpu-yield-vaults/sdk/actions";
import { ABIS } from "@gpu-yield-vaults/sdk/abi/all";
import { CONTRACT_KEYS, ENTRIES, type ContractKey } from "@gpu-yield-vaults/sdk/protocol";
import {
  PROTOCOL_PEOPLE,
  VAULT_PEOPLE,
  VAULT_ROLES,
  type Held,
  type Person,
  type Role,
} from "@gpu-yield-vaults/sdk/roles";
import { expect } from "chai";
import type { Abi } from "viem";
import { account, sampleOf, say } from "./support/sample.ts";

const ALL = ACTING_KEYS.flatMap((contract) => actionNames(contract).map((name) => ({ contract, name })));
const ADDRESSES = Object.fromEntries(CONTRACT_KEYS.map((key, index) => [key, account(index + 1_000)]));

/** Functions of a contract that change something. */
function writesOf(key: ContractKey): string[] {
  const abi: Abi = ABIS[key];
  const writes = abi.flatMap((item) =>
    item.type === "function" && !["view", "pure"].includes(item.stateMutability) ? [item.name] : [],
  );
  return [...new Set(writes)];
}

/** Who of the people holds a role. */
function holdersOf(role: Role): Party[] {
  const held: [Person, Held][] = [PROTOCOL_PEOPLE, VAULT_PEOPLE].flatMap(
    (people) => Object.entries(people) as [Person, Held][],
  );
  const holders = held.filter(([, { delayed, atOnce }]) => [...delayed, ...atOnce].includes(role));
  return [...new Set(holders.map(([person]) => person))];
}

describe("The table of actions", () => {
  it("has every function that changes something once: for somebody, or for contracts only", () => {
    const listed = CONTRACT_KEYS.map((key) => {
      const own = key in ACTIONS ? Object.keys(ACTIONS[key as keyof typeof ACTIONS]) : [];
      const others = key in CONTRACTS_ONLY ? Object.keys(CONTRACTS_ONLY[key as keyof typeof CONTRACTS_ONLY]) : [];
      return [key, [...own, ...others].sort()];
    });

    expect(listed).to.deep.equal(CONTRACT_KEYS.map((key) => [key, writesOf(key).sort()]));
  });

  it("calls each function of an party's by a verb of its own, the managers' alike", () => {
    const functions = new Map<string, string[]>();
    for (const { contract, name } of ALL) {
      for (const who of entryOf(contract, name)?.who ?? []) {
        const verb = `${who} ${entryOf(contract, name)?.verb}`;
        const twin = contract === "loans" && name in ACTIONS.shares ? "shares" : contract;
        functions.set(verb, [...(functions.get(verb) ?? []), `${twin}.${name}`]);
      }
    }

    const twice = [...functions].filter(([, names]) => new Set(names).size > 1);
    expect(twice).to.deep.equal([]);
  });

  it("gives what asks for a role to who of the people has it, first of all", () => {
    const wrong = ALL.filter(({ contract }) => contract !== "accessManager").flatMap(({ contract, name }) => {
      const role = roleOf({ contract, name });
      const who = entryOf(contract, name)?.who ?? [];
      const people = who.filter((party) => party in PROTOCOL_PEOPLE);
      const expected = role === undefined ? [] : holdersOf(role);
      return [...people].sort().join() === [...expected].sort().join() ? [] : [`${contract}.${name}: ${who.join()}`];
    });

    // Anyone books a loss; the curator too, who announces it.
    expect(wrong).to.deep.equal(["workouts.bookLoss: keeper,curator"]);
  });

  it("names contracts that have a role for what only contracts with that role call", () => {
    const wrong = Object.entries(CONTRACTS_ONLY).flatMap(([key, functions]) =>
      Object.entries<readonly string[]>(functions).flatMap(([name, callers]) => {
        const roles = Object.entries(ENTRIES[key as ContractKey].roles ?? {}) as [Role, readonly string[]][];
        const role = roles.find(([, names]) => names.includes(name))?.[0];
        if (role === undefined) return [];
        // A vault's own role is held by what is that vault's, and the protocol's by what there is once.
        const isEither = !(VAULT_ROLES as readonly Role[]).includes(role);
        const holders = CONTRACT_KEYS.filter((contract) => {
          const { holds, per } = ENTRIES[contract];
          return holds?.includes(role) && (isEither || per === ENTRIES[key as ContractKey].per);
        });
        return [...callers].sort().join() === [...holders].sort().join() ? [] : [`${key}.${name}`];
      }),
    );

    expect(wrong).to.deep.equal([]);
  });

  it("says of each in a sentence what it does, and of every parameter what it says", () => {
    for (const { contract, name } of ALL) {
      const { what, details } = explain(sampleOf({ contract, name }), say);

      expect(what, `${contract}.${name}`)
        .to.match(/^[A-Z][^\n]*[.":]$/)
        .and.not.match(/undefined|object|NaN/);
      const told = new Set(details.map((detail) => detail.name.split(/[.[]/)[0]));
      expect([...told], `${contract}.${name}`).to.deep.equal(functionOf({ contract, name }).inputs.map((i) => i.name));
      expect(details.map(({ value }) => value).join(), `${contract}.${name}`).to.not.match(/undefined|object|NaN/);
    }
  });

  it("says for lists what each does: no capital, no full stop", () => {
    const wrong = ALL.map(({ contract, name }) => entryOf(contract, name)?.does ?? "").filter(
      (does) => !/^[a-z].*[^.]$/.test(does),
    );

    expect(wrong).to.deep.equal([]);
  });

  it("has something to do for every party", () => {
    const idle = PARTIES.filter(
      (party) => !ALL.some(({ contract, name }) => entryOf(contract, name)?.who.includes(party)),
    );

    expect(idle).to.deep.equal([]);
  });

  it("encodes each so that it decodes to itself", () => {
    for (const { contract, name } of ALL) {
      const action = sampleOf({ contract, name });

      expect(decode(encode(action, ADDRESSES), ADDRESSES), `${contract}.${name}`).to.deep.equal(action);
    }
  });

  it("decodes nothing of other contracts, of nobody's functions, and of no function", () => {
    const bytes = encode(sampleOf({ contract: "vault", name: "pause" }), ADDRESSES);

    expect(decode({ ...bytes, to: account(1) }, ADDRESSES)).to.equal(undefined);
    expect(decode({ to: account(1_000), data: "0x12345678" }, ADDRESSES)).to.equal(undefined);
    // setAuthority(address), which only the authority calls
    const setAuthority = `0x7a9e5e4b${"0".repeat(64)}` as const;
    expect(decode({ ...bytes, data: setAuthority }, ADDRESSES)).to.equal(undefined);
  });
});
