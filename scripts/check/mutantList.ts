/** One line of a contract, broken. */
export type Mutant = {
  readonly name: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** The test file that has to notice. */
  readonly test: string;
  /** Only the tests of that name. */
  readonly grep?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Also part of `npm test`. */
  readonly sample?: boolean;
};

const VAULT = "contracts/GpuYieldVault.sol";
const POSTINGS = "contracts/vault/VaultPostings.sol";
const NUMBERS = "contracts/vault/VaultNumbers.sol";
const VIEWS = "contracts/vault/VaultViews.sol";
const VESTING = "contracts/vault/VestingSchedule.sol";
const SCHEDULE = "contracts/vault/AccrualSchedule.sol";
const FEE = "contracts/vault/FeeMark.sol";
const STORAGE = "contracts/facilities/FacilityStorage.sol";
const MANAGER = "contracts/facilities/FacilityManager.sol";
const EXITS = "contracts/facilities/FacilityExits.sol";
const SHARES = "contracts/facilities/RevenueShareManager.sol";
const LOANS = "contracts/facilities/LoanManager.sol";
const LEDGER = "contracts/facilities/LoanLedger.sol";
const CURVE = "contracts/facilities/lib/Curve.sol";
const AMORTISATION = "contracts/facilities/lib/Amortisation.sol";
const DEBT = "contracts/facilities/lib/Debt.sol";
const RESOLUTIONS = "contracts/Workouts.sol";
const QUEUE = "contracts/RedemptionQueue.sol";
const QUEUE_LEDGER = "contracts/queue/QueueLedger.sol";
const UNDERWRITING = "contracts/DrawLimits.sol";
const ESCROW = "contracts/CollateralEscrow.sol";
const MILESTONES = "contracts/Milestones.sol";

const LAWS = { test: "test/solidity/invariants/Laws.t.sol" } as const;

const DEBT_LAWS = { test: "test/solidity/invariants/Debts.t.sol" } as const;

const ERC4626 = { test: "test/solidity/vault/ERC4626Properties.t.sol" } as const;

const unit = (name: string) => ({ test: `test/solidity/${name}.t.sol` });

