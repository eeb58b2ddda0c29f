/**
 * Contracts and the tests that have to notice when one breaks: the likeliest for its time first, and none after one
 * that does. Where no Solidity test looks closely, those of mocha do.
 */
export type Guarded = { readonly files: readonly string[]; readonly tests: readonly string[] };

const unit = (name: string): string => `test/solidity/${name}.t.sol`;
const contracts = (...names: readonly string[]): string[] => names.map((name) => `contracts/${name}.sol`);
/** Tests of mocha: of one folder, by their names. */
const stories = (folder: string, ...names: readonly string[]): string[] =>
  names.map((name) => `test/${folder}/${name}.test.ts`);
/** One contract and the test of the same name. */
const alone = (contract: string, test: string, ...more: readonly string[]): Guarded => ({
  files: contracts(contract),
  tests: [unit(test), ...more],
});

/**
 * The laws of money over a long life of the whole protocol; the same for loans and leases; of ERC-4626; of the queue.
 */
const LAWS = unit("invariants/Laws");
const DEBTS = unit("invariants/Debts");
const ERC4626 = unit("vault/ERC4626Properties");
const QUEUE = unit("queue/QueueProperties");

export const TARGETS: readonly Guarded[] = [
  { files: contracts("vault/VaultNumbers", "vault/VaultViews", "GpuYieldVault"), tests: [ERC4626, LAWS] },
  { files: contracts("vault/VaultPostings"), tests: [LAWS, unit("vault/Curve"), ...stories("vault", "fund")] },
  { files: contracts("vault/AccrualSchedule", "vault/SchedulePage"), tests: [unit("vault/Curve"), LAWS] },
  { files: contracts("vault/VaultAuthority"), tests: [ERC4626, LAWS] },
  alone("vault/FeeMark", "vault/FeeMark", unit("vault/Fees"), LAWS),
  alone("vault/SharesMath", "vault/SharesMath", ERC4626),
  alone("vault/TimeBitmap", "vault/TimeBitmap", unit("vault/Curve")),
  alone("vault/VestingSchedule", "vault/VestingSchedule", LAWS),
  {
    files: contracts("queue/QueueStorage", "queue/QueueViews", "queue/QueueClaims", "RedemptionQueue"),
    tests: [QUEUE, ...stories("queue", "cancel", "lists", "claims"), LAWS],
  },
  { files: contracts("facilities/FacilityStorage", "facilities/FacilityManager"), tests: [LAWS, DEBTS] },
  {
    files: contracts("facilities/FacilityExits", "facilities/RevenueShareManager", "Workouts"),
    tests: [...stories("workouts", "buy"), LAWS],
  },
  { files: contracts("facilities/LoanManager", "facilities/LoanLedger"), tests: [DEBTS, LAWS] },
  alone("facilities/lib/Curve", "facilities/Curve", LAWS),
  alone("facilities/lib/Amortisation", "facilities/Amortisation", unit("facilities/Debt")),
  alone("facilities/lib/Covenant", "facilities/Covenant", DEBTS),
  alone("facilities/lib/Debt", "facilities/Debt", DEBTS),
  alone("facilities/lib/PaymentPointer", "facilities/PaymentPointer", LAWS),
  alone("facilities/lib/Waterfall", "facilities/Waterfall", LAWS),
  { files: contracts("oracle/OracleStorage"), tests: [LAWS] },
  { files: contracts("oracle/ReporterQuorum"), tests: [LAWS, ...stories("stakes", "seats", "resign")] },
  alone("oracle/Timeline", "oracle/Timeline"),
  {
    files: contracts("RevenueOracle", "oracle/ReportAdmission"),
    tests: stories("oracle", "submit", "markMissed", "veto", "dispute", "finalReport", "clock"),
  },
  { files: contracts("oracle/ReportBounds"), tests: stories("oracle/bounds", "check", "setBounds") },
  {
    files: contracts("oracle/ReportClock"),
    tests: [...stories("oracle", "clock"), ...stories("attacks", "guardian", "disputesAndTheClock")],
  },
  { files: contracts("oracle/Contradictions"), tests: stories("oracle/contradictions", "eject", "contradict") },
  {
    files: contracts("ReportDisputes"),
    tests: [
      ...stories("disputes", "challenge", "decide", "timeout", "defend", "correct"),
      ...stories("attacks", "disputesAndTheClock"),
    ],
  },
  {
    files: contracts("ReporterStakes", "oracle/ReportFields"),
    tests: [...stories("stakes", "claimAward", "post", "resign", "stopAward", "fees"), ...stories("attacks", "stakes")],
  },
  {
    files: contracts("FacilityOrigination", "facilities/lib/TermRules"),
    tests: [
      ...stories("facilities/origination", "approve", "draw", "approveDebt", "commission"),
      ...stories("facilities/covenants", "onReport"),
      ...stories("attacks", "roles"),
    ],
  },
  {
    files: contracts("workouts/TitleSales"),
    tests: stories("workouts", "startDutchAuction", "buy", "offerSale"),
  },
  { files: contracts("workouts/PledgedDebts"), tests: stories("workouts", "pledges", "debts") },
  { files: contracts("workouts/LossClaims"), tests: stories("workouts", "claims") },
  {
    files: contracts("LossAnnouncements", "facilities/lib/LossMark"),
    tests: [...stories("losses", "announce"), ...stories("attacks", "announcedLosses")],
  },
  { files: contracts("VaultDirectory"), tests: stories("directory", "list", "describe") },
  alone("OperatorBond", "bond/OperatorBond"),
  alone("CollateralEscrow", "escrow/CollateralEscrow"),
  alone("DrawLimits", "drawLimits/DrawLimits", unit("invariants/Draws")),
  alone("vault/DrawNotices", "vault/DrawNotices"),
  alone("DrawEscrow", "drawLimits/DrawEscrow"),
  alone("CapitalAuction", "auction/CapitalAuction"),
];
