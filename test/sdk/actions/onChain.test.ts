import {
  announced,
  approvalsFor,
  cancel,
  createAction,
  encode,
  eventsIn,
  execute,
  lookThrough,
  pullOf,
  readStanding,
  resultOf,
  schedule,
  simulate,
  simulateReady,
  together,
  type Action,
} from "@gpu-yield-vaults/sdk/actions";
import { DEPLOYED_KEYS } from "@gpu-yield-vaults/sdk/protocol";
import { expect } from "chai";
import type { Signer } from "ethers";
import { createPublicClient, custom, getAddress, type Address, type PublicClient } from "viem";
import { chainNamed } from "../../support/chains.ts";
import { CURATOR_DELAY, deployed, GOVERNOR_DELAY, inService, networkHelpers } from "../../support/protocol.ts";
import { usdc } from "../../support/units.ts";
import { account, say } from "./support/sample.ts";

const WEEK = 604_800n;

type Fixture = Awaited<ReturnType<typeof deployed>>;

async function around(fixture: Fixture) {
  const { provider } = await chainNamed("protocol");
  const client: PublicClient = createPublicClient({ transport: custom(provider, { retryCount: 0 }), cacheTime: 0 });
  const addresses = Object.fromEntries(
    await Promise.all(DEPLOYED_KEYS.map(async (key) => [key, await fixture[key].getAddress()] as const)),
  );
  const authority = addresses.accessManager as Address;
  const statusOfCall = async (action: Action, account: Signer) =>
    readStanding(client, action, encode(action, addresses), authority, (await account.getAddress()) as Address);
  return { client, addresses, authority, statusOfCall, look: lookThrough(client, addresses) };
}

const PAUSE = createAction("vault", "pause", {});
const setFeeTo = ({ feeRecipient }: Fixture) =>
  createAction("vault", "setFee", { bps: 900, recipient: feeRecipient.address as Address });

describe("readStanding", () => {
  it("tells what the authority lets somebody do at once, later, and not at all", async () => {
    const fixture = await deployed();
    const { statusOfCall } = await around(fixture);
    const { guardian, governor, curator, stranger, depositor } = fixture;
    const deposit = createAction("vault", "deposit", { assets: 1n, receiver: depositor.address as Address });

    expect(await statusOfCall(PAUSE, guardian)).to.deep.equal({ is: "immediate" });
    expect(await statusOfCall(PAUSE, stranger)).to.deep.equal({ is: "forbidden", role: "guardian" });
    expect(await statusOfCall(setFeeTo(fixture), governor)).to.deep.equal({ is: "unannounced", delay: GOVERNOR_DELAY });
    expect(await statusOfCall(createAction("vault", "unpause", {}), curator)).to.deep.equal({
      is: "unannounced",
      delay: CURATOR_DELAY,
    });
    expect(await statusOfCall(deposit, stranger)).to.deep.equal({ is: "open" });
  });

  it("tells of the authority's own functions what it asks for there", async () => {
    const fixture = await deployed();
    const { statusOfCall, addresses } = await around(fixture);
    const grant = createAction("accessManager", "grantRole", {
      roleId: 3n,
      account: fixture.stranger.address as Address,
      executionDelay: 0,
    });
    const close = createAction("accessManager", "setTargetClosed", {
      target: addresses.vault as Address,
      closed: true,
    });
    const renounce = createAction("accessManager", "renounceRole", {
      roleId: 3n,
      callerConfirmation: fixture.guardian.address as Address,
    });

    expect(await statusOfCall(grant, fixture.governor)).to.deep.equal({ is: "unannounced", delay: GOVERNOR_DELAY });
    expect(await statusOfCall(close, fixture.governor)).to.deep.equal({ is: "unannounced", delay: GOVERNOR_DELAY });
    expect(await statusOfCall(grant, fixture.curator)).to.deep.equal({ is: "forbidden", role: "governor" });
    expect(await statusOfCall(renounce, fixture.guardian)).to.deep.equal({ is: "open" });
  });

  it("follows what was announced until it is carried out, taken back, or too late", async () => {
    const fixture = await deployed();
    const { statusOfCall, addresses, authority } = await around(fixture);
    const { governor, guardian } = fixture;
    const action = setFeeTo(fixture);
    const setFee = encode(action, addresses);
    const announce = async () => governor.sendTransaction(schedule(setFee, authority));
    await announce();
    const from = BigInt(await networkHelpers.time.latest()) + GOVERNOR_DELAY;

    const waiting = await statusOfCall(action, governor);
    expect(waiting).to.include({ is: "waiting", from, until: from + WEEK, now: from - GOVERNOR_DELAY });
    await networkHelpers.time.increaseTo(from - 1n);
    expect(await statusOfCall(action, governor)).to.include({ is: "waiting" });
    await networkHelpers.time.increaseTo(from);
    expect(await statusOfCall(action, governor)).to.include({ is: "ready", from });

    await guardian.sendTransaction(cancel(setFee, authority, governor.address as Address));
    expect(await statusOfCall(action, governor)).to.deep.equal({ is: "unannounced", delay: GOVERNOR_DELAY });

    await announce();
    await networkHelpers.time.increase(GOVERNOR_DELAY + WEEK);
    expect(await statusOfCall(action, governor)).to.include({ is: "unannounced" });

    await announce();
    await networkHelpers.time.increase(GOVERNOR_DELAY);
    await governor.sendTransaction(execute(setFee, authority));
    expect((await fixture.vault.fee()).bps).to.equal(900n);
  });
});

