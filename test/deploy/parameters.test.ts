import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { network } from "hardhat";
import { readFileSync } from "node:fs";
import { DeploymentRefused } from "../../deploy/errors.ts";
import { parseParameters, parseVault, type ParametersInput } from "../../deploy/parameters.ts";
import { local } from "../../deploy/parameters/local.ts";
import { NETWORKS, parametersFor } from "../../deploy/parameters/parametersFor.ts";

const { ethers } = await network.create();
const accounts = (await ethers.getSigners()).map(({ address }) => address);
const good = local(accounts);

/** What is wrong with parameters, one fact each. */
function factsOf(input: ParametersInput): readonly string[] {
  try {
    parseParameters(input);
    return [];
  } catch (error) {
    if (error instanceof DeploymentRefused) return error.facts;
    throw error;
  }
}

describe("parseParameters", () => {
  it("accepts the local chain's, with amounts in base units and reporters ascending", () => {
    const { bounds, quorum, oracle } = parseParameters(good);

    expect(bounds.models["H100-SXM5"]).to.deep.equal({
      minPrice: 500_000n,
      maxPrice: 16_000_000n,
      leastBusyWatts: 200,
      minTariff: 10_000n,
      maxTariff: 600_000n,
      otherOpexCap: 3_000_000n,
    });
    expect(quorum.reporters).to.deep.equal(accounts.slice(5, 9).sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1)));
    expect(oracle.sequencerFeed).to.equal(ZeroAddress);
  });

  it("refuses the test dollar anywhere else", () => {
    expect(factsOf({ ...good, chainId: 1 })).to.deep.equal([
      "asset: TestDollar is for chain 31337 only, and this is chain 1",
    ]);
  });

  it("refuses a threshold below ⌊2N/3⌋ + 1 and above N", () => {
    const { reporters, standbys } = good.quorum;
    expect(factsOf({ ...good, quorum: { reporters, standbys, threshold: 2 } })).to.deep.equal([
      "quorum.threshold: must be from 3 to 4",
    ]);
    expect(factsOf({ ...good, quorum: { reporters, standbys, threshold: 5 } })).to.deep.equal([
      "quorum.threshold: must be from 3 to 4",
    ]);
  });

  it("refuses a reporter that is named twice", () => {
    const [one = ""] = accounts;
    expect(factsOf({ ...good, quorum: { reporters: [one, one, one], standbys: [], threshold: 3 } })).to.deep.equal([
      "quorum.reporters: holds one twice",
    ]);
  });

  it("refuses who stands by and sits, or stands by twice", () => {
    const { reporters, threshold } = good.quorum;
    const [sitting = ""] = reporters;
    const [standby = ""] = good.quorum.standbys;
    for (const standbys of [
      [standby, sitting],
      [standby, standby],
    ]) {
      expect(factsOf({ ...good, quorum: { reporters, standbys, threshold } })).to.deep.equal([
        "quorum.standbys: holds one twice, or a reporter",
      ]);
    }
  });

  it("refuses windows and vesting that contradict each other", () => {
    expect(factsOf({ ...good, oracle: { ...good.oracle, longWindow: 60 } })).to.deep.equal([
      "oracle.longWindow: is below window",
    ]);
    expect(factsOf({ ...good, vault: { ...good.vault, vestingFloor: 90 * 86_400 + 1 } })).to.deep.equal([
      "vault.vestingFloor: is above vestingCap",
    ]);
    const { delinquencyLimitBps } = good.vault;
    expect(factsOf({ ...good, vault: { ...good.vault, toleranceBps: delinquencyLimitBps + 1 } })).to.deep.equal([
      "vault.toleranceBps: is above delinquencyLimitBps",
    ]);
  });

  it("refuses a dispute that may take longer than a deadline can move for", () => {
    const day = 86_400;
    const disputes = { ...good.disputes, answerWindow: 2 * day, arbiterWindow: 8 * day + 1 };
    expect(factsOf({ ...good, disputes })).to.deep.equal([
      "disputes.arbiterWindow: is above ten days together with answerWindow",
    ]);
    expect(factsOf({ ...good, disputes: { ...disputes, arbiterWindow: 8 * day } })).to.deep.equal([]);
  });

  it("refuses people with two roles: each may stop another", () => {
    const { roles } = good;
    for (const role of ["curator", "guardian", "arbiter"] as const) {
      expect(factsOf({ ...good, roles: { ...roles, [role]: roles.governor } }), role).to.deep.equal([
        "roles: governor, curator, guardian and arbiter must be four accounts: each may stop another",
      ]);
    }
  });

  it("refuses reporters, and who stands by for them, who are among those that judge what they say", () => {
    const { roles, quorum } = good;
    const [, ...others] = quorum.reporters;
    for (const role of ["governor", "curator", "guardian", "arbiter"] as const) {
      for (const changes of [{ reporters: [roles[role], ...others] }, { standbys: [roles[role]] }]) {
        expect(factsOf({ ...good, quorum: { ...quorum, ...changes } }), role).to.deep.equal([
          "quorum: names a governor, curator, guardian or arbiter: they judge what reporters say",
        ]);
      }
    }
  });

  it("leaves a period room under the vesting cap, whatever is set later", () => {
    const day = 86_400;
    const contract = readFileSync("contracts/interfaces/IRevenueOracle.sol", "utf8");
    const days = (name: string) => Number(new RegExp(`${name} = (\\d+) days;`).exec(contract)?.[1]);
    const [deadline, long, dispute] = [
      days("MAX_REPORT_DEADLINE"),
      days("MAX_LONG_WINDOW"),
      days("MAX_DISPUTE_TIME"),
    ] as const;
    const longest = deadline + long + dispute + (deadline + long);

    const most = {
      oracle: { ...good.oracle, window: long * day, longWindow: long * day, reportDeadline: deadline * day },
      disputes: { ...good.disputes, answerWindow: day, arbiterWindow: (dispute - long - 1) * day },
    };
    expect(factsOf({ ...good, ...most, vault: { ...good.vault, vestingCap: longest * day + 1 } })).to.deep.equal([]);
    expect(factsOf({ ...good, vault: { ...good.vault, vestingCap: longest * day } })).to.deep.equal([
      "vault.vestingCap: must be longer than a report may ever take (36 days), or no period fits",
    ]);
    const { oracle, disputes } = most;
    for (const [field, beyond] of [
      ["oracle.longWindow", { oracle: { ...oracle, longWindow: oracle.longWindow + 1 } }],
      ["oracle.reportDeadline", { oracle: { ...oracle, reportDeadline: oracle.reportDeadline + 1 } }],
      ["disputes.arbiterWindow", { disputes: { ...disputes, arbiterWindow: disputes.arbiterWindow + 1 } }],
    ] as const) {
      const [fact = ""] = factsOf({ ...good, ...most, ...beyond });
      expect(fact.startsWith(`${field}: `), fact).to.equal(true);
    }
  });

  it("refuses to vest at once, and over more than 366 days", () => {
    for (const [field, given] of [
      ["vestingFloor", 0],
      ["vestingCap", 0],
      ["vestingCap", 366 * 86_400 + 1],
    ] as const) {
      const [fact = ""] = factsOf({ ...good, vault: { ...good.vault, [field]: given } });
      expect(fact.startsWith(`vault.${field}: `), fact).to.equal(true);
    }
    for (const vault of [{ vestingFloor: 1 }, { vestingCap: 366 * 86_400 }]) {
      expect(factsOf({ ...good, vault: { ...good.vault, ...vault } })).to.deep.equal([]);
    }
  });

  it("refuses ticks below a second and above a day", () => {
    for (const tick of [0, 86_401]) {
      const [fact = ""] = factsOf({ ...good, vault: { ...good.vault, tick } });
      expect(fact).to.match(/^vault\.tick: /);
    }
    for (const tick of [1, 86_400]) expect(factsOf({ ...good, vault: { ...good.vault, tick } })).to.deep.equal([]);
  });

  it("refuses a markdown below seven days and above a year", () => {
    for (const days of [7, 365]) {
      const vault = { ...good.vault, markdownPeriod: days * 86_400 };
      expect(factsOf({ ...good, vault })).to.deep.equal([]);
    }
    for (const markdownPeriod of [7 * 86_400 - 3_600, 365 * 86_400 + 3_600]) {
      const [fact = ""] = factsOf({ ...good, vault: { ...good.vault, markdownPeriod } });
      expect(fact).to.match(/^vault\.markdownPeriod: /);
    }
  });

  it("refuses a markdown that is no multiple of the tick", () => {
    expect(factsOf({ ...good, vault: { ...good.vault, markdownPeriod: 90 * 86_400 + 1 } })).to.deep.equal([
      "vault.markdownPeriod: must be whole ticks",
    ]);
  });

  it("refuses a fee above the hard cap", () => {
    expect(factsOf({ ...good, fee: { ...good.fee, bps: 2_001 } })[0]).to.match(/^fee\.bps: /);
  });

  describe("given a public network", () => {
    const expected = {
      sepolia: [11_155_111, "0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238", "none"],
      base: [8_453, "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913", "0xBCF85224fc0756B9Fa45aA7892530B47e10b6433"],
      baseSepolia: [84_532, "0x036CbD53842c5426634e7929541eC2318f3dCF7e", "none"],
      arbitrum: [42_161, "0xaf88d065e77c8cC2239327C5EDb3A432268e5831", "0xFdB631F5EE196F0ed6FAa767959853A9F217697D"],
    } as const;

    it("knows each one's chain, dollar and uptime feed", () => {
      const found = NETWORKS.map((name) => {
        const { chainId, asset, oracle } = parametersFor(name);
        return [name, [chainId, asset, oracle.sequencerFeed]];
      });
      expect(Object.fromEntries(found)).to.deep.equal(expected);
    });

    for (const name of NETWORKS) {
      it(`refuses ${name} until its people are named, and accepts it then`, () => {
        const unset = parametersFor(name);
        expect(factsOf(unset)).to.deep.equal(
          [
            "fee.recipient",
            ...[0, 1, 2, 3].map((index) => `quorum.reporters.${index}`),
            ...[0, 1].map((index) => `quorum.standbys.${index}`),
            "roles.governor",
            "roles.curator",
            "roles.guardian",
            "roles.arbiter",
          ].map((path) => `${path}: is not set; fill in the address`),
        );
        const { fee, quorum, roles } = good;
        expect(factsOf({ ...unset, fee, quorum, roles })).to.deep.equal([]);
      });
    }

    it("refuses a governor or curator without a delay", () => {
      const { fee, quorum, roles } = good;
      const input = { ...parametersFor("base"), fee, quorum, roles: { ...roles, curatorDelay: 0 } };
      expect(factsOf(input)).to.deep.equal(["roles: governor and curator need a delay outside the local chain"]);
    });
  });
});

