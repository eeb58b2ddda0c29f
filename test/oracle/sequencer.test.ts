import { expect } from "chai";
import { DAY, listeningStatement, networkHelpers, STATUS, WINDOW } from "../support/statementFixture.ts";

const { time } = networkHelpers;

/** On a rollup whose sequencer has been up for long; period 1 is pending. */
const fixture = async () => {
  const statement = await listeningStatement();
  const { feed, report } = statement;
  const made = await report();
  const now = async () => BigInt(await time.latest());
  return {
    ...statement,
    made,
    now,
    down: async () => feed.set(1, await now()),
    up: async () => feed.set(0, await now()),
  };
};
const given = () => networkHelpers.loadFixture(fixture);

describe("RevenueOracle on a rollup with an uptime feed", () => {
  it("names its feed", async () => {
    const { oracle, feed } = await given();

    expect(await oracle.sequencerFeed()).to.equal(await feed.getAddress());
  });

  describe("given the sequencer has been up since before the report", () => {
    it("keeps the announced window", async () => {
      const { oracle, made } = await given();

      await time.increaseTo(made.finalAt - 1n);
      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Pending);
      await time.increaseTo(made.finalAt);
      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Final);
    });

    it("keeps it too when the sequencer came up in the second of the submission", async () => {
      const { oracle, feed, made } = await given();
      await feed.set(0, made.submittedAt);

      await time.increaseTo(made.finalAt);

      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Final);
    });
  });

  describe("given the sequencer is down", () => {
    it("makes nothing final, latches nothing, and still hears the guardian", async () => {
      const { oracle, guardian, made, down } = await given();
      await down();
      await time.increaseTo(made.finalAt + DAY);

      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Pending);
      expect((await oracle.finalReport(1, 1)).isFinal).to.equal(false);
      expect(await oracle.finalize.staticCall(1)).to.equal(0n);
      await oracle.connect(guardian).veto(1, 1);

      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Void);
    });

    for (const [name, change] of [
      ["reverts", async ({ feed }) => feed.silence()],
      ["has never started", async ({ feed }) => feed.set(0, 0)],
      ["claims a moment to come", async ({ feed, now }) => feed.set(0, (await now()) + 100n * DAY)],
      ["answers anything but 0", async ({ feed }) => feed.set(-1, 1)],
    ] as const satisfies readonly [string, (statement: Awaited<ReturnType<typeof fixture>>) => Promise<unknown>][]) {
      it(`counts a feed that ${name} as down`, async () => {
        const statement = await given();
        const { oracle, made } = statement;
        await change(statement);
        await time.increaseTo(made.finalAt);

        expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Pending);
      });
    }

    it("changes nothing about what was latched", async () => {
      const { oracle, made, down } = await given();
      await time.increaseTo(made.finalAt);
      await oracle.finalize(1);
      await down();

      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Final);
      expect((await oracle.finalReport(1, 1)).isFinal).to.equal(true);
    });

    it("still admits reports", async () => {
      const { oracle, down, report } = await given();
      await down();

      await report();

      expect(await oracle.progressOf(1)).to.deep.equal([2n, 0n]);
    });
  });

  describe("given the sequencer came up again inside the window", () => {
    it("restarts the whole window from then", async () => {
      const { oracle, made, up, down, now } = await given();
      await time.increase(WINDOW / 2n);
      await down();
      await time.increase(3_600n);
      const upAt = await now();
      await up();

      const finalAt = upAt + WINDOW;
      expect((await oracle.reportOf(1, 1)).finalAt).to.equal(finalAt);
      await time.increaseTo(made.finalAt);
      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Pending);
      await time.increaseTo(finalAt - 1n);
      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Pending);
      await time.setNextBlockTimestamp(finalAt);
      await expect(oracle.finalize(1)).to.emit(oracle, "FinalityMoved").withArgs(1n, 1n, made.finalAt, finalAt);
      expect((await oracle.reportOf(1, 1)).finalAt).to.equal(finalAt);
    });

    it("delays the periods behind it as well", async () => {
      const { oracle, made, up, now, nextReport, sign } = await given();
      const next = await nextReport({ end: made.end + 3_600n });
      const { signers, signatures } = await sign(next);
      await time.increaseTo(made.finalAt - 100n);
      const upAt = await now();
      await up();
      await oracle.submit(next, signers, signatures);

      await time.increaseTo(upAt + WINDOW - 1n);
      expect(await oracle.statusOf(1, 2)).to.equal(STATUS.Pending);
      expect((await oracle.reportOf(1, 2)).finalAt).to.be.greaterThanOrEqual(upAt + WINDOW);
    });
  });

  describe("given a window that had passed before the outage", () => {
    it("restarts it when nobody had latched it: the feed doesn't tell when the outage began", async () => {
      const { oracle, made, down, up, now } = await given();
      await time.increaseTo(made.finalAt + DAY);
      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Final);
      await down();
      await time.increase(600);
      const upAt = await now();
      await up();

      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Pending);
      await time.increaseTo(upAt + WINDOW);
      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Final);
    });

    it("leaves it final when somebody had", async () => {
      const { oracle, made, down, up } = await given();
      await time.increaseTo(made.finalAt);
      await oracle.finalize(1);
      await down();
      await up();

      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Final);
      expect((await oracle.reportOf(1, 1)).finalAt).to.equal(made.finalAt);
    });
  });
});
