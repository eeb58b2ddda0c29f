import type { Choice } from "./selection.ts";

/** What must not happen, and the one way to break a contract so that it does. */
export type Rule = readonly [words: string, ...Choice];

export const RULES: readonly Rule[] = [
  // The money law.
  ["a gain is not locked", "VaultPostings.post", "drop", "withLocked"],
  ["a loss is not booked", "VaultPostings.post", "drop", "_bookLoss"],
  ["cash that came in is not counted", "VaultPostings._receive", "zero", "plus"],
  ["a draw does not become value", "VaultPostings.fund", "drop", "_turnLine"],
  ["depreciation is not posted", "CurveLib.post", "drop", "slope"],
  ["rent vests at once, as far as the floor allows", "RevenueShareManager._bend", "zero", ["_turn", 2]],
  ["a skim is not locked", "VaultAuthority.skim", "drop", "withLocked"],
  ["more is distributed than was reported", "FacilityManager._distribute", "side", ["min", 1]],
  ["the reserve stays with the manager after a sale", "FacilityExits._end", "drop", ["reserve", 1]],
  ["the fee takes from returned capital", "FeeMarkLib.profit", "side", 2],
  ["the fee is on all that is received", "FeeMarkLib.withFee", "side", ["min", 4]],
  ["a minority is a quorum", "ReporterQuorum._membersFor", "guard", "ReporterQuorum_TooFewSignatures"],
  ["a report is final without its window", "OracleStorage._advance", "guard", "timestamp"],

  // Entrances and exits.
  ["a deposit rounds up", "GpuYieldVault._deposit", "rounding"],
  ["a mint rounds down", "GpuYieldVault.mint", "rounding"],
  ["a withdrawal rounds down", "GpuYieldVault.withdraw", "rounding"],
  ["a redemption rounds up", "GpuYieldVault._redeem", "rounding"],
  ["no virtual shares to speak of", "SharesMath.VIRTUAL_SHARES", "one"],
  ["what is left without shares waits for the next depositor", "GpuYieldVault._enter", "drop", "_unlock"],
  ["a pause stops nothing", "GpuYieldVault._enter", "guard", "GpuYieldVault_Paused"],
  ["anybody spends anybody's shares", "GpuYieldVault._burnShares", "drop", "_spendAllowance"],
  ["the cap holds nobody", "GpuYieldVault._mintShares", "guard", "GpuYieldVault_CapExceeded"],
  ["shares are free", "GpuYieldVault._mintShares", "guard", "GpuYieldVault_ZeroShares"],
  ["the most that can be redeemed ignores the cash", "VaultViews.maxRedeem", "always", "toAssetsDown"],
  ["instant exits take what the queue waits for", "GpuYieldVault._burnShares", "guard", "GpuYieldVault_NotEnoughCash"],
  ["draws take what the queue waits for", "VaultPostings.fund", "guard", "GpuYieldVault_NotEnoughCash"],
  ["closed epochs can be cancelled at par", "QueueClaims.cancelRedeemRequest", "guard", "RedemptionQueue_EpochClosed"],
  ["who has claimed stays in the sums", "QueueClaims._take", "zero", ["minus", 2]],
  ["a request that is done remembers what it claimed", "QueueClaims._forget", "drop", "claimedShares"],
  ["an epoch in which nobody waits stops the queue", "QueueStorage._oldestClosed", "never", "isOver"],

  // What is late, and who bears it.
  ["leavers are paid the value of what is delinquent", "VaultNumbers._exitValueOf", "side"],
  ["deposits are open while much is delinquent", "GpuYieldVault._enter", "guard", "GpuYieldVault_TooMuchDelinquent"],
  ["who is patient is burned while much is unrealised", "QueueViews._nextToSettle", "never", "exitBelowTolerance"],
  ["what waits for a cure keeps cash from instant exits", "VaultNumbers._freeCash", "always", "_isBlocked"],
  ["a deadline that moves stays where it was", "FacilityStorage._setDeadline", "drop", ["_tick", 2]],
  ["what was distributed is forgotten by the deadline", "FacilityStorage._setDeadline", "drop", "timestamp"],
  ["a unit of rent cures", "RevenueShareManager._deadlineOf", "always", "ARREARS"],
  ["leavers are paid in full while a markdown runs", "CurveLib.lossAt", "zero", ["lossSlopeUp", 1]],
  ["a markdown that begins is forgotten", "AccrualScheduleLib._addStarts", "drop", "turnMarkdown"],
  ["a markdown has no end", "AccrualScheduleLib._addEnds", "drop", "turnMarkdown"],
  ["a source takes away what it did not put", "VaultPostings._turnAt", "never", "_fits"],
  ["the bond bears nothing", "Workouts._realise", "drop", "seize"],
  ["the reserve bears nothing", "FacilityExits.derecognise", "drop", "saturatingSub"],
  ["a recovery takes the place of no value", "Workouts._recover", "never", "Resolving"],
  ["a part that is lost takes no value with it", "Workouts.retireGpus", "never", "mulDiv"],

  // Arithmetic.
  ["a receipt forgets what was locked before it", "VestingScheduleLib.withLocked", "side", ["remainingAt", 2]],
  ["locked is rounded down", "VestingScheduleLib.lockedUpAt", "rounding"],
  ["losses spare what is locked", "VestingScheduleLib.withTaken", "drop", "min"],
  ["a line begins above what it is worth", "FacilityStorage._draw", "rounding"],
  ["hardware never depreciates", "CurveLib.timeLeft", "always", "hasBegunBy"],
  ["a period paid to the unit stays unpaid", "PaymentPointer.advance", "compare", "gross"],
  ["other costs come before energy", "Waterfall.split", "reorder"],
  ["a step gives the operator its second part at once", "Waterfall.operatorPart", "zero", "min"],
  ["a removed tick leaves its trace above", "TimeBitmap.flip", "either"],
  ["the search above the ticks looks at its own word again", "TimeBitmap.next", "drop", 2],

  // Schedules of loans and leases.
  ["a power grows without limit", "Amortisation.power", "guard", ["LIMIT", 1]],
  ["a level payment is rounded down", "Amortisation.levelPaymentUp", "rounding", ["mulDiv", 1]],
  ["a balloon is repaid before its time", "Amortisation._balanceUp", "side", ["finalPayment", 2]],
  ["a balance rises by rounding", "Amortisation._leftAfter", "side", ["min", 2]],
  ["a unit short covers the last payment", "Amortisation.paymentsCovered", "compare", "totalOwed"],
  ["the last payment bears no interest", "Amortisation.lastPayment", "side", ["growth", 1]],
  ["a shortened term forgets the interest", "Amortisation.termFor", "arithmetic", ["saturatingMul", 1]],
  ["an implicit rate forgets the buyout", "Amortisation.implicitGrowth", "side", ["saturatingAdd", 1]],
  ["principal is income", "LoanManager._age", "drop", "_revalue"],
  ["the operator is paid before debt service", "LoanManager._settle", "drop", "interest"],
  ["the reserve is paid out and kept", "LoanManager._serve", "drop", ["fromReserve", 2]],
  ["a line of a late reserve reaches nobody", "LoanLedger.serve", "drop", "fromReserve"],
  ["what is kept back is paid out as well", "FacilityManager._sweep", "keep", ["trapped", 1]],
  ["a resolution keeps what was kept back for nobody", "FacilityExits._surrender", "drop", "reserve"],
  ["principal is taken again", "DebtLib.take", "drop", "principalPaid"],
  ["a prepayment begins the schedule anew at once", "DebtLib.prepay", "drop", "start"],
  ["late interest leaves out what fell due last", "DebtLib.overdueArea", "drop", ["payment", 2]],
  ["a payment is claimed only when it is due", "DebtLib.begunBy", "rounding"],
  ["a tier is left at the first good report", "CovenantLib.test", "always", "tier"],
  ["coverage looks back for ever", "CovenantLib._lookBack", "side", ["income", 1]],

  // First loss, and other people's money.
  ["a bond pays more than it holds", "OperatorBond._takable", "side", ["min", 1]],
  ["a bond comes back at once", "OperatorBond._requireNothingAtRisk", "side", ["releaseDelay", 1]],
  ["an account stays whole when it is taken from", "CollateralEscrow._subtract", "drop", ["_accounts", 2]],
  ["an account pays more than it holds", "CollateralEscrow._subtract", "guard", "CollateralEscrow_AboveBalance"],
  ["what leaves an account is owed for ever", "CollateralEscrow._payOut", "drop", "totalOwed"],
  ["a credit is claimed again and again", "CollateralEscrow.claim", "drop", ["creditOf", 2]],
  ["what is held goes back", "CollateralEscrow.release", "guard", "CollateralEscrow_Held"],
  ["a hold is lifted for another reason than its own", "CollateralEscrow.unhold", "guard", "CollateralEscrow_NotHeld"],

  // What may be drawn, and when.
  ["a draw above a limit passes", "DrawLimits._requireBelow", "guard", "DrawLimits_AboveLimit"],
  ["what a cluster counted for stays in the sums", "DrawLimits._replace", "side", 3],
  ["depreciation makes no room under a limit", "DrawLimits._count", "side", ["valueX32", 1]],
  [
    "the limit of loan-to-value is a unit off",
    "DrawLimits._requireLoanToValue",
    "compare",
    "DrawLimits_AboveLoanToValue",
  ],
  ["coverage at its limit does not pass", "DrawLimits._requireCoverage", "compare", "DrawLimits_CoverageTooLow"],
  ["anybody attests a milestone", "DrawEscrow._verify", "zero", ["verify", 1]],
  ["milestones come in any order", "DrawEscrow._requireNext", "guard", "DrawEscrow_OutOfOrder"],
  ["any milestone earns everything", "DrawEscrow._earned", "always", "InService"],
  ["a milestone is paid again and again", "DrawEscrow.pay", "drop", ["paid", 2]],
  ["a milestone earned and not paid goes back", "DrawEscrow.giveBack", "side", ["_earned", 2]],
  ["milestones count for ever", "DrawEscrow._isOpen", "either", ["timestamp", 1]],

  // The auction of capital.
  ["a bid below the least wins", "CapitalAuction._beats", "either", ["leastBid", 2]],
  ["a bid that is too good to be true wins", "CapitalAuction._beats", "either", ["leastBid", 1]],
  ["the worst bid wins", "CapitalAuction._beats", "reverse", ["bestBid", 1]],
  ["of equal bids the later one wins", "CapitalAuction._beats", "reverse", ["bestBid", 2]],
  ["a replaced bid keeps its place", "CapitalAuction.commit", "keep", ["lastOrder", 2]],
  ["a replaced bid costs a second bond", "CapitalAuction.commit", "guard", 2],
  ["a dismissed bidder wins", "CapitalAuction.reveal", "either", ["_beats", 2]],
  ["bids are opened while others can still change", "CapitalAuction.reveal", "drop", "_requireFrom"],
  ["bids come after others were opened", "CapitalAuction.commit", "drop", "_requireBefore"],
  ["the award does not wait for the last reveal", "CapitalAuction.award", "drop", "_requireFrom"],
  ["a seal that stays shut costs nothing", "CapitalAuction.claimableOf", "either", ["revealed", 2]],
  ["the best one's bond is free before the award", "CapitalAuction.claimableOf", "either", ["revealed", 1]],
  ["what is forfeited is nobody's", "CapitalAuction._unrevealedOf", "zero"],
  ["a bond comes back twice", "CapitalAuction.claimBond", "drop", "returned"],
  ["winning costs nothing", "CapitalAuction.award", "drop", "hold"],
  ["a winner that drew nothing keeps its bond", "CapitalAuction.forfeit", "zero", ["seizeInto", 1]],
];

/**
 * The few that stand for the rest in `npm test`, one for each test of laws and a unit test or two, by number alone: the
 * first site of an operator in a function, or another of which the tests are known to notice.
 */
export const SAMPLE: readonly Choice[] = [
  ["VaultPostings.post", "drop", 4],
  ["LoanManager._age", "drop", 1],
  ["GpuYieldVault._deposit", "rounding", 1],
  ["QueueViews._nextToSettle", "never", 1],
  ["VestingScheduleLib.lockedUpAt", "rounding", 1],
  ["DrawLimits._requireBelow", "guard", 1],
];
