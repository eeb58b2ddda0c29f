import { readClusters, ReadError, readFacilities, readFacility } from "@gpu-yield-vaults/sdk/read";
import { expect } from "chai";
import { chainNamed } from "../../support/chains.ts";
import { debtStory, LOAN, PAYMENTS, PRINCIPAL } from "../../support/debts.ts";
import {
  approved,
  COST,
  deployed,
  GRACE,
  inService,
  LIFE,
  MARKDOWN,
  MONTH,
  networkHelpers,
  NOTICE,
  now,
  ordered,
  PERIOD,
  SALVAGE,
} from "../../support/protocol.ts";
import { DAY, HOUR, usdc } from "../../support/units.ts";
import { at, blocksOf, callsOf, clientOf, failureOf, servedClient } from "./support/chainClient.ts";

const { provider } = await chainNamed("protocol");
const client = clientOf(provider);
const ABSENT = undefined;

describe("readFacilities", () => {
  it("is empty where nothing is financed", async () => {
    const { lens } = await deployed();

    expect((await readFacilities(client, { lens: at(lens) })).facilities).to.deep.equal([]);
  });

  describe("given what is approved", () => {
    it("tells the terms, and no date that there is not", async () => {
      const { lens, shares, operator, terms } = await approved();

      const { facilities } = await readFacilities(client, { lens: at(lens) });

      expect(facilities.length).to.equal(1);
      expect(facilities[0]).to.deep.include({
        cluster: 1n,
        manager: at(shares),
        status: "approved",
        form: "revenueShare",
        operator: operator.address,
        approval: { amount: COST, inServiceBy: Number(terms.inServiceBy), orderedBps: 0, deliveredBps: 0 },
        cost: 0n,
        value: 0n,
        depreciatesUntil: ABSENT,
        deadline: ABSENT,
        delinquentSince: ABSENT,
        reportedUntil: ABSENT,
        vaultShareBps: 8_000,
        bond: { amount: 0n, bps: 0, holds: 0n },
        debt: ABSENT,
        covenants: ABSENT,
        drawEscrow: ABSENT,
      });
      expect(facilities[0]?.workout).to.deep.equal({
        since: ABSENT,
        opensToAllAt: ABSENT,
        sellFrom: ABSENT,
        auctionEndsAt: ABSENT,
        offer: ABSENT,
        announcement: ABSENT,
        owed: 0n,
        loss: 0n,
        claimed: 0n,
        countsUntil: ABSENT,
      });
    });
  });

  describe("given what serves, and has been settled once", () => {
    it("tells what was reported, received and worn, as the lens does", async () => {
      const { lens, inServiceAt, reportAt, payIn } = await inService();
      const { gross } = await reportAt(inServiceAt + PERIOD + HOUR, 1n);
      await networkHelpers.time.increase(DAY);
      await payIn(1n, gross);
      const [state, returned] = [await lens.facility(1n), await lens.returnsOf(1n)];

      const { facility } = await readFacility(client, { lens: at(lens) }, 1n);

      expect(facility).to.deep.include({
        status: "inService",
        cost: COST,
        salvage: SALVAGE,
        value: state.value,
        reported: gross,
        distributed: gross,
        receivable: 0n,
        settledPeriods: 1,
        oldestUnpaid: 2,
        received: state.received,
        returnOfCapital: returned.returnOfCapital,
        profit: returned.profit,
        earned: state.earned,
        deadline: Number(state.deadline),
        depreciatesUntil: Number(state.depreciatesUntil),
        reportedUntil: Number(inServiceAt + PERIOD),
      });
      expect(state.received > 0n).to.equal(true);
    });
  });

  describe("given what is delinquent, and announced as lost in part", () => {
    it("tells since when, and what leavers forgo", async () => {
      const { lens, losses, curator } = await inService();
      await networkHelpers.time.increase(20n * DAY);
      await losses.connect(curator).announceWriteDown(1n, 2n ** 30n);
      const announcedAt = Number(await now());
      const { delinquentSince, exitValue, value } = await lens.facility(1n);

      const { facility } = await readFacility(client, { lens: at(lens) }, 1n);

      expect(facility).to.include({ value, exitValue, deadline: ABSENT, delinquentSince: Number(delinquentSince) });
      expect(facility.markedDownAt).to.equal(Number(delinquentSince + MARKDOWN));
      expect(exitValue < value).to.equal(true);
      const marked = (await losses.markOf(1n)) >> 32n;
      expect(facility.workout.announcement).to.deep.equal({
        kind: "writeDown",
        fraction: 2 ** 30,
        gpus: 0,
        announcedAt,
        marked,
      });
      expect(marked > 0n).to.equal(true);
      expect(facility.workout.opensToAllAt).to.be.a("number");
    });
  });

  describe("given a workout with an offer", () => {
    it("tells who may buy, for how much, and from when on", async () => {
      const { lens, openServed, act, workouts, curator, buyer } = await inService();
      await openServed(1n);
      const since = Number(await now());
      await act(curator, workouts, "offerSale", [1n, buyer.address, usdc("5_000_000")]);

      const { facility } = await readFacility(client, { lens: at(lens) }, 1n);

      expect([facility.status, facility.workout.since]).to.deep.equal(["resolving", since]);
      const [, , , from, until] = await workouts.offerOf(1n);
      expect(facility.workout.offer).to.deep.equal({
        price: usdc("5_000_000"),
        buyer: buyer.address,
        from: Number(from),
        until: Number(until),
      });
      expect(facility.workout.announcement).to.include({ kind: "sale", announcedAt: Number(from - NOTICE) });
    });
  });

  describe("given a loan", () => {
    it("tells its schedule, and what is claimed in this second", async () => {
      const { lens, ledger, cluster, start, dueAt, report } = await debtStory(LOAN);
      await report(1);
      await networkHelpers.time.increaseTo(dueAt(1) + GRACE + 3n * DAY);
      const [lateInterest, interest, principal, outstanding] = await ledger.owedOf(cluster);
      const { payment, growth } = await ledger.debtOf(cluster);

      const { facility } = await readFacility(client, { lens: at(lens) }, cluster);

      expect(facility.form).to.equal("loan");
      expect(facility.debt).to.deep.include({
        principal: PRINCIPAL,
        payment,
        growth,
        start: Number(start),
        period: Number(MONTH),
        payments: Number(PAYMENTS),
        owed: { lateInterest, interest, principal },
        outstanding,
      });
      expect(interest > 0n).to.equal(true);
    });
  });

  describe("given covenants, and draws that wait for milestones", () => {
    it("tells both", async () => {
      const { lens, addCluster, origination, operator, drawEscrow } = await deployed();
      const covenants = {
        periods: 6n,
        curePeriods: 3n,
        coverageBps: [0n, 0n, 0n] as const,
        loanToValueBps: [0n, 0n, 0n] as const,
        priceBps: [9_000n, 8_000n, 7_000n] as const,
        priceLow: 1_500_000n,
      };
      const milestones = { orderedBps: 3_000n, deliveredBps: 6_000n };
      const cluster = await addCluster({}, { covenants: covenants as never, milestones });
      await origination.connect(operator).draw(cluster, COST, operator);
      const { closesAt, clearsAt } = await drawEscrow.escrowOf(cluster);

      const { facility } = await readFacility(client, { lens: at(lens) }, cluster);

      expect(facility.approval).to.include({ orderedBps: 3_000, deliveredBps: 6_000 });
      expect(facility.covenants).to.deep.equal({
        periods: 6,
        curePeriods: 3,
        coverageBps: [0, 0, 0],
        loanToValueBps: [0, 0, 0],
        priceBps: [9_000, 8_000, 7_000],
        priceLow: 1_500_000n,
        good: 0,
        income: 0n,
        service: 0n,
      });
      expect(facility.drawEscrow).to.deep.equal({
        drawn: COST,
        earned: 0n,
        cleared: 0n,
        paid: 0n,
        returned: 0n,
        orderedAt: ABSENT,
        deliveredAt: ABSENT,
        inServiceAt: ABSENT,
        closesAt: Number(closesAt),
        clearsAt: Number(clearsAt),
        vetoUntil: ABSENT,
        vetoes: 0,
      });
    });
  });

  describe("given several, of both managers", () => {
    it("takes no more requests than for one, of one block", async () => {
      const { lens, addCluster, shares, loans } = await inService();
      await addCluster();
      await addCluster({}, LOAN);
      const { client: batching, node } = await servedClient(provider);

      const { facilities } = await readFacilities(batching, { lens: at(lens) });

      expect(facilities.map(({ cluster, manager }) => [cluster, manager])).to.deep.equal([
        [1n, at(shares)],
        [2n, at(shares)],
        [3n, at(loans)],
      ]);
      const several = callsOf(node).length;
      await readFacility(batching, { lens: at(lens) }, 1n);
      expect(several).to.equal(6);
      expect(callsOf(node).length - several).to.equal(5);
      expect(blocksOf(node).size).to.equal(1);
      await node.close();
    });
  });

  describe("when nobody finances the cluster", () => {
    it("is refused in the lens's words", async () => {
      const { lens } = await inService();

      const error = await failureOf(readFacility(client, { lens: at(lens) }, 7n));

      expect(error).to.be.instanceOf(ReadError);
      expect(error.message).to.match(/^0x\w{40} refuses managerOf in block \d+: FacilityLens_NotFinanced\(7\)\.$/);
    });
  });
});