describe("parseVault", () => {
  const named = { what: "A mixed fleet.", vault: { name: "Mixed Fleet", symbol: "gpuMIX" } };

  /** What is wrong with the file of a vault, one fact each. */
  function factsOfFile(file: unknown): readonly string[] {
    try {
      parseVault(good, file);
      return [];
    } catch (error) {
      if (error instanceof DeploymentRefused) return error.facts;
      throw error;
    }
  }

  it("takes what the file says, and the rest from the network", () => {
    const file = { ...named, fee: { bps: 500 }, disputes: { leastBond: "2" }, vault: { ...named.vault, tick: 60 } };

    const { what, vault, fee, disputes, stakes, roles } = parseVault(good, file);

    expect([what, vault.name, vault.symbol, vault.tick]).to.deep.equal(["A mixed fleet.", "Mixed Fleet", "gpuMIX", 60]);
    expect(vault.epochLength).to.equal(good.vault.epochLength);
    expect(fee).to.deep.equal({ bps: 500, recipient: good.fee.recipient });
    expect([disputes.leastBond, disputes.bondBps]).to.deep.equal([2_000_000n, good.disputes.bondBps]);
    expect([stakes, roles]).to.deep.equal([parseParameters(good).stakes, parseParameters(good).roles]);
  });

  describe("given people of its own", () => {
    const people = { curator: accounts[13] ?? "", curatorDelay: 86_400, guardian: accounts[14] ?? "" };

    it("takes them, and leaves the protocol its own", () => {
      const { people: own, roles } = parseVault(good, { ...named, people });

      expect(own).to.deep.equal(people);
      expect(roles).to.deep.equal(parseParameters(good).roles);
    });

    it("takes the protocol's for whom it does not name", () => {
      const { curator, curatorDelay, guardian } = parseParameters(good).roles;

      expect(parseVault(good, named).people).to.deep.equal({ curator, curatorDelay, guardian });
      expect(parseVault(good, { ...named, people: { guardian: people.guardian } }).people).to.deep.equal({
        ...{ curator, curatorDelay },
        guardian: people.guardian,
      });
    });

    it("refuses a curator that is to stop the vault's curator, or to be stopped by it", () => {
      for (const role of ["governor", "guardian", "arbiter"] as const) {
        expect(factsOfFile({ ...named, people: { ...people, curator: good.roles[role] } }), role).to.deep.equal([
          "people.curator: is also the protocol's governor, guardian or arbiter",
        ]);
      }
    });

    it("refuses a guardian that is to be stopped by itself", () => {
      for (const guardian of [good.roles.governor, good.roles.arbiter, people.curator]) {
        expect(factsOfFile({ ...named, people: { ...people, guardian } })).to.deep.equal([
          "people.guardian: is also the vault's curator, or the protocol's governor or arbiter",
        ]);
      }
      expect(factsOfFile({ ...named, people: { guardian: good.roles.curator } })).to.deep.equal([
        "people.guardian: is also the vault's curator, or the protocol's governor or arbiter",
      ]);
    });

    it("refuses one who reports", () => {
      const [reporter] = good.quorum.reporters;
      for (const person of ["curator", "guardian"]) {
        expect(factsOfFile({ ...named, people: { ...people, [person]: reporter } }), person).to.deep.equal([
          "quorum: names a governor, curator, guardian or arbiter: they judge what reporters say",
        ]);
      }
    });

    it("refuses a curator without a delay on a public network", () => {
      const { fee, quorum, roles } = good;
      const base = { ...parametersFor("base"), fee, quorum, roles };
      const facts = () => parseVault(base, { ...named, people: { ...people, curatorDelay: 0 } });

      expect(facts).to.throw("people.curatorDelay: must not be 0 outside the local chain");
    });
  });

  it("refuses stakes of its own, and disputes that those of the protocol don't cover", () => {
    expect(factsOfFile({ ...named, stakes: { leastStake: "1" } })).to.deep.equal([
      'the file: Unrecognized key: "stakes"',
    ]);
    expect(factsOfFile({ ...named, disputes: { leastBond: "1000.000001" } })).to.deep.equal([
      "stakes.leastStake: is below ten times disputes.leastBond",
    ]);
  });

  it("refuses a file without a name", () => {
    expect(factsOfFile({ what: "x", vault: { symbol: "X" } })).to.deep.equal([
      "vault.name: Invalid input: expected nonoptional, received undefined",
    ]);
  });

  it("refuses what no vault has", () => {
    expect(factsOfFile({ ...named, roles: {} })).to.deep.equal(['the file: Unrecognized key: "roles"']);
  });

  it("refuses what is no object", () => {
    expect(factsOfFile("x")).to.deep.equal(["the file: Invalid input: expected object, received string"]);
  });

  it("holds the vault to the same rules as the first one", () => {
    expect(factsOfFile({ ...named, vault: { ...named.vault, epochLength: 11 * 86_400 } })).to.deep.equal([
      "roles.governorDelay: must be longer than an epoch, so that leaving is faster than a change",
    ]);
  });

  it("has the governor's delay longer than an epoch, if by a second", () => {
    const { governorDelay } = good.roles;
    const lasting = (epochLength: number) => factsOfFile({ ...named, vault: { ...named.vault, epochLength } });
    expect(lasting(governorDelay)).to.have.lengthOf(1);
    expect(lasting(governorDelay - 1)).to.deep.equal([]);
  });
});
