import { readReports } from "@gpu-yield-vaults/sdk/read";
import { expect } from "chai";
import { encodeBytes32String, id } from "ethers";
import { chainNamed } from "../../support/chains.ts";
import {
  inService,
  inServiceMonthly,
  networkHelpers,
  now,
  ordered,
  PERIOD,
  REPORT_DEADLINE,
  WINDOW,
  LONG_WINDOW,
} from "../../support/protocol.ts";
import { HOUR } from "../../support/units.ts";
import { at, blocksOf, callsOf, clientOf, servedClient } from "./support/chainClient.ts";

const { provider } = await chainNamed("protocol");
const client = clientOf(provider);

type Fixture = Awaited<ReturnType<typeof inService>>;
const contractsOf = ({ oracle, disputes }: Fixture) => ({ oracle: at(oracle), disputes: at(disputes) });

/** Two periods reported; the first one is final. */
async function reported() {
  const fixture = await inService();
  const { inServiceAt, reportAt } = fixture;
  const first = await reportAt(inServiceAt + PERIOD + HOUR, 1n);
  const second = await reportAt(inServiceAt + 2n * PERIOD + HOUR, 1n);
  return { ...fixture, first, second };
}

describe("readReports", () => {
  it("awaits nothing before service", async () => {
    const { oracle } = await ordered();

    const view = await readReports(client, { oracle: at(oracle) }, 1n);

    expect(view).to.include({ cluster: 1n, submitted: 0, final: 0, challenged: 0, next: undefined });
    expect(view.reports).to.deep.equal([]);
    expect(view.timings).to.deep.equal({
      window: Number(WINDOW),
      longWindow: Number(LONG_WINDOW),
      reportDeadline: Number(REPORT_DEADLINE),
    });
  });

  it("awaits the first one from the in-service second on", async () => {
    const fixture = await inService();
    const { inServiceAt } = fixture;

    const { reports, next } = await readReports(client, contractsOf(fixture), 1n);

    expect(reports).to.deep.equal([]);
    expect(next).to.deep.equal({
      period: 1,
      status: "none",
      revision: 0,
      reporterSet: 1,
      clusterVersion: 1,
      start: Number(inServiceAt),
      deadline: Number(inServiceAt + PERIOD + REPORT_DEADLINE),
    });
  });

  it("tells the final from the pending, with what they say and the window's end", async () => {
    const fixture = await reported();
    const { oracle, inServiceAt, first, second } = fixture;
    const submittedAt = Number(inServiceAt + 2n * PERIOD + HOUR);
    const { contentHash, finalAt } = await oracle.reportOf(1n, 2n);

    const view = await readReports(client, contractsOf(fixture), 1n);

    expect([view.submitted, view.final, view.challenged]).to.deep.equal([2, 1, 0]);
    expect(view.reports.map(({ period, status, gross }) => [period, status, gross])).to.deep.equal([
      [1, "final", first.gross],
      [2, "pending", second.gross],
    ]);
    expect(view.reports[1]).to.deep.equal({
      period: 2,
      status: "pending",
      revision: 0,
      start: Number(inServiceAt + PERIOD),
      end: Number(inServiceAt + 2n * PERIOD),
      submittedAt,
      finalAt: Number(finalAt),
      gross: second.gross,
      energyCost: second.energyCost,
      otherOpex: second.otherOpex,
      gpuSecondsAvailable: second.gpuSecondsAvailable,
      gpuSecondsSold: second.gpuSecondsSold,
      contentHash,
      dispute: undefined,
    });
    expect(view.next?.period).to.equal(3);
  });

  it("tells who says that a report is false, of which field, and who has to answer until when", async () => {
    const fixture = await reported();
    const { disputes, depositor } = fixture;
    const evidence = id("an invoice");
    const bond = await disputes.challengeBondOf(1n, 2n);
    await disputes.connect(depositor).challenge(1n, 2n, 0n, encodeBytes32String("gross"), evidence);
    const challengedAt = Number(await now());

    const { reports, challenged } = await readReports(client, contractsOf(fixture), 1n);

    expect(challenged).to.equal(1);
    expect(reports[1]?.status).to.equal("disputed");
    expect(reports[1]?.dispute).to.deep.equal({
      id: 1n,
      status: "open",
      deadline: await disputes.deadlineOf(1n, 2n),
      bond,
      revision: 0,
      contentHash: reports[1]?.contentHash,
      decidedAt: undefined,
      challenges: [{ challenger: depositor.address, challengedAt, field: "gross", evidenceHash: evidence }],
    });
    expect(reports[0]?.dispute).to.equal(undefined);
  });

  it("tells the pending alone where that is wanted, and none where all are final", async () => {
    const fixture = await reported();
    const pending = await readReports(client, contractsOf(fixture), 1n, { isPendingOnly: true });
    await networkHelpers.time.increase(LONG_WINDOW);
    const none = await readReports(client, contractsOf(fixture), 1n, { isPendingOnly: true });

    expect(pending.reports.map(({ period }) => period)).to.deep.equal([2]);
    expect([none.submitted, none.final, none.reports]).to.deep.equal([2, 2, []]);
  });

  it("tells that a period was missed", async () => {
    const fixture = await inService();
    await networkHelpers.time.increase(PERIOD + REPORT_DEADLINE + HOUR);
    await fixture.oracle.markMissed(1n);

    const { reports, next } = await readReports(client, contractsOf(fixture), 1n);

    expect(reports).to.deep.equal([]);
    expect(next).to.deep.include({ period: 1, status: "missed", revision: 1 });
  });

  it("awaits what a retired cluster earned until then, and nothing after it", async () => {
    const fixture = await inServiceMonthly();
    const { registry, openServed, giveTitle, reportAt } = fixture;
    await openServed(1n);
    await giveTitle(1n);
    const { retiredAt } = await registry.hardware(1n);

    const before = await readReports(client, contractsOf(fixture), 1n);
    await reportAt((await now()) + HOUR, 1n, { end: retiredAt });
    const after = await readReports(client, contractsOf(fixture), 1n);

    expect([before.next?.period, after.next]).to.deep.equal([1, undefined]);
    expect(after.reports.map(({ end }) => end)).to.deep.equal([Number(retiredAt)]);
  });

  it("takes five requests, however many there are, of one block", async () => {
    const fixture = await reported();
    const { client: batching, node } = await servedClient(provider);

    await readReports(batching, contractsOf(fixture), 1n);

    expect(callsOf(node).length).to.equal(5);
    expect(blocksOf(node).size).to.equal(1);
    await node.close();
  });
});