describe("simulateReady", () => {
  it("tries what has not been announced as if its delay were over, and changes nothing", async () => {
    const fixture = await deployed();
    const { client, addresses, authority, statusOfCall } = await around(fixture);
    const { governor, vault } = fixture;
    const setFee = setFeeTo(fixture);
    const from = governor.address as Address;
    const before = await vault.fee();

    const now = await simulate(client, encode(setFee, addresses), from, say);
    const ready = await simulateReady(client, encode(setFee, addresses), authority, from, say);

    expect(now).to.deep.include({ succeeds: false });
    expect(ready).to.deep.include({ succeeds: true, data: "0x" });
    expect(await vault.fee()).to.deep.equal(before);
    expect(await statusOfCall(setFee, governor)).to.deep.equal({ is: "unannounced", delay: GOVERNOR_DELAY });
  });

  it("tells what the contract itself would refuse then", async () => {
    const fixture = await deployed();
    const { client, addresses, authority } = await around(fixture);
    const recipient = fixture.feeRecipient.address as Address;
    const tooMuch = encode(createAction("vault", "setFee", { bps: 2_001, recipient }), addresses);

    const ready = await simulateReady(client, tooMuch, authority, fixture.governor.address as Address, say);

    expect(ready.succeeds ? undefined : ready.refusal.name).to.equal("GpuYieldVault_FeeAboveCap");
  });

  it("tries what waits of the authority's own table, and refuses whom it does not let", async () => {
    const fixture = await deployed();
    const { client, addresses, authority } = await around(fixture);
    const { governor, stranger } = fixture;
    const account = stranger.address as Address;
    const grant = encode(
      createAction("accessManager", "grantRole", { roleId: 3n, account, executionDelay: 0 }),
      addresses,
    );
    await governor.sendTransaction(schedule(grant, authority));

    const [ready, refused] = await Promise.all([
      simulateReady(client, grant, authority, governor.address as Address, say),
      simulateReady(client, grant, authority, account, say),
    ]);

    expect(ready.succeeds).to.equal(true);
    expect(refused.succeeds ? undefined : refused.refusal.name).to.equal("AccessManagerUnauthorizedAccount");
  });
});

describe("announced", () => {
  it("puts several into two transactions, each whole or nothing", async () => {
    const fixture = await deployed();
    const { addresses, authority } = await around(fixture);
    const setCap = createAction("vault", "setCap", { wholeTokens: 5 });
    const both = announced([encode(setFeeTo(fixture), addresses), encode(setCap, addresses)], authority);

    await fixture.governor.sendTransaction(both.schedule);
    await networkHelpers.time.increase(GOVERNOR_DELAY);
    await fixture.governor.sendTransaction(both.execute);

    expect((await fixture.vault.fee()).bps).to.equal(900n);
    expect((await fixture.vault.state()).cap).to.equal(5_000_000n);
  });

  it("takes calls of the authority alone", () => {
    const stray = { to: account(1), data: "0x" } as const;

    expect(() => together([stray], account(2))).to.throw(`${account(1)} is not the authority`);
  });
});

