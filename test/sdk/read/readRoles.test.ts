import { NodeError, readLogs } from "@gpu-yield-vaults/sdk/logs";
import {
  decodeAuthorityLogs,
  readBlock,
  readPendingActions,
  readRoles,
  type PendingAction,
} from "@gpu-yield-vaults/sdk/read";
import { roleId } from "@gpu-yield-vaults/sdk/roles";
import { expect } from "chai";
import type { Address } from "viem";
import { chainNamed } from "../../support/chains.ts";
import { CURATOR_DELAY, deployed, GOVERNOR_DELAY, networkHelpers, now } from "../../support/protocol.ts";
import { DAY } from "../../support/units.ts";
import { at, clientOf, failureOf, servedClient } from "./support/chainClient.ts";

const { provider } = await chainNamed("protocol");
const client = clientOf(provider);
const ALL = { fromBlock: 0n };
const WEEK = 7n * DAY;

describe("readRoles", () => {
  it("tells who holds what, after which delay, and who may stop them", async () => {
    const { accessManager, governor, curator, guardian, vault } = await deployed();

    const { roles } = await readRoles(client, { accessManager: at(accessManager) }, ALL);

    const role = (id: bigint) => roles.find((each) => each.id === id);
    const held = (id: bigint) => role(id)?.members.map(({ account, delay }) => [account, delay]);
    expect(held(roleId("governor"))).to.deep.equal([[governor.address, Number(GOVERNOR_DELAY)]]);
    expect(held(roleId("admin"))).to.deep.equal([[governor.address, Number(GOVERNOR_DELAY)]]);
    expect(role(roleId("governor"))).to.include({ label: "GOVERNOR", admin: 0n, guardian: roleId("guardian") });
    expect(held(roleId("curator", 1))).to.deep.include([curator.address, Number(CURATOR_DELAY)]);
    expect(held(roleId("guardian", 1))).to.deep.include([guardian.address, 0]);
    const { selector } = vault.getFunction("setFee").fragment;
    expect(role(roleId("governor"))?.functions).to.deep.include({ target: at(vault), selector });
  });

  it("leaves out whom a role was taken from, and tells of a delay that is going to change", async () => {
    const { accessManager, governor, curator, act } = await deployed();
    const before = await readRoles(client, { accessManager: at(accessManager) }, ALL);
    const curators = before.roles.find(({ id }) => id === roleId("curator", 1));
    await act(governor, accessManager, "grantRole", [roleId("curator", 1), curator.address, 60n]);
    const granted = Number(await now());

    const { roles } = await readRoles(client, { accessManager: at(accessManager) }, ALL);

    const [member] = roles.find(({ id }) => id === roleId("curator", 1))?.members ?? [];
    const { effect } = await accessManager.getAccess(roleId("curator", 1), curator.address);
    expect(member).to.deep.equal({
      account: curator.address,
      since: curators?.members[0]?.since,
      delay: Number(CURATOR_DELAY),
      nextDelay: { delay: 60, from: Number(effect) },
    });
    expect(Number(effect) > granted).to.equal(true);
  });

  it("is an error where the node does not give its logs, not a vault without a governor", async () => {
    const { accessManager } = await deployed();
    const { client: silent, node } = await servedClient(provider, {
      call: ({ method }) => (method === "eth_getLogs" ? { code: -32_601, message: "no logs here" } : undefined),
    });

    const error = await failureOf(readRoles(silent, { accessManager: at(accessManager) }, ALL));

    expect(error).to.be.instanceOf(NodeError).and.to.include({ fault: "refused" });
    await node.close();
  });
});

