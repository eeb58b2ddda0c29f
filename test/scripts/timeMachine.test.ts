import { expect } from "chai";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CliError } from "../../scripts/lib/cliError.ts";
import { silent } from "../../scripts/lib/progress.ts";
import type { ChainContext } from "../../scripts/replay/setUp.ts";
import { TimeMachine } from "../../scripts/start/TimeMachine.ts";
import { createTimeServer } from "../../scripts/start/timeServer.ts";
import { openWorld } from "../../scripts/worlds/openWorld.ts";
import { WORLDS } from "../../scripts/worlds/worlds.ts";

const DAY = 86_400;
const CLUSTER = 1n;
/** As the oracle numbers it. */
const MISSED = 1n;

describe("the time machine", function () {
  this.timeout(120_000);
  let context: ChainContext;
  let machine: TimeMachine;

  before(async () => {
    const { replays } = await openWorld(".", WORLDS.healthy, Math.floor(Date.now() / 1000), silent);
    ({ context } = replays[0]);
    machine = new TimeMachine([context]);
    await machine.bring("day-paid"); // a period may have been over when the world was opened
  });
  after(async () => {
    await context.chain.connection.close();
  });

  const facility = () => context.contracts.lens.facility(CLUSTER);
  const received = async () => (await facility()).received;

  it("lets a day pass, in which the rent of a week before comes in", async () => {
    const { oracle } = context.contracts;
    const [before, at] = [await facility(), await context.chain.now()];
    expect(await machine.bring("day-paid")).to.contain("What is due was reported and paid. It is 20");
    expect((await context.chain.now()) - at).to.be.within(DAY, DAY + 60);
    const after = await facility();
    expect(after.settledPeriods).to.equal(before.settledPeriods + 1n);
    const { gross } = await oracle.reportOf(CLUSTER, after.settledPeriods - 7n);
    expect(after.distributed - before.distributed).to.equal(gross);
    expect(after.received > before.received).to.equal(true);
  });

  it("lets a day pass that nobody pays, and makes up for it on the next that is paid", async () => {
    const before = await received();
    expect(await machine.bring("day-unpaid")).to.contain("It was reported, and nobody paid.");
    const { reported, distributed } = await facility();
    expect(reported > distributed).to.equal(true);
    expect(await received()).to.equal(before);

    await machine.bring("day-paid");
    const cured = await facility();
    expect(cured.reported).to.equal(cured.distributed);
  });

  it("brings one thing after the other, however many ask at once", async () => {
    const at = await context.chain.now();
    await Promise.all([machine.bring("day-paid"), machine.bring("day-paid")]);
    expect((await context.chain.now()) - at).to.be.within(2 * DAY, 2 * DAY + 120);
  });

  it("lets a report be missed", async () => {
    const { oracle } = context.contracts;
    const { period } = await oracle.nextReport(CLUSTER);
    const said = await machine.bring("report-missed");
    expect(said).to.contain(`Nobody reported period ${period} of helios-h100-256 in time.`);
    expect((await oracle.reportOf(CLUSTER, period)).status).to.equal(MISSED);
  });

  it("lets a cluster default, to the loss that is booked", async () => {
    const { vault, workouts, lens } = context.contracts;
    expect(await machine.bring("default")).to.contain("what was left of it was booked as lost");
    const [closed] = await workouts.queryFilter(workouts.filters.ResolutionClosed(CLUSTER));
    const [recovered] = await workouts.queryFilter(workouts.filters.Recovered(CLUSTER));
    const [booked] = (await vault.queryFilter(vault.filters.LossBooked)).slice(-1);
    expect((closed?.args.value ?? 0n) > 0n).to.equal(true);
    expect((recovered?.args.amount ?? 0n) > 0n).to.equal(true);
    expect((booked?.args.loss ?? 0n) >> 32n).to.equal(closed?.args.value);
    expect((await lens.facility(CLUSTER)).value).to.equal(0n);
  });

  it("says why nothing more can happen to a vault without clusters", async () => {
    const refusal = await machine.bring("default").catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(CliError);
    expect((refusal as CliError).message).to.equal("No cluster of this vault is in service any more.");
  });

  describe("over HTTP", () => {
    let server: Server;
    let base: string;
    const asked: unknown[] = [];
    before(async () => {
      server = createTimeServer((act, vault) => {
        asked.push([act, vault]);
        return act === "default" ? Promise.reject(new CliError("There is no more.")) : Promise.resolve("Done.");
      });
      await new Promise<void>((resolve) => {
        server.listen(0, "127.0.0.1", resolve);
      });
      base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    after(() => {
      server.closeAllConnections();
      server.close();
    });
    const post = (path: string, origin?: string) =>
      fetch(base + path, { method: "POST", headers: origin === undefined ? {} : { origin } });

    it("does what it is asked for, by a page of this machine", async () => {
      const response = await post("/day-paid?vault=0x12", "http://localhost:3000");
      expect([response.status, await response.json()]).to.deep.equal([200, { said: "Done." }]);
      expect(response.headers.get("access-control-allow-origin")).to.equal("http://localhost:3000");
      expect(asked).to.deep.equal([["day-paid", "0x12"]]);
    });

    it("says why it did not", async () => {
      const response = await post("/default");
      expect([response.status, await response.json()]).to.deep.equal([409, { refused: "There is no more." }]);
    });

    it("knows four things, and refuses other sites and other methods", async () => {
      const other = await post("/year");
      expect([other.status, await other.json()]).to.deep.equal([
        404,
        { refused: "There is nothing but day-paid, day-unpaid, report-missed, default." },
      ]);
      expect((await post("/day-paid", "https://elsewhere.example")).status).to.equal(403);
      expect((await fetch(`${base}/day-paid`)).status).to.equal(405);
      expect(asked).to.have.length(2);
    });
  });
});
