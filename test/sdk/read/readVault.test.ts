import { NodeError } from "@gpu-yield-vaults/sdk/logs";
import { ReadError, readVault } from "@gpu-yield-vaults/sdk/read";
import { expect } from "chai";
import { createPublicClient, http } from "viem";
import { chainNamed } from "../../support/chains.ts";
import { COST, DEPOSIT, deployed, inService, MARKDOWN, networkHelpers, now } from "../../support/protocol.ts";
import { DAY, usdc } from "../../support/units.ts";
import { serveFaulty } from "../logs/support/faultyNode.ts";
import { at, blocksOf, callsOf, clientOf, failureOf, servedClient } from "./support/chainClient.ts";

const { provider } = await chainNamed("protocol");
const client = clientOf(provider);

describe("readVault", () => {
  describe("given a vault with cash alone", () => {
    it("says so, with its tokens, its settings and its sources", async () => {
      const { vault, asset, queue, shares, loans, losses, feeRecipient } = await deployed();

      const view = await readVault(client, { vault: at(vault) });

      expect(view.asOf).to.deep.equal({ number: await client.getBlockNumber(), timestamp: Number(await now()) });
      expect(view.asset).to.deep.equal({ address: at(asset), name: "Test Dollar", symbol: "tUSD", decimals: 6 });
      expect(view.share).to.deep.equal({
        address: at(vault),
        name: "GPU Yield Vault",
        symbol: await vault.symbol(),
        decimals: 12,
      });
      expect(view.queue)
        .to.equal(await vault.queue())
        .and.to.equal(at(queue));
      expect([view.cash, view.nav, view.totalAssets, view.freeCash]).to.deep.equal(Array(4).fill(DEPOSIT));
      expect([view.value, view.locked, view.unrealisedLoss]).to.deep.equal([0n, 0n, 0n]);
      expect([view.entryPrice, view.exitPrice]).to.deep.equal([10n ** 18n, 10n ** 18n]);
      expect([view.depositStatus, view.withdrawStatus, view.paused]).to.deep.equal(["open", "open", false]);
      expect(view.maxDeposit).to.equal(view.cap - DEPOSIT);
      expect(view.accrualPendingSince).to.equal(undefined);
      expect(view.markdownPeriod).to.equal(Number(MARKDOWN));
      expect(view.fee).to.deep.equal({ bps: 1_000, recipient: feeRecipient.address, profit: 0n, mark: 0n, owed: 0n });
      const source = { isIdle: true, receivable: 0n };
      expect(view.sources).to.have.deep.members([
        { address: at(shares), forms: ["revenueShare"], ...source },
        { address: at(loans), forms: ["loan", "lease"], ...source },
        { address: at(losses), forms: [], ...source },
      ]);
    });
  });

  describe("given hardware that has worn for ten days", () => {
    it("equals what the lens says, to the unit", async () => {
      const { vault, vaultLens } = await inService();
      await networkHelpers.time.increase(DAY);
      const { nav, value, totalAssets } = await vault.state();

      const view = await readVault(client, { vault: at(vault) });

      expect([view.nav, view.value, view.totalAssets]).to.deep.equal([nav, value, totalAssets]);
      expect(view.value < COST).to.equal(true);
      expect(view.entryPrice).to.equal(await vaultLens.entryPrice());
      expect(view.exitPrice).to.equal(await vaultLens.exitPrice());
    });
  });

  describe("given hardware that nobody has reported for", () => {
    it("tells what leavers forgo, and why nobody may come in", async () => {
      const { vault, vaultLens } = await inService();
      await networkHelpers.time.increase(40n * DAY);
      const { unrealisedLoss, delinquentValue } = await vault.state();

      const view = await readVault(client, { vault: at(vault) });

      expect(view.unrealisedLoss).to.equal(unrealisedLoss);
      expect(unrealisedLoss > 0n).to.equal(true);
      expect(view.delinquentValue).to.equal(delinquentValue);
      expect(view.depositStatus).to.equal("delinquent");
      expect(view.maxDeposit).to.equal(0n);
      expect(view.exitBelowTolerance).to.equal(true);
      expect([view.entryPrice, view.exitPrice]).to.deep.equal([
        await vaultLens.entryPrice(),
        await vaultLens.exitPrice(),
      ]);
      expect(view.exitPrice < view.entryPrice).to.equal(true);
    });
  });

  describe("given a guardian who has paused it", () => {
    it("says that before anything else", async () => {
      const { vault, guardian } = await inService();
      await networkHelpers.time.increase(40n * DAY);
      await vault.connect(guardian).pause();

      expect(await readVault(client, { vault: at(vault) })).to.include({ depositStatus: "paused", paused: true });
    });
  });

  describe("given a cap that is reached", () => {
    it("says so", async () => {
      const { vault, guardian } = await deployed();
      await vault.connect(guardian).lowerCap(1_000_000);

      expect(await readVault(client, { vault: at(vault) })).to.include({
        depositStatus: "capReached",
        cap: usdc("1_000_000"),
        maxDeposit: 0n,
      });
    });
  });

  describe("given no cash", () => {
    it("says that nobody is paid at once", async () => {
      const { vault, depositor } = await inService();
      await vault.connect(depositor).withdraw(await vault.maxWithdraw(depositor), depositor, depositor);

      expect(await readVault(client, { vault: at(vault) })).to.include({ withdrawStatus: "noCash", freeCash: 0n });
    });
  });

  describe("when an older block is asked for", () => {
    it("answers as of its end", async () => {
      const { vault, depositor } = await deployed();
      const before = await client.getBlockNumber();
      const then = Number(await now());
      await vault.connect(depositor).withdraw(usdc("4_000_000"), depositor, depositor);

      const view = await readVault(client, { vault: at(vault) }, { blockNumber: before });

      expect(view.asOf).to.deep.equal({ number: before, timestamp: then });
      expect(view.cash).to.equal(DEPOSIT);
      expect((await readVault(client, { vault: at(vault) })).cash).to.equal(usdc("6_000_000"));
    });
  });

  describe("when the client batches", () => {
    it("asks for the block, for the vault, and for what that names: three requests, all of one block", async () => {
      const { vault } = await inService();
      const { client: batching, node } = await servedClient(provider);

      const { asOf } = await readVault(batching, { vault: at(vault) });

      expect(callsOf(node).map((methods) => [...new Set(methods)])).to.deep.equal([
        ["eth_getBlockByNumber"],
        ["eth_call"],
        ["eth_call"],
      ]);
      expect([...blocksOf(node)]).to.deep.equal([`0x${asOf.number.toString(16)}`]);
      await node.close();
    });

    it("spares the block where it is known", async () => {
      const { vault } = await inService();
      const { client: batching, node } = await servedClient(provider);
      const asOf = { number: await client.getBlockNumber(), timestamp: Number(await now()) };

      expect((await readVault(batching, { vault: at(vault) }, { asOf })).asOf).to.deep.equal(asOf);
      expect(callsOf(node).flat()).not.to.include("eth_getBlockByNumber");
      await node.close();
    });

    it("asks as many views in one call as the client puts together", async () => {
      const { vault } = await inService();
      const node = await serveFaulty(provider, {});
      const calling = createPublicClient({
        transport: http(node.url, { batch: true }),
        batch: { multicall: { deployless: true } },
      });

      const { nav } = await readVault(calling, { vault: at(vault) });

      expect(nav).to.equal((await vault.state()).nav);
      expect(callsOf(node)).to.deep.equal([["eth_getBlockByNumber"], ["eth_call"], ["eth_call"]]);
      await node.close();
    });
  });

  describe("what is unknown is an error, never a zero", () => {
    it("given nobody's address", async () => {
      const { stranger } = await deployed();

      const error = await failureOf(readVault(client, { vault: stranger.address as `0x${string}` }));

      expect(error).to.be.instanceOf(ReadError);
      expect(error.message).to.match(
        new RegExp(
          `^Nothing at ${stranger.address} answers \\w+ in block \\d+: there is no contract, or another one.$`,
        ),
      );
      expect(error.next).to.equal("Check the address, the chain and the block.");
    });

    it("given another contract", async () => {
      const { queue } = await deployed();

      const error = await failureOf(readVault(client, { vault: at(queue) }));

      expect(error).to.be.instanceOf(ReadError);
      expect(error.message).to.match(
        new RegExp(`^Nothing at ${at(queue)} answers \\w+ in block \\d+: there is no contract`),
      );
    });

    it("given a refusal that the contract's ABI does not have", async () => {
      const { vault } = await deployed();
      const revert = { code: 3, message: "execution reverted", data: "0xdeadbeef" };
      const { client: refused, node } = await servedClient(provider, {
        call: ({ method }) => (method === "eth_call" ? revert : undefined),
      });

      const error = await failureOf(readVault(refused, { vault: at(vault) }));

      expect(error).to.be.instanceOf(ReadError);
      expect(error.message).to.match(new RegExp(`^${at(vault)} refuses \\w+ in block \\d+: 0xdeadbeef\\.$`));
      await node.close();
    });

    it("given a block before the vault", async () => {
      const { vault } = await deployed();

      const error = await failureOf(readVault(client, { vault: at(vault) }, { blockNumber: 0n }));

      expect(error).to.be.instanceOf(ReadError);
      expect(error.message).to.match(/ in block 0: there is no contract, or another one\.$/);
    });

    it("given a block that is not there yet", async () => {
      const { vault } = await deployed();

      const error = await failureOf(readVault(client, { vault: at(vault) }, { blockNumber: 10_000_000n }));

      expect(error).to.be.instanceOf(NodeError).and.to.include({ fault: "behind", words: "block 10000000 is null" });
    });

    it("given a node that has dropped the state of the block", async () => {
      const { vault } = await deployed();
      const words = "missing trie node 7c1a (path )";
      const { client: pruned, node } = await servedClient(provider, {
        call: ({ method }) => (method === "eth_call" ? { code: -32_000, message: words } : undefined),
      });

      const error = await failureOf(readVault(pruned, { vault: at(vault) }));

      expect(error).to.be.instanceOf(NodeError).and.to.include({ fault: "refused", words });
      expect(error.next).to.equal("Check the address and its key, or ask a node that keeps what is asked for.");
      await node.close();
    });

    it("given a node with an error of its own, which viem takes for a revert", async () => {
      const { vault } = await deployed();
      const words = "database is closed";
      const { client: broken, node } = await servedClient(provider, {
        call: ({ method }) => (method === "eth_call" ? { code: -32_603, message: words } : undefined),
      });

      const error = await failureOf(readVault(broken, { vault: at(vault) }));

      expect(error).to.be.instanceOf(NodeError).and.to.include({ fault: "refused", words });
      await node.close();
    });

    it("given a node that fails in the midst of it", async () => {
      const { vault } = await deployed();
      const { client: failing, node } = await servedClient(provider, {
        page: (calls) => (calls[0]?.method === "eth_call" ? { status: 503, body: "no backend" } : undefined),
      });

      const error = await failureOf(readVault(failing, { vault: at(vault) }));

      expect(error).to.be.instanceOf(NodeError).and.to.include({ fault: "busy" });
      await node.close();
    });
  });
});