describe("readPendingActions", () => {
  /** The governor has announced a fee of 5 %. */
  async function announced() {
    const fixture = await deployed();
    const { accessManager, governor, vault, feeRecipient } = fixture;
    const data = vault.interface.encodeFunctionData("setFee", [500n, feeRecipient.address]) as Address;
    const { hash, blockNumber } = await accessManager.connect(governor).schedule(vault, data, 0);
    const readyAt = Number((await now()) + GOVERNOR_DELAY);
    const action: PendingAction = {
      operationId: (await accessManager.hashOperation(governor, vault, data)) as Address,
      caller: governor.address as Address,
      target: at(vault),
      contract: "vault",
      data,
      call: { functionName: "setFee", args: [500, feeRecipient.address] },
      readyAt,
      expiresAt: readyAt + Number(WEEK),
      announced: { block: BigInt(blockNumber ?? 0), transaction: hash as Address },
      status: "waiting",
    };
    const contracts = { accessManager: at(accessManager), vault: at(vault) };
    return { ...fixture, data, contracts, action };
  }

  it("is empty while nothing is announced", async () => {
    const { accessManager } = await deployed();

    const { actions } = await readPendingActions(client, { accessManager: at(accessManager) }, ALL);

    expect(actions).to.deep.equal([]);
  });

  it("tells what is announced, in words of its contract, and from when on it can happen", async () => {
    const { contracts, action } = await announced();

    expect((await readPendingActions(client, contracts, ALL)).actions).to.deep.equal([action]);
  });

  it("reads the call of a contract that it was not told of", async () => {
    const { contracts, action } = await announced();

    const { actions } = await readPendingActions(client, { accessManager: contracts.accessManager }, ALL);

    expect(actions).to.deep.equal([{ ...action, contract: undefined }]);
  });

  it("tells the ready from the waiting to the second", async () => {
    const { contracts, action } = await announced();

    await networkHelpers.time.increaseTo(action.readyAt - 1);
    expect((await readPendingActions(client, contracts, ALL)).actions[0]?.status).to.equal("waiting");
    await networkHelpers.time.increaseTo(action.readyAt);
    expect((await readPendingActions(client, contracts, ALL)).actions[0]?.status).to.equal("ready");
  });

  it("tells what has expired, once, until it is announced anew", async () => {
    const { contracts, action, accessManager, governor, vault, data } = await announced();

    await networkHelpers.time.increaseTo(action.expiresAt);
    const expired = await readPendingActions(client, contracts, ALL);
    await accessManager.connect(governor).schedule(vault, data, 0);
    const again = await readPendingActions(client, contracts, ALL);

    expect(expired.actions).to.deep.equal([{ ...action, status: "expired" }]);
    expect(again.actions.map(({ operationId, status }) => [operationId, status])).to.deep.equal([
      [action.operationId, "waiting"],
    ]);
    expect(again.actions[0]?.announced.block).to.equal((await readBlock(client)).number);
  });

  it("forgets what was done, and what was taken back", async () => {
    const { contracts, action, accessManager, governor, guardian, vault, data } = await announced();
    const other = vault.interface.encodeFunctionData("setCap", [7n]);
    await accessManager.connect(governor).schedule(vault, other, 0);
    await accessManager.connect(guardian).cancel(governor, vault, other);
    expect((await readPendingActions(client, contracts, ALL)).actions).to.deep.equal([action]);

    await networkHelpers.time.increaseTo(action.readyAt);
    await governor.sendTransaction({ to: action.target, data });

    expect((await readPendingActions(client, contracts, ALL)).actions).to.deep.equal([]);
  });

  it("believes the authority where a node's logs lack what became of it", async () => {
    const { contracts, action, governor, data } = await announced();
    await networkHelpers.time.increaseTo(action.readyAt);
    await governor.sendTransaction({ to: action.target, data });
    const { client: lacking, node } = await servedClient(provider, {
      answer: ({ method }, result) => (method === "eth_getLogs" ? (result as unknown[]).slice(0, -1) : result),
    });

    expect((await readPendingActions(lacking, contracts, ALL)).actions).to.deep.equal([]);
    await node.close();
  });

  it("takes events that were read already instead of reading them", async () => {
    const { contracts, action, accessManager } = await announced();
    const logs = await readLogs(client, { address: at(accessManager) }, 0n, (await readBlock(client)).number);
    const { client: mute, node } = await servedClient(provider, {
      call: ({ method }) => (method === "eth_getLogs" ? { code: -32_601, message: "no logs here" } : undefined),
    });

    const { actions } = await readPendingActions(mute, contracts, { events: decodeAuthorityLogs(logs) });

    expect(actions).to.deep.equal([action]);
    await node.close();
  });

  it("answers as of an older block", async () => {
    const { contracts, accessManager, action, guardian, governor, vault, data } = await announced();
    const before = await client.getBlockNumber();
    await accessManager.connect(guardian).cancel(governor, vault, data);

    const { actions } = await readPendingActions(client, contracts, { ...ALL, blockNumber: before });

    expect(actions).to.deep.equal([action]);
  });
});
