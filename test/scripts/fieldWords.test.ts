import { expect } from "chai";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

type Retired = {
  /** Whole words; `*` stands for the rest of one. Words of plain English are looked for among identifiers only. */
  words: string;
  /** What the field says. */
  say: string;
  /** Where the words had this meaning; everywhere when absent. Elsewhere they mean what anybody means by them. */
  within?: readonly string[];
};

/** What the project used to call by words of its own, and the field's word that took its place. */
const RETIRED: readonly Retired[] = [
  // Values and their lines.
  { words: "fine *Fine FINE*", say: "x32, X32" },
  { words: "ValueLine", say: "AccrualLine" },
  { words: "Stream Ledger", say: "VestingSchedule, VaultTotals" },
  { words: "DueTimes DueItem DueSchedule Calendar", say: "TimeBitmap, Kink, AccrualSchedule" },
  { words: "StillDue", say: "AccrualPending" },
  { words: "wear* *Wear worn unworn Worn UNWORN", say: "depreciation" },
  { words: "turnLate* fallLate wasLate exitLine lineLength lateStory lateLimit*", say: "delinquent, markdown" },
  {
    words: "*_LateLimitOutOfRange *_LateResolveFirst lateSince",
    say: "delinquency",
    within: ["contracts/interfaces", "frontend/src/lib/errors"],
  },
  { words: "watched", say: "delinquentValue" },
  { words: "lane lanes Lane Lanes setLane", say: "depositStatus, withdrawStatus" },
  // Who finances.
  {
    words: "FacilityBook BookLedger BookEndings BookSchedule BookOrigination",
    say: "FacilityManager, FacilityStorage, FacilityExits",
  },
  { words: "shed", say: "derecognise" },
  {
    words: "held",
    say: "trapped",
    within: ["scripts/replay/summary.ts", "scripts/replay/outcome.ts", "contracts/facilities"],
  },
  { words: "preferredRate stepShareBps", say: "preferredReturnRate, hurdleShareBps" },
  { words: "Underwriting IUnderwriting", say: "DrawLimits" },
  { words: "IMilestones Milestones_* _MILESTONES milestonesAbi MilestonesCard readMilestones", say: "DrawEscrow" },
  { words: "Resolutions IResolutions", say: "Workouts" },
  { words: "keeperOf OtherKeeper", say: "managerOf" },
  { words: "controllerOf", say: "titleHolderOf" },
  {
    words: "release",
    say: "earned, freed, returned, unlocked, unbound: a bond is released, and nothing else",
    within: [
      "contracts/facilities",
      "contracts/vault",
      "contracts/DrawEscrow.sol",
      "contracts/GpuYieldVault.sol",
      "contracts/Workouts.sol",
    ],
  },
  {
    words:
      "releaseSource SourceReleased ReserveReleased reserveReleased TrappedCashReleased IncomeReleased _releaseTitle",
    say: "unbindSource, …Returned, …Freed, …Unlocked",
  },
  // Oracle and disputes.
  { words: "adopt adopted ClusterAdopted", say: "migrate" },
  { words: "admitZero", say: "reportZero" },
  { words: "take", say: "consume", within: ["contracts/oracle", "contracts/RevenueOracle.sol"] },
  { words: "StoodBy stoodBy StandBy standBy* Fallen", say: "Defended, Overturned" },
  { words: "ReportLedger ReportStore", say: "OracleStorage, ReportPacking" },
  { words: "standingOf _standingOf", say: "finalityOf, statusOf" },
  { words: "settleDispute", say: "endDispute: periods and epochs are settled" },
  // Queue.
  { words: "QueueFace QueueLedger", say: "QueueViews, QueueStorage" },
  { words: "Front FrontLib Reading Tally", say: "SettlingEpoch", within: ["contracts", "test/solidity"] },
  // Replay.
  {
    words: "Stage Scene Actor Episode courseOf courseOfCluster guessReading readingOf",
    say: "ChainContext, RunContext, ClusterState, TimelineRow, timelineOf",
  },
  {
    words: "course courses announce",
    say: "timeline, schedule",
    within: ["scripts/replay", "scripts/start", "test/scripts", "frontend/src"],
  },
  // Net asset value from events.
  {
    words: "Saying hear hearOf hearFrom* heard follow*",
    say: "expected event, dispatch, project",
    within: ["scripts/nav"],
  },
  { words: "most least", say: "max, min", within: ["scripts/nav", "scripts/replay/estimateCompletion.ts"] },
  // Tests.
  { words: "Stagehands Breaches", say: "BaseHandler, InvariantAssertions" },
  { words: "POCKET_MONEY", say: "INITIAL_BALANCE" },
  // Web app.
  { words: "Knot knot knots", say: "checkpoint" },
  { words: "story Story", say: "history", within: ["contracts", "deploy", "frontend", "scripts"] },
  { words: "shutWord", say: "depositReason" },
  { words: "desk withDesk", say: "operator page" },
];

