import { expect } from "chai";
import { readFile } from "node:fs/promises";
import { texts } from "./support/texts.ts";

/** What the project used to call by words of its own, and the field's word that took its place. */
const RETIRED: Readonly<Record<string, string>> = {
  turnWear: "kinks of the vault",
  turnLateness: "the vault's markdown",
  lineLength: "markdownPeriod",
  ValueLine: "AccrualLine",
  DueTimes: "TimeBitmap",
  DueItem: "Kink",
  StillDue: "AccrualPending",
  FacilityBook: "FacilityManager",
  keeperOf: "managerOf",
  controllerOf: "titleHolderOf",
  preferredRate: "preferredReturnRate",
  stepShareBps: "hurdleShareBps",
  Underwriting: "DrawLimits",
  Resolutions: "Workouts",
  FINE: "X32",
  POCKET_MONEY: "INITIAL_BALANCE",
  QueueFace: "QueueViews",
  QueueLedger: "QueueStorage",
};

const SELF = "test/scripts/fieldWords.test.ts";

describe("the field's words", () => {
  it("are used instead of those of our own, in code, tests and papers", async () => {
    const found: string[] = [];
    const wanted = new RegExp(`\\b(${Object.keys(RETIRED).join("|")})\\b`, "g");
    for (const file of await texts()) {
      if (file === SELF) continue;
      for (const [word] of (await readFile(file, "utf8")).matchAll(wanted)) {
        found.push(`${file}: ${word}, say ${RETIRED[word]}`);
      }
    }
    expect(found).to.deep.equal([]);
  });
});