export const mutants: readonly Mutant[] = [
  // The money law.
  {
    name: "a gain is not locked",
    file: POSTINGS,
    find: "vesting = vesting.withLocked(block.timestamp, uint256(gain), duration);\n            if",
    replace: "if",
    ...LAWS,
    sample: true,
  },
  {
    name: "a loss is not booked",
    file: POSTINGS,
    find: "vesting = _bookLoss(vesting, uint256(-gain));",
    replace: "vesting = vesting;",
    ...LAWS,
  },
  {
    name: "depreciation is not posted",
    file: CURVE,
    find: "p.slope += b.slope - a.slope;",
    replace: "",
    ...LAWS,
  },
  {
    name: "rent vests at once, as far as the floor allows",
    file: SHARES,
    find: "_post(f, before, next, cash, block.timestamp - vestFrom, 0);",
    replace: "_post(f, before, next, cash, 0, 0);",
    ...LAWS,
  },
  {
    name: "cash is what the token says",
    file: POSTINGS,
    find: "VaultTotals totals = _totals.plus(p.cashIn, 0);",
    replace: "VaultTotals totals = _totals.plus(_asset.balanceOf(address(this)) - _totals.cash(), 0);",
    ...LAWS,
  },
  {
    name: "a skim is not locked",
    file: "contracts/vault/VaultAuthority.sol",
    find: "vesting = vesting.withLocked(block.timestamp, amount << AccrualLineLib.X32_BITS, _vestingCap);",
    replace: "",
    ...LAWS,
  },
  {
    name: "a draw does not become value",
    file: POSTINGS,
    find: "_turnLine(c, int256(amount << AccrualLineLib.X32_BITS), 0);",
    replace: "",
    ...LAWS,
  },
  {
    name: "more is distributed than was reported",
    file: MANAGER,
    find: "uint256 cash = Math.min(lockbox, s.receivable);",
    replace: "uint256 cash = lockbox;",
    ...LAWS,
  },
  {
    name: "the reserve stays with the manager after a sale",
    file: EXITS,
    find: "_sendToVault(reserve);\n        _post(f, before, next, reserve, OVER_THE_CAP, 0);",
    replace: "_post(f, before, next, 0, OVER_THE_CAP, 0);",
    ...LAWS,
  },
  {
    name: "the fee takes from returned capital",
    file: FEE,
    find: "return sourceCash(self) + (unvested >> 32);",
    replace: "return sourceCash(self) + (unvested >> 32) + (1 << 40);",
    ...LAWS,
  },
  {
    name: "a minority is a quorum",
    file: "contracts/oracle/ReporterQuorum.sol",
    find: "if (given < needed) revert ReporterQuorum_TooFewSignatures(given, needed);",
    replace: "",
    ...LAWS,
  },
  {
    name: "a report is final without its window",
    file: "contracts/oracle/ReportLedger.sol",
    find: "if (block.timestamp < finalAt) return false;",
    replace: "",
    ...LAWS,
  },
  // Entrances and exits.
  {
    name: "a deposit rounds up",
    file: VAULT,
    find: "shares = SharesMath.toSharesDown(assets, nav, totals.supply());",
    replace: "shares = SharesMath.toSharesUp(assets, nav, totals.supply());",
    ...ERC4626,
  },
  {
    name: "a mint rounds down",
    file: VAULT,
    find: "assets = SharesMath.toAssetsUp(shares, nav, totals.supply());",
    replace: "assets = SharesMath.toAssetsDown(shares, nav, totals.supply());",
    ...ERC4626,
  },
  {
    name: "a withdrawal rounds down",
    file: VAULT,
    find: "shares = SharesMath.toSharesUp(assets, exitValue, totals.supply());",
    replace: "shares = SharesMath.toSharesDown(assets, exitValue, totals.supply());",
    ...ERC4626,
  },
  {
    name: "a redemption rounds up",
    file: VAULT,
    find: "assets = SharesMath.toAssetsDown(shares, exitValue, totals.supply());\n        if (assets < minAssets)",
    replace: "assets = SharesMath.toAssetsUp(shares, exitValue, totals.supply());\n        if (assets < minAssets)",
    ...ERC4626,
  },
  {
    name: "no virtual shares to speak of",
    file: "contracts/vault/SharesMath.sol",
    find: "VIRTUAL_SHARES = 1e6;",
    replace: "VIRTUAL_SHARES = 1;",
    ...ERC4626,
  },
  {
    name: "what is left without shares waits for the next depositor",
    file: VAULT,
    find: "if (totals.supply() == 0) _release(vesting);\n        else if",
    replace: "if",
    ...ERC4626,
  },
  {
    name: "a pause stops nothing",
    file: VAULT,
    find: "if (vesting.isPaused()) revert GpuYieldVault_Paused();",
    replace: "",
    ...ERC4626,
  },
  {
    name: "anybody spends anybody's shares",
    file: VAULT,
    find: "if (msg.sender != owner) _spendAllowance(owner, msg.sender, shares);",
    replace: "",
    ...ERC4626,
  },
  {
    name: "the cap holds nobody",
    file: VAULT,
    find: "if (assets > room) revert GpuYieldVault_CapExceeded(assets, room);",
    replace: "",
    ...ERC4626,
  },
  {
    name: "shares are free",
    file: VAULT,
    find: "if (shares == 0) revert GpuYieldVault_ZeroShares();",
    replace: "",
    ...ERC4626,
  },
  {
    name: "the most that can be redeemed ignores the cash",
    file: VIEWS,
    find: "if (SharesMath.toAssetsDown(shares, exitValue, supply) <= free) return shares;",
    replace: "return shares;",
    ...ERC4626,
  },
  // What is late, and who bears it.
  {
    name: "leavers are paid the value of what is delinquent",
    file: NUMBERS,
    find: "return Math.saturatingSub(nav, _lossUp(c));",
    replace: "return nav;",
    ...LAWS,
  },
  {
    name: "deposits are open while much is delinquent",
    file: VAULT,
    find: "if (delinquent != 0 && _isTooMuch(delinquent, nav)) {",
    replace: "if (false) {",
    ...LAWS,
  },
  {
    name: "draws take what the queue waits for",
    file: POSTINGS,
    find: "uint256 free = _freeCash(totals, _navOf(c, totals, vesting));",
    replace: "uint256 free = totals.cash();",
    ...LAWS,
  },
  {
    name: "instant exits take what the queue waits for",
    file: VAULT,
    find: "uint256 free = _freeCash(totals, exitValue);",
    replace: "uint256 free = totals.cash();",
    ...LAWS,
  },
  {
    name: "the queue is paid while a loss is not known",
    file: VAULT,
    find: "if (matured != 0) revert GpuYieldVault_AwaitsResolution(matured);",
    replace: "",
    ...LAWS,
  },
  {
    name: "delinquency is not undone by a cure",
    file: STORAGE,
    find: "if (wasDelinquent) emit Cured(cluster);",
    replace: "if (wasDelinquent) return false;",
    ...LAWS,
  },
  {
    name: "a unit of rent cures",
    file: SHARES,
    find: "if (s.terms.flags & FacilityLib.ARREARS == 0) return deadline;",
    replace: "return deadline;",
    ...LAWS,
  },
  {
    name: "leavers are paid in full while a markdown runs",
    file: CURVE,
    find: "if (t < end) return lossSlopeUp(self) * (t - self.deadline);",
    replace: "if (t < end) return 0;",
    ...unit("facilities/Curve"),
  },
  {
    name: "a markdown that begins is forgotten",
    file: SCHEDULE,
    find: "curve.turnMarkdown(int256(lossSlope), int256(delinquent), 0);",
    replace: "curve.turnMarkdown(0, int256(delinquent), 0);",
    ...unit("vault/Curve"),
  },
  {
    name: "the bond bears nothing",
    file: RESOLUTIONS,
    find: "if (loss > 0) fromBond = _bond.seize(cluster, loss);",
    replace: "",
    ...LAWS,
  },
  {
    name: "the reserve bears nothing",
    file: EXITS,
    find: "fromReserve = Math.min(f.reserve, Math.saturatingSub(worth, cash));",
    replace: "fromReserve = 0;",
    ...LAWS,
  },
  {
    name: "a recovery takes the place of no value",
    file: RESOLUTIONS,
    find: "if (status == FacilityStatus.Resolving) {\n            valueOut",
    replace: "if (false) {\n            valueOut",
    ...LAWS,
  },
  {
    name: "a part that is lost takes no value with it",
    file: RESOLUTIONS,
    find: "isOwned ? Math.mulDiv(manager.valueX32(cluster), count, inService) : 0;",
    replace: "0;",
    ...LAWS,
  },
  {
    name: "closed epochs can be cancelled at par",
    file: QUEUE,
    find: "if (closed && !_vault.exitBelowEntry()) revert RedemptionQueue_EpochClosed(requestId);",
    replace: "",
    ...LAWS,
  },
  {
    name: "who has claimed stays in the sums",
    file: QUEUE,
    find: "_epochs[epoch] = sums.minus(core.shares(), got);",
    replace: "_epochs[epoch] = sums.minus(core.shares(), 0);",
    ...LAWS,
  },
  {
    name: "a front that is settled whole is settled again",
    file: QUEUE_LEDGER,
    find: "if (sums.isWhole()) sums = _epochs[++epoch];",
    replace: "",
    ...unit("queue/QueueProperties"),
  },
  {
    name: "a request that is done keeps its shares",
    file: QUEUE,
    find: "return core.done();",
    replace: "return core;",
    ...unit("queue/QueueProperties"),
  },
  // Arithmetic.
  {
    name: "a markdown has no end",
    file: SCHEDULE,
    find: "curve.turnMarkdown(-int256(lossSlope + depreciation), 0, int256(count));",
    replace: "curve.turnMarkdown(0, 0, int256(count));",
    ...unit("vault/Curve"),
  },
  {
    name: "a source takes away what it did not put",
    file: "contracts/vault/VaultPostings.sol",
    find: "if (!_fits(isKink, word) || !_fits(isKink, sum)) {",
    replace: "if (false) {",
    ...unit("vault/Curve"),
  },
  {
    name: "what was distributed is forgotten by the deadline",
    file: STORAGE,
    find: "tick = block.timestamp / _tick + 1;",
    replace: "tick = times.deadline;",
    ...LAWS,
  },
  {
    name: "a line of a late reserve reaches nobody",
    file: LEDGER,
    find: "paid.fromReserve = reserve - left;",
    replace: "",
    ...DEBT_LAWS,
  },
  {
    name: "a receipt starts the schedule anew",
    file: VESTING,
    find: "lockedNow * remainingAt(self, t) + gain * (duration << TIME_BITS)",
    replace: "total * (duration << TIME_BITS)",
    ...unit("vault/VestingSchedule"),
  },
  {
    name: "locked is rounded down",
    file: VESTING,
    find: "return Math.ceilDiv(lockedAtFrom(self) * remaining, end(self) - (from(self) << TIME_BITS));",
    replace: "return (lockedAtFrom(self) * remaining) / (end(self) - (from(self) << TIME_BITS));",
    ...unit("vault/VestingSchedule"),
  },
  {
    name: "losses spare what is locked",
    file: VESTING,
    find: "taken = Math.min(lockedNow, amount);",
    replace: "taken = 0;",
    ...unit("vault/VestingSchedule"),
  },
  {
    name: "a line has a remainder",
    file: CURVE,
    find: "return self.salvage + self.slope * timeLeft(self, t);",
    replace: "return self.salvage + self.slope * timeLeft(self, t) + 1;",
    ...unit("facilities/Curve"),
  },
  {
    name: "hardware never depreciates",
    file: CURVE,
    find: "if (!hasBegunBy(self, t)) return self.life;",
    replace: "return self.life;",
    ...unit("facilities/Curve"),
  },
  {
    name: "a period paid to the unit stays unpaid",
    file: "contracts/facilities/lib/PaymentPointer.sol",
    find: "if (paid < oldest.gross) break;",
    replace: "if (paid <= oldest.gross) break;",
    ...unit("facilities/PaymentPointer"),
  },
  {
    name: "other costs come before energy",
    file: "contracts/facilities/lib/Waterfall.sol",
    find: "(lines.energyCarried, left) = _pay(claims.energyCarried, left);\n        (lines.otherCarried, left) = _pay(claims.otherCarried, left);",
    replace:
      "(lines.otherCarried, left) = _pay(claims.otherCarried, left);\n        (lines.energyCarried, left) = _pay(claims.energyCarried, left);",
    ...unit("facilities/Waterfall"),
  },
  {
    name: "the fee is on all that is received",
    file: FEE,
    find: "uint256 after_ = Math.min(Math.min(uint256(profit_), affordable), type(uint96).max);",
    replace: "uint256 after_ = Math.min(affordable, type(uint96).max);",
    ...unit("vault/FeeMark"),
  },
  {
    name: "a removed tick leaves its trace above",
    file: "contracts/vault/TimeBitmap.sol",
    find: "if (word != 0 && flipped != 0) return; // the levels above know already",
    replace: "if (word != 0) return;",
    ...unit("vault/TimeBitmap"),
  },
  {
    name: "the search above the ticks looks at its own word again",
    file: "contracts/vault/TimeBitmap.sol",
    find: "beyond = 1;",
    replace: "",
    ...unit("vault/TimeBitmap"),
  },

  // Schedules of loans and leases.
  {
    name: "a power grows without limit",
    file: AMORTISATION,
    find: "if (result >= LIMIT) return LIMIT;",
    replace: "",
    ...unit("facilities/Amortisation"),
  },
  {
    name: "a level payment is rounded down",
    file: AMORTISATION,
    find: "return Math.ceilDiv(Math.mulDiv(toRepay, growth, grown - ONE, Math.Rounding.Ceil), ONE);",
    replace: "return Math.mulDiv(toRepay, growth, grown - ONE) / ONE;",
    ...unit("facilities/Amortisation"),
  },
  {
    name: "a balloon is repaid before its time",
    file: AMORTISATION,
    find: "return Math.max(self.finalPayment, Math.ceilDiv(owed, ONE));",
    replace: "return Math.ceilDiv(owed, ONE);",
    ...unit("facilities/Amortisation"),
  },
  {
    name: "a balance rises by rounding",
    file: AMORTISATION,
    find: "return Math.min(self.principal * ONE, owed);",
    replace: "return owed;",
    ...unit("facilities/Amortisation"),
  },
  {
    name: "the last payment bears no interest",
    file: AMORTISATION,
    find: "Math.ceilDiv(Math.mulShr(owed, ONE + self.growth, 128, Math.Rounding.Ceil), ONE);",
    replace: "Math.ceilDiv(owed, ONE);",
    ...unit("facilities/Amortisation"),
  },
  {
    name: "a unit short covers the last payment",
    file: AMORTISATION,
    find: "return paid < totalOwed(self) ?",
    replace: "return paid + 1 < totalOwed(self) ?",
    ...unit("facilities/Amortisation"),
  },
  {
    name: "an implicit rate forgets the buyout",
    file: AMORTISATION,
    find: "Math.saturatingAdd(Math.saturatingMul(payment, annuity), finalPayment * ONE);",
    replace: "Math.saturatingMul(payment, annuity);",
    ...unit("facilities/Amortisation"),
  },
  {
    name: "a shortened term forgets the interest",
    file: AMORTISATION,
    find: "if (principal * grown <= Math.saturatingMul(payment, annuity)) maxPayments",
    replace: "if (principal <= payment * middle) maxPayments",
    ...unit("facilities/Amortisation"),
  },

  // First loss.
  {
    name: "a bond pays more than it holds",
    file: "contracts/OperatorBond.sol",
    find: "taken = Math.min(amount, bond);",
    replace: "taken = amount;",
    ...unit("bond/OperatorBond"),
  },
  {
    name: "a bond comes back at once",
    file: "contracts/OperatorBond.sol",
    find: "if (block.timestamp < releasableAt) revert",
    replace: "if (block.timestamp < retiredAt) revert",
    ...unit("bond/OperatorBond"),
  },

  // Other people's money.
  {
    name: "an account stays whole when it is taken from",
    file: ESCROW,
    find: "_accounts[msg.sender][id].balance = uint192(balance);",
    replace: "",
    ...unit("escrow/CollateralEscrow"),
  },
  {
    name: "an account pays more than it holds",
    file: ESCROW,
    find: "if (amount > balance) revert CollateralEscrow_AboveBalance(msg.sender, id, amount, balance);",
    replace: "",
    ...unit("escrow/CollateralEscrow"),
  },
  {
    name: "what leaves an account is owed for ever",
    file: ESCROW,
    find: "uint256 balance = _subtract(id, amount);\n        totalOwed -= amount;",
    replace: "uint256 balance = _subtract(id, amount);",
    ...unit("escrow/CollateralEscrow"),
  },
  {
    name: "a credit is claimed again and again",
    file: ESCROW,
    find: "creditOf[msg.sender] = 0;",
    replace: "",
    ...unit("escrow/CollateralEscrow"),
  },
  {
    name: "what is held goes back",
    file: ESCROW,
    find: "if (holds != 0) revert CollateralEscrow_Held(msg.sender, id, holds);",
    replace: "",
    ...unit("escrow/CollateralEscrow"),
  },
  {
    name: "a hold is lifted for another reason than it was laid for",
    file: ESCROW,
    find: "if (holdsFor[msg.sender][id][reason] == 0) revert CollateralEscrow_NotHeld(msg.sender, id, reason);\n        --holdsFor[msg.sender][id][reason];",
    replace: "",
    ...unit("escrow/CollateralEscrow"),
  },

  // What may be drawn at all.
  {
    name: "a draw above a limit passes",
    file: UNDERWRITING,
    find: "if (exposure > maximum) revert DrawLimits_AboveLimit(scope, id, exposure, maximum);",
    replace: "",
    ...unit("drawLimits/DrawLimits"),
    sample: true,
  },
  {
    name: "what a cluster counted for stays in the sums under a limit",
    file: UNDERWRITING,
    find: "exposureOf[scope][id] - before + counted;",
    replace: "exposureOf[scope][id] + counted;",
    ...unit("drawLimits/DrawLimits"),
  },
  {
    name: "depreciation makes no room under a limit",
    file: UNDERWRITING,
    find: "counted = Math.min(before + drawn, manager.valueX32(cluster) >> 32);",
    replace: "counted = before + drawn;",
    ...unit("drawLimits/DrawLimits"),
  },
  {
    name: "the limit of loan-to-value is a unit too high",
    file: UNDERWRITING,
    find: "if (cost > maximum) revert",
    replace: "if (cost > maximum + 1) revert",
    ...unit("drawLimits/DrawLimits"),
  },
  {
    name: "a coverage just below its limit passes",
    file: UNDERWRITING,
    find: "if (coverage < most.minCoverageBps) {",
    replace: "if (coverage + 1 < most.minCoverageBps) {",
    ...unit("drawLimits/DrawLimits"),
  },

  // Money that waits for milestones.
  {
    name: "anybody attests a milestone",
    file: MILESTONES,
    find: "return quorum.verify(digestOf(a), a.reporterSet, signers, signatures);",
    replace: "return signers.length + signatures.length + address(quorum).code.length;",
    ...unit("drawLimits/Milestones"),
  },
  {
    name: "milestones come in any order",
    file: MILESTONES,
    find: "if (uint8(a.milestone) != uint8(reached) + 1) {",
    replace: "if (false) {",
    ...unit("drawLimits/Milestones"),
  },
  {
    name: "the first milestone releases everything",
    file: MILESTONES,
    find: "if (reached >= Milestone.Ordered) earnedBps = orderedBps;",
    replace: "if (reached >= Milestone.Ordered) return w.drawn;",
    ...unit("drawLimits/Milestones"),
  },
  {
    name: "a milestone is paid again and again",
    file: MILESTONES,
    find: "w.paid += uint128(amount); // at most what was drawn",
    replace: "",
    ...unit("drawLimits/Milestones"),
  },
  {
    name: "a milestone earned and not paid goes back",
    file: MILESTONES,
    find: "amount = w.drawn - _released(cluster, w, manager) - w.returned;",
    replace: "amount = w.drawn - w.paid - w.returned;",
    ...unit("drawLimits/Milestones"),
  },
  {
    name: "milestones count for ever",
    file: MILESTONES,
    find: "open = !over && block.timestamp < closesAt;",
    replace: "open = !over;",
    ...unit("drawLimits/Milestones"),
  },

  // The auction of capital.
  {
    name: "a bid below the least wins",
    file: "contracts/CapitalAuction.sol",
    find: "if (bid < a.leastBid || bid > a.ceiling) return false;",
    replace: "if (bid > a.ceiling) return false;",
    ...unit("auction/CapitalAuction"),
  },
  {
    name: "a bid that is too good to be true wins",
    file: "contracts/CapitalAuction.sol",
    find: "if (bid < a.leastBid || bid > a.ceiling) return false;",
    replace: "if (bid < a.leastBid) return false;",
    ...unit("auction/CapitalAuction"),
  },
  {
    name: "the worst bid wins",
    file: "contracts/CapitalAuction.sol",
    find: "return bid > a.bestBid ||",
    replace: "return bid < a.bestBid ||",
    ...unit("auction/CapitalAuction"),
  },
  {
    name: "of equal bids the later one wins",
    file: "contracts/CapitalAuction.sol",
    find: "order < a.leaderOrder",
    replace: "order > a.leaderOrder",
    ...unit("auction/CapitalAuction"),
  },
  {
    name: "a replaced bid keeps its place",
    file: "contracts/CapitalAuction.sol",
    find: "(c.hash, c.order) = (hash, ++a.lastOrder);",
    replace: "(c.hash, c.order) = (hash, isFirst ? ++a.lastOrder : c.order);",
    ...unit("auction/CapitalAuction"),
  },
  {
    name: "a replaced bid costs a second bond",
    file: "contracts/CapitalAuction.sol",
    find: "if (!isFirst) return;",
    replace: "",
    ...unit("auction/CapitalAuction"),
  },
  {
    name: "a dismissed bidder wins",
    file: "contracts/CapitalAuction.sol",
    find: "bool leads = isAdmitted[msg.sender] && _beats(",
    replace: "bool leads = _beats(",
    ...unit("auction/CapitalAuction"),
  },
  {
    name: "bids are opened while others can still change",
    file: "contracts/CapitalAuction.sol",
    find: "_requireFrom(a.commitUntil);",
    replace: "",
    ...unit("auction/CapitalAuction"),
  },
  {
    name: "bids come after others were opened",
    file: "contracts/CapitalAuction.sol",
    find: "_requireBefore(a.commitUntil);\n\n        Commitment",
    replace: "Commitment",
    ...unit("auction/CapitalAuction"),
  },
  {
    name: "the award does not wait for the last reveal",
    file: "contracts/CapitalAuction.sol",
    find: "_requireFrom(a.revealUntil);\n        (address winner",
    replace: "(address winner",
    ...unit("auction/CapitalAuction"),
  },
  {
    name: "a seal that stays shut costs nothing",
    file: "contracts/CapitalAuction.sol",
    find: "bool isFree = c.revealed && (",
    replace: "bool isFree = (",
    ...unit("auction/CapitalAuction"),
  },
  {
    name: "what is forfeited is nobody's",
    file: "contracts/CapitalAuction.sol",
    find: "return uint256(a.commitments - a.revealed) * a.bond;",
    replace: "return 0;",
    ...unit("auction/CapitalAuction"),
  },
  {
    name: "the best one's bond is free before the award",
    file: "contracts/CapitalAuction.sol",
    find: "c.revealed && (bidder != a.leader || a.status == AuctionStatus.Failed);",
    replace: "c.revealed;",
    ...unit("auction/CapitalAuction"),
  },
  {
    name: "a bond comes back twice",
    file: "contracts/CapitalAuction.sol",
    find: "_commitments[auction][msg.sender].returned = true;",
    replace: "",
    ...unit("auction/CapitalAuction"),
  },
  {
    name: "winning costs nothing",
    file: "contracts/CapitalAuction.sol",
    find: "_BOND.hold(cluster);",
    replace: "",
    ...unit("auction/CapitalAuction"),
  },
  {
    name: "a winner that drew nothing keeps its bond",
    file: "contracts/CapitalAuction.sol",
    find: "uint256 taken = _BOND.seizeInto(cluster, a.bond, CollateralAccounts.forfeited(cluster));",
    replace: "uint256 taken = a.bond;",
    ...unit("auction/CapitalAuction"),
  },

  // Loans and leases.
  {
    name: "principal is income",
    file: LOANS,
    find: "_revalue(next, Math.mulDiv(next.salvage, paid.outstanding, claim.outstanding), next.salvage);",
    replace: "",
    ...DEBT_LAWS,
  },
  {
    name: "the operator is paid before debt service",
    file: LOANS,
    find: "(claims.interest, claims.principal) = (claim.interest, claim.principal);",
    replace: "",
    ...DEBT_LAWS,
  },
  {
    name: "the reserve is paid out and kept",
    file: LOANS,
    find: "if (paid.fromReserve > 0) f.reserve -= uint128(paid.fromReserve); // a part of it",
    replace: "",
    ...DEBT_LAWS,
  },
  {
    name: "what is kept back is paid out as well",
    file: MANAGER,
    find: "(lines.toOperator, lines.trapped) = (0, part - swept);",
    replace: "lines.trapped = part - swept;",
    ...DEBT_LAWS,
  },
  {
    name: "a resolution keeps what was kept back for nobody",
    file: LOANS,
    find: "f.reserve += f.trappedCash;",
    replace: "",
    ...DEBT_LAWS,
  },
  {
    name: "principal is taken again",
    file: DEBT,
    find: "if (paid.principal > 0) self.principalPaid += paid.principal.toUint128();",
    replace: "",
    ...unit("facilities/Debt"),
  },
  {
    name: "a prepayment begins the schedule anew at once",
    file: DEBT,
    find: "self.start = dueDate(self, count).toUint40();",
    replace: "self.start = uint40(block.timestamp);",
    ...unit("facilities/Debt"),
  },
  {
    name: "late interest counts the newest payment twice",
    file: DEBT,
    find: "uint256 count = newest - first;",
    replace: "uint256 count = newest - first + 1;",
    ...unit("facilities/Debt"),
  },
  {
    name: "a payment is claimed only when it is due",
    file: DEBT,
    find: "return Math.min(self.payments, Math.ceilDiv(t - self.start, self.period));",
    replace: "return Math.min(self.payments, (t - self.start) / self.period);",
    ...unit("facilities/Debt"),
  },
  {
    name: "a step gives the operator its second part at once",
    file: "contracts/facilities/lib/Waterfall.sol",
    find: "uint256 first = Math.min(residual, Math.ceilDiv(missing * BPS, terms.shareBps));",
    replace: "uint256 first = 0;",
    ...unit("facilities/Waterfall"),
  },
  {
    name: "a tier is left at the first good report",
    file: "contracts/facilities/lib/Covenant.sol",
    find: "bool enough = good >= self.curePeriods;",
    replace: "bool enough = true;",
    ...unit("facilities/Covenant"),
  },
  {
    name: "coverage looks back for ever",
    file: "contracts/facilities/lib/Covenant.sol",
    find: "self.income = (self.income + e.income - oldest.income).toInt112();",
    replace: "self.income = (self.income + e.income).toInt112();",
    ...unit("facilities/Covenant"),
  },
];