describe("simulate", () => {
  it("says what would come of a transaction, and sends nothing", async () => {
    const fixture = await deployed();
    const { client, addresses } = await around(fixture);
    const { depositor, vault } = fixture;
    const me = depositor.address as Address;
    const deposit = createAction("vault", "deposit", { assets: usdc("1"), receiver: me });
    const shares = await vault.balanceOf(me);

    const simulation = await simulate(client, encode(deposit, addresses), me, say);

    if (!simulation.succeeds) throw new Error(simulation.refusal.what);
    expect(resultOf(deposit, simulation.data)).to.equal(await vault.previewDeposit(usdc("1")));
    expect(simulation.gas > 50_000n && simulation.gas < 400_000n).to.equal(true);
    expect(await vault.balanceOf(me)).to.equal(shares);
  });

  it("says why the chain refuses, in a sentence", async () => {
    const fixture = await inService();
    const { client, addresses } = await around(fixture);
    const draw = createAction("origination", "draw", {
      cluster: 1n,
      amount: 1n,
      receiver: fixture.stranger.address as Address,
    });

    const simulation = await simulate(client, encode(draw, addresses), fixture.stranger.address as Address, say);

    expect(simulation.succeeds).to.equal(false);
    if (simulation.succeeds) return;
    expect(simulation.refusal.name).to.equal("FacilityOrigination_NotOperator");
    expect(simulation.refusal.what).to.match(/^Cluster 1 is run by /);
  });
});

describe("what an action takes", () => {
  it("is what its arguments say, from whoever it is of", async () => {
    const fixture = await inService();
    const { look } = await around(fixture);
    const pays = createAction("shares", "payIn", { cluster: 1n, amount: 7n });
    const mints = createAction("vault", "mint", { shares: 1_000_000n, receiver: fixture.other.address as Address });

    expect(await pullOf(pays, look, fixture.operator.address)).to.deep.equal({
      token: "asset",
      spender: "shares",
      amount: 7n,
    });
    expect(await pullOf(mints, look, fixture.other.address)).to.deep.equal({
      token: "asset",
      spender: "vault",
      amount: await fixture.vault.previewMint(1_000_000n),
    });
    expect(await pullOf(PAUSE, look, fixture.guardian.address)).to.equal(undefined);
    expect(await pullOf({ ...pays, args: { cluster: 1n, amount: 0n } }, look, fixture.operator.address)).to.equal(
      undefined,
    );
  });

  it("is allowed exactly, and set to zero first only where the token wants that", async () => {
    const fixture = await deployed();
    const { look, addresses } = await around(fixture);
    const { stranger, asset, bond, escrow } = fixture;
    const me = stranger.address;
    const pull = { token: "asset", spender: "escrow", amount: 500n } as const;
    const amounts = async (accepts: boolean) => {
      const sent = await approvalsFor(pull, addresses, me, look, () => Promise.resolve(accepts));
      return sent.map(({ to, data }) => [to, asset.interface.decodeFunctionData("approve", data)[1]] as const);
    };
    const to = getAddress(await asset.getAddress());
    await asset.connect(stranger).approve(escrow, 499n);

    expect(await amounts(true)).to.deep.equal([[to, 500n]]);
    expect(await amounts(false)).to.deep.equal([
      [to, 0n],
      [to, 500n],
    ]);
    await asset.connect(stranger).approve(escrow, 0n);
    expect(await amounts(false)).to.deep.equal([[to, 500n]]);
    await asset.connect(stranger).approve(escrow, 500n);
    expect(await amounts(false)).to.deep.equal([]);
    expect(await asset.allowance(me, bond)).to.equal(0n);
  });
});

describe("eventsIn", () => {
  it("names what the contracts told, in order, and leaves strangers' logs out", async () => {
    const fixture = await deployed();
    const { addresses } = await around(fixture);
    const receipt = await (await fixture.vault.connect(fixture.guardian).pause()).wait();
    const logs = (receipt?.logs ?? []).map(({ address, topics, data }) => ({ address, topics, data }));

    expect(eventsIn(logs, addresses)).to.deep.equal([
      { contract: "vault", name: "Paused", args: { by: fixture.guardian.address } },
    ]);
    expect(eventsIn(logs, { queue: addresses.queue })).to.deep.equal([]);
  });
});
