import { expect } from "chai";
import { lifeLine } from "../../src/lib/history/lifeLine";
import type { ProtocolEvent } from "../../src/lib/history/protocolEvent";
import { endWord, lifeWords } from "../../src/lib/vault/lifeWords";
import { lossesEvent, managerEvent, originationEvent, registryEvent, workoutsEvent } from "./events";

const DAY = 86_400;
const START = 1_800_000_000;
const CLUSTER = 1n;
const SOMEBODY = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const at = (day: number): number => START + day * DAY;

const begun: ProtocolEvent[] = [
  originationEvent(at(0), "Drawn", { cluster: CLUSTER, receiver: SOMEBODY, amount: 100n, cost: 100n }),
  originationEvent(at(1), "Commissioned", { cluster: CLUSTER, inServiceAt: at(1) }),
  managerEvent(at(1), "DeadlineSet", { cluster: CLUSTER, deadline: at(10) }),
];

const kindsAt = (events: ProtocolEvent[], day: number) =>
  lifeLine(events, CLUSTER, at(day)).map(({ kind, timestamp }) => [kind, (timestamp - START) / DAY]);

describe("the life line of a facility", () => {
  it("names block and transaction of what somebody did", () => {
    const [drawn] = lifeLine(begun, CLUSTER, at(2));
    expect(drawn?.place?.transactionHash).to.equal(begun[0]?.transactionHash);
    expect(drawn?.place?.blockNumber).to.equal(begun[0]?.blockNumber);
    expect(drawn?.amount).to.equal(100n);
  });

  it("is late from the deadline on, though nobody has called, and not a second earlier", () => {
    const untilThen = [
      ["drawn", 0],
      ["inService", 1],
    ];
    const second = lifeLine(begun, CLUSTER, at(10) - 1);
    expect(second.map(({ kind }) => kind)).to.deep.equal(["drawn", "inService"]);
    expect(kindsAt(begun, 10)).to.deep.equal([...untilThen, ["late", 10]]);
    expect(lifeLine(begun, CLUSTER, at(10)).at(-1)?.place).to.equal(undefined);
  });

  it("is not late where the deadline was moved in time", () => {
    const moved = managerEvent(at(9), "DeadlineSet", { cluster: CLUSTER, deadline: at(20) });
    expect(kindsAt([...begun, moved], 15).map(([kind]) => kind)).to.deep.equal(["drawn", "inService"]);
  });

  it("is cured once, and may be late again", () => {
    const cured = [
      managerEvent(at(12), "Cured", { cluster: CLUSTER }),
      managerEvent(at(12), "DeadlineSet", { cluster: CLUSTER, deadline: at(30) }),
    ];
    expect(kindsAt([...begun, ...cured], 31).slice(2)).to.deep.equal([
      ["late", 10],
      ["cured", 12],
      ["late", 30],
    ]);
  });

  it("goes from late to workout to its end, and is not late after it", () => {
    const resolved = [
      managerEvent(at(100), "ResolutionBegun", { cluster: CLUSTER, value: 90n, exitValue: 0n }),
      workoutsEvent(at(100), "ResolutionOpened", { cluster: CLUSTER, opener: SOMEBODY }),
      workoutsEvent(at(101), "Recovered", { cluster: CLUSTER, payer: SOMEBODY, amount: 30n, ofValue: 30n }),
      workoutsEvent(at(102), "ResolutionClosed", { cluster: CLUSTER, value: 60n, fromBond: 0n, fromReserve: 0n }),
      managerEvent(at(102), "FacilityEnded", { cluster: CLUSTER }),
    ];
    const life = lifeLine([...begun, ...resolved], CLUSTER, at(400));
    expect(life.slice(2).map(({ kind }) => kind)).to.deep.equal([
      "late",
      "workoutOpened",
      "recovered",
      "workoutClosed",
      "ended",
    ]);
    expect(endWord(life)).to.equal("ended in a default");
  });

  it("is not late for a deadline that a workout itself has set", () => {
    const opened = [
      managerEvent(at(5), "DeadlineSet", { cluster: CLUSTER, deadline: at(5) + 3_600 }),
      managerEvent(at(5), "ResolutionBegun", { cluster: CLUSTER, value: 90n, exitValue: 90n }),
      workoutsEvent(at(5), "ResolutionOpened", { cluster: CLUSTER, opener: SOMEBODY }),
    ];
    expect(kindsAt([...begun, ...opened], 50).map(([kind]) => kind)).to.deep.equal([
      "drawn",
      "inService",
      "workoutOpened",
    ]);
  });

  it("tells an announced loss, what took it back, and GPUs that left", () => {
    const announced = { cluster: CLUSTER, kind: 2, fraction: 1n, gpus: 8, bookableFrom: at(4) };
    const events = [
      lossesEvent(at(2), "LossAnnounced", announced),
      lossesEvent(at(3), "AnnouncementEnded", { cluster: CLUSTER, kind: 2, waitsUntil: at(33) }),
      lossesEvent(at(4), "AnnouncementEnded", { cluster: CLUSTER, kind: 2, waitsUntil: 0 }),
      registryEvent(at(4), "GpusRetired", { cluster: CLUSTER, count: 8, left: 248, version: 2 }),
    ];
    const life = lifeLine([...begun, ...events], CLUSTER, at(5)).slice(2);
    expect(life.map(lifeWords)).to.deep.equal([
      "A loss was announced",
      "The announcement was taken back",
      "8 GPUs left service",
    ]);
  });

  it("tells an offer below value, and leaves what a sale announces by itself to the sale", () => {
    const sold = { cluster: CLUSTER, buyer: SOMEBODY, price: 0n, value: 0n } as const;
    const events = [
      lossesEvent(at(2), "LossAnnounced", { cluster: CLUSTER, kind: 3, fraction: 1n, gpus: 0, bookableFrom: at(4) }),
      workoutsEvent(at(4), "FacilitySold", sold),
      lossesEvent(at(4), "LossAnnounced", { cluster: CLUSTER, kind: 4, fraction: 1n, gpus: 0, bookableFrom: at(6) }),
    ];
    expect(lifeLine(events, CLUSTER, at(5)).map(lifeWords)).to.deep.equal([
      "Offered for less than its value",
      "The hardware went for nothing",
    ]);
  });

  it("says how a facility ended", () => {
    const ended = managerEvent(at(9), "FacilityEnded", { cluster: CLUSTER });
    const sold = workoutsEvent(at(9), "FacilitySold", { cluster: CLUSTER, buyer: SOMEBODY, price: 1n, value: 1n });
    const repaid = managerEvent(at(9), "DebtEnded", { cluster: CLUSTER, operator: SOMEBODY });
    const wordOf = (...events: ProtocolEvent[]) => endWord(lifeLine(events, CLUSTER, at(10)));
    expect(wordOf(sold)).to.equal(undefined);
    expect(wordOf(ended, sold)).to.equal("sold");
    expect(wordOf(ended, repaid)).to.equal("repaid");
    expect(wordOf(ended)).to.equal("ended");
  });
});