const FOLDERS = ["contracts", "deploy", "frontend/src", "frontend/test", "packages", "scripts", "test"];
const PAPERS = ["README.md", "frontend/README.md"];
const SELF = "test/scripts/fieldWords.test.ts";
/** Said on a page: the connection is fine. */
const SAID = { file: "frontend/src/components/shell/ChainUnreachable.tsx", word: "fine" };

describe("the field's words", () => {
  it("are used instead of those of our own, in code, tests and papers", async () => {
    const rules = RETIRED.flatMap(({ words, say, within }) => {
      const [plain, coined] = [words.split(" ").filter(isPlain), words.split(" ").filter((word) => !isPlain(word))];
      return [
        { wanted: wordsOf(plain), say, within, ofIdentifiers: true },
        { wanted: wordsOf(coined), say, within, ofIdentifiers: false },
      ];
    });
    const found: string[] = [];
    for (const file of [...PAPERS, ...(await textsIn(FOLDERS))]) {
      if (file === SELF) continue;
      const text = await readFile(file, "utf8");
      const identifiers = file.endsWith(".md") ? quotedIn(text) : codeIn(text);
      for (const { wanted, say, within, ofIdentifiers } of rules) {
        if (within && !within.some((path) => file === path || file.startsWith(`${path}/`))) continue;
        for (const [word] of (ofIdentifiers ? identifiers : text).matchAll(wanted)) {
          if (file !== SAID.file || word !== SAID.word) found.push(`${file}: ${word}, say ${say}`);
        }
      }
    }
    expect(found).to.deep.equal([]);
  });

  it("are looked for in code, and in prose only where nothing else can be meant", () => {
    expect(codeIn('story; // a story\n/* the story */ say("a story", "story");')).to.equal(
      'story; \n  say( , "story");',
    );
    expect(quotedIn("a story, `story` and\n```\nStory\n```")).to.equal("`story`\n```\nStory\n```");
    expect([..."aFine fine Fined".matchAll(wordsOf(["*Fine", "fine"]))].map(([word]) => word)).to.deep.equal([
      "aFine",
      "fine",
    ]);
    expect(["story", "Stage", "wear*", "courseOf", "FINE*", "*Wear"].filter(isPlain)).to.deep.equal([
      "story",
      "Stage",
      "wear*",
    ]);
  });
});

/** A word that English has, in lower case but for its first letter. */
function isPlain(word: string): boolean {
  return /^[A-Za-z][a-z]+\*?$/.test(word);
}

function wordsOf(words: readonly string[]): RegExp {
  const any = words.map((word) => word.replaceAll("*", "\\w*")).join("|");
  return new RegExp(any === "" ? "(?!)" : `\\b(${any})\\b`, "g");
}

/** Without comments, and without texts of more than one word. */
function codeIn(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|"[^"\n]* [^"\n]*"/g, " ").replaceAll(/\/\/.*/g, "");
}

/** What a paper names as it is called. */
function quotedIn(text: string): string {
  return [...text.matchAll(/```[\s\S]*?```|`[^`\n]+`/g)].join("\n");
}

async function textsIn(folders: readonly string[]): Promise<string[]> {
  const all = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(folder, { recursive: true });
      return names.map((name) => join(folder, name)).filter((path) => /\.(sol|ts|tsx|mjs|md|json|css)$/.test(path));
    }),
  );
  return all.flat();
}
