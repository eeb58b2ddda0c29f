import { ReadError, readExit, readPosition, readQueue, readRequests } from "@gpu-yield-vaults/sdk/read";
import { expect } from "chai";
import type { Address } from "viem";
import { chainNamed } from "../../support/chains.ts";
import { COST, DEPOSIT, deployed, drawn, inService, networkHelpers, now } from "../../support/protocol.ts";
import { DAY, MAX_UINT256, usdc } from "../../support/units.ts";
import { at, callsOf, clientOf, failureOf, servedClient } from "./support/chainClient.ts";

const { provider } = await chainNamed("protocol");
const client = clientOf(provider);
const SHARES = DEPOSIT * 10n ** 6n;
const CASH = DEPOSIT - COST;

type Fixture = Awaited<ReturnType<typeof drawn>>;

/** Some of the depositor's shares wait, of a patient request and of one at any price. */
async function asked(): Promise<Fixture & { account: Address; vaultOf: { vault: Address } }> {
  const fixture = await drawn();
  const { vault, queue, depositor } = fixture;
  await vault.connect(depositor).approve(queue, MAX_UINT256);
  await queue.connect(depositor).requestRedeem(SHARES / 10n, depositor, depositor);
  await queue.connect(depositor).requestRedeemAtAnyPrice(SHARES / 5n, depositor, depositor);
  return { ...fixture, account: depositor.address as Address, vaultOf: { vault: at(vault) } };
}

describe("readPosition", () => {
  it("tells an account that never came in so, with what it could do", async () => {
    const { vault, other } = await deployed();
    await vault.connect(other).approve(vault, 0n);

    const { asOf, ...position } = await readPosition(client, { vault: at(vault) }, other.address as Address);

    expect(asOf.timestamp).to.equal(Number(await now()));
    expect(position).to.deep.equal({
      account: other.address,
      wallet: usdc("100_000_000"),
      allowance: MAX_UINT256,
      maxDeposit: await vault.maxDeposit(other),
      shares: 0n,
      assets: 0n,
      withdrawable: 0n,
      redeemable: 0n,
      requests: [],
    });
  });

  it("tells what shares are worth from what can be withdrawn now", async () => {
    const { vaultOf, account, vault } = await asked();

    const position = await readPosition(client, vaultOf, account);

    expect(position.shares).to.equal((SHARES * 7n) / 10n);
    expect(position.assets).to.equal((DEPOSIT * 7n) / 10n - 1n); // rounded down
    expect(position.withdrawable).to.equal(CASH);
    expect(position.redeemable).to.equal(await vault.maxRedeem(account));
    expect(position.requests.map(({ pending, atAnyPrice }) => [pending, atAnyPrice])).to.deep.equal([
      [SHARES / 10n, false],
      [SHARES / 5n, true],
    ]);
  });

  it("takes three requests: block, vault, and what that names", async () => {
    const { vaultOf, account } = await asked();
    const { client: batching, node } = await servedClient(provider);

    await readPosition(batching, vaultOf, account);

    expect(callsOf(node).length).to.equal(3);
    await node.close();
  });
});

describe("readRequests", () => {
  it("tells what was asked for, what is paid of it, and until when it joins others", async () => {
    const { queue, account, depositor } = await asked();
    const { end } = await queue.currentEpoch();
    await networkHelpers.time.increaseTo(end);
    await queue.settle();
    await queue.settle();

    const { requests } = await readRequests(client, { queue: at(queue) }, account);

    const [patient, atAnyPrice] = requests;
    expect(requests.length).to.equal(2);
    expect(patient).to.deep.include({ epoch: 1n, requestId: 2n, atAnyPrice: false, end: Number(end) });
    expect(atAnyPrice).to.deep.include({ epoch: 1n, requestId: 3n, atAnyPrice: true, end: Number(end) });
    const settled = await queue.requestsOf(depositor, 0n, 10n);
    expect(
      requests.map(({ pending, claimable, claimableAssets }) => [pending, claimable, claimableAssets]),
    ).to.deep.equal(
      settled.requests.map(({ pending, claimableShares, claimableAssets }) => [
        pending,
        claimableShares,
        claimableAssets,
      ]),
    );
    expect(requests.reduce((sum, { claimableAssets }) => sum + claimableAssets, 0n)).to.equal(CASH);
  });
});

describe("readQueue", () => {
  it("tells who waits in the epoch that runs, and that nothing is settled yet", async () => {
    const { queue } = await asked();
    const [epoch, end] = await queue.currentEpoch();

    const view = await readQueue(client, { queue: at(queue) });

    expect(view).to.deep.equal({
      asOf: view.asOf,
      epochLength: Number(await queue.epochLength()),
      current: { epoch, end: Number(end), patient: SHARES / 10n, atAnyPrice: SHARES / 5n },
      closed: { patient: 0n, atAnyPrice: 0n },
      next: undefined,
    });
  });

  it("tells what is settled next once the epoch has closed", async () => {
    const { queue } = await asked();
    const { end } = await queue.currentEpoch();
    await networkHelpers.time.increaseTo(end);

    const view = await readQueue(client, { queue: at(queue) });

    const [requestId, shares] = await queue.nextSettlement();
    expect(view.next).to.deep.equal({ requestId, shares });
    expect(view.closed).to.deep.equal({ patient: SHARES / 10n, atAnyPrice: SHARES / 5n });
    expect(view.current).to.include({ patient: 0n, atAnyPrice: 0n });
  });
});

describe("readExit", () => {
  it("pays at once what the cash is enough for", async () => {
    const { vault } = await drawn();
    const shares = SHARES / 100n;

    const quote = await readExit(client, { vault: at(vault) }, shares);

    const assets = DEPOSIT / 100n - 1n; // rounded down
    expect(quote).to.deep.include({ shares, assets, now: { shares, assets } });
  });

  it("puts the rest into the queue, with the dates of both kinds of request", async () => {
    const { vault, queue, depositor } = await drawn();

    const quote = await readExit(client, { vault: at(vault) }, SHARES);

    expect(quote.assets).to.equal(DEPOSIT - 1n);
    expect(quote.now).to.deep.equal({ shares: await vault.maxRedeem(depositor), assets: CASH });
    const rest = SHARES - quote.now.shares;
    const { earliest, ownAssets, worst } = await queue.exitForecast(rest, false);
    expect(quote.patient).to.deep.include({
      ownAssets,
      earliest: Number(earliest),
      worst: Number(worst),
      earliestBasis: "newCash",
    });
    expect(quote.atAnyPrice.ownAssets).to.equal(ownAssets);
  });

  it("knows no date for a patient request while it takes a cure", async () => {
    const { vault } = await inService();
    await networkHelpers.time.increase(40n * DAY);

    const quote = await readExit(client, { vault: at(vault) }, SHARES);

    expect(quote.patient).to.include({ earliest: undefined, earliestBasis: "cure" });
    expect(quote.atAnyPrice.earliest).to.be.a("number");
    expect(quote.assets).to.equal(await vault.previewRedeem(SHARES));
    expect(quote.now.assets).to.equal(await vault.previewRedeem(quote.now.shares));
  });

  it("is refused for more shares than there are, in the chain's words", async () => {
    const { vault } = await drawn();

    const error = await failureOf(readExit(client, { vault: at(vault) }, MAX_UINT256));

    expect(error).to.be.instanceOf(ReadError);
  });
});