describe("readClusters", () => {
  it("is empty where no title was issued", async () => {
    const { registry } = await deployed();

    expect((await readClusters(client, { registry: at(registry) })).clusters).to.deep.equal([]);
  });

  it("tells what is ordered, and whose it is", async () => {
    const { registry, shares, operator } = await ordered();

    const { clusters } = await readClusters(client, { registry: at(registry) });

    expect(clusters).to.deep.equal([
      {
        cluster: 1n,
        name: "Abilene 1",
        model: "H100-SXM5",
        region: "US-TX",
        operator: operator.address,
        status: "ordered",
        gpuCount: 256,
        systemWatts: 1_275,
        pueBps: 12_500,
        version: 1,
        maxPeriod: Number(PERIOD),
        usefulLife: Number(LIFE),
        cost: COST,
        salvage: SALVAGE,
        serialsRoot: `0x${"5e".repeat(32)}`,
        inServiceAt: undefined,
        retiredAt: undefined,
        owner: at(shares),
        pledgee: undefined,
        manager: undefined,
      },
    ]);
  });

  it("tells of a pledge, of GPUs that were lost, and since when it serves", async () => {
    const { registry, cluster, start, loans, operator, loseGpus } = await debtStory(LOAN);
    await loseGpus(cluster, 16n);

    const { clusters } = await readClusters(client, { registry: at(registry) });

    expect(clusters[0]).to.include({
      status: "inService",
      inServiceAt: Number(start),
      owner: operator.address,
      pledgee: at(loans),
      manager: at(loans),
      gpuCount: 240,
      version: 2,
    });
  });
});
