import { COMPANION_KEYS, DEPLOYED_KEYS } from "@gpu-yield-vaults/sdk/protocol";
import { findContracts, findNeighbours, findVaults, ReadError } from "@gpu-yield-vaults/sdk/read";
import { expect } from "chai";
import { pad, type Address } from "viem";
import { chainNamed } from "../../support/chains.ts";
import { deployed, inService, now } from "../../support/protocol.ts";
import { at, blocksOf, callsOf, clientOf, failureOf, servedClient } from "./support/chainClient.ts";

const { provider } = await chainNamed("protocol");
const client = clientOf(provider);

type Fixture = Awaited<ReturnType<typeof deployed>>;
const directoryOf = ({ directory }: Fixture) => ({ directory: at(directory) });
const both = (fixture: Fixture) => ({ vault: at(fixture.vault), ...directoryOf(fixture) });

describe("findVaults", () => {
  it("tells what is listed, in the directory's words, with what works for it", async () => {
    const fixture = await deployed();
    const { vault, asset, vaultLens, lens, auction, disputes, directory } = fixture;

    const { vaults } = await findVaults(client, directoryOf(fixture));

    const { what, listedAt } = await directory.listingOf(vault);
    expect(vaults).to.deep.equal([
      {
        vault: at(vault),
        number: 1,
        asset: { address: at(asset), name: "Test Dollar", symbol: "tUSD", decimals: 6 },
        share: { address: at(vault), name: "GPU Yield Vault", symbol: await vault.symbol(), decimals: 12 },
        what,
        listedAt: Number(listedAt),
        retiredAt: undefined,
        companions: { auction: at(auction), disputes: at(disputes), lens: at(lens), vaultLens: at(vaultLens) },
      },
    ]);
  });

  it("keeps a retired one, with its second", async () => {
    const fixture = await deployed();
    const { vault, directory, governor, act } = fixture;
    await act(governor, directory, "retire", [await vault.getAddress(), "Nobody is in it."]);

    const { vaults } = await findVaults(client, directoryOf(fixture));

    expect(vaults.map(({ retiredAt }) => retiredAt)).to.deep.equal([Number(await now())]);
  });

  it("takes four requests, of one block", async () => {
    const fixture = await deployed();
    const { client: batching, node } = await servedClient(provider);

    await findVaults(batching, directoryOf(fixture));

    expect(callsOf(node).length).to.equal(4);
    expect(blocksOf(node).size).to.equal(1);
    await node.close();
  });

  it("is refused where there is no directory", async () => {
    const { vault } = await deployed();

    expect(await failureOf(findVaults(client, { directory: at(vault) }))).to.be.instanceOf(ReadError);
  });
});

describe("findContracts", () => {
  it("finds everything from the vault and the directory, but what nobody tells of", async () => {
    const fixture = await deployed();

    const { contracts, managers } = await findContracts(client, both(fixture));

    const told = DEPLOYED_KEYS.filter((key) => key !== "router" && key !== "contradictions");
    expect(contracts).to.deep.equal(Object.fromEntries(told.map((key) => [key, at(fixture[key])])));
    expect(managers).to.have.members([at(fixture.shares), at(fixture.loans)]);
  });

  it("finds everything but the companions from the vault alone", async () => {
    const fixture = await deployed();

    const { contracts } = await findContracts(client, { vault: at(fixture.vault) });

    expect(contracts).to.not.have.any.keys(...COMPANION_KEYS, "directory");
    expect(contracts.stakes).to.equal(at(fixture.stakes));
  });

  it("asks in as many requests as contracts stand behind each other, of one block", async () => {
    const fixture = await inService();
    const { client: batching, node } = await servedClient(provider);

    await findContracts(batching, both(fixture));

    expect(callsOf(node).length).to.equal(8);
    expect(blocksOf(node).size).to.equal(1);
    await node.close();
  });

  it("takes the oracle of the revenue shares where that of the loans is another", async () => {
    const { vault, loans, oracle, stranger } = await inService();
    const { selector } = loans.getFunction("oracle").fragment;
    const { client: replaced, node } = await servedClient(provider, {
      answer: ({ method, params }, result) => {
        const { to, data } = (method === "eth_call" ? params[0] : {}) as { to?: string; data?: string };
        return to === at(loans) && data === selector ? pad(stranger.address as Address) : result;
      },
    });

    expect((await findContracts(replaced, { vault: at(vault) })).contracts.oracle).to.equal(at(oracle));
    await node.close();
  });

  it("finds the neighbours of an oracle alone", async () => {
    const { oracle, quorum, stakes, dollar } = await deployed();

    const found = await findNeighbours<"quorum" | "stakes" | "dollar">(client, { oracle: at(oracle) });

    expect([found.quorum, found.stakes, found.dollar]).to.deep.equal([at(quorum), at(stakes), at(dollar)]);
  });

  it("is refused where there is no vault", async () => {
    const { queue } = await deployed();

    const error = await failureOf(findContracts(client, { vault: at(queue) }));

    expect(error).to.be.instanceOf(ReadError);
    expect(error.message).to.match(/^Nothing at 0x\w{40} answers sources in block \d+: /);
  });

  it("is refused for a vault that the directory does not list", async () => {
    const fixture = await deployed();

    const error = await failureOf(
      findContracts(client, { vault: at(fixture.queue), directory: at(fixture.directory) }),
    );

    expect(error).to.be.instanceOf(ReadError);
  });
});
