import { expect } from "chai";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

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

const FOLDERS = ["contracts", "deploy", "frontend/src", "frontend/test", "scripts", "test"];
const SELF = "test/scripts/fieldWords.test.ts";

describe("the field's words", () => {
  it("are used instead of those of our own, in code, tests and papers", async () => {
    const found: string[] = [];
    const wanted = new RegExp(`\\b(${Object.keys(RETIRED).join("|")})\\b`, "g");
    for (const file of ["README.md", ...(await textsIn(FOLDERS))]) {
      if (file === SELF) continue;
      for (const [word] of (await readFile(file, "utf8")).matchAll(wanted)) {
        found.push(`${file}: ${word}, say ${RETIRED[word]}`);
      }
    }
    expect(found).to.deep.equal([]);
  });
});

async function textsIn(folders: readonly string[]): Promise<string[]> {
  const all = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(folder, { recursive: true });
      return names.map((name) => join(folder, name)).filter((path) => /\.(sol|ts|tsx|mjs|md|json|css)$/.test(path));
    }),
  );
  return all.flat();
}
