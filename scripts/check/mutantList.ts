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
const BOOK = "contracts/FacilityBook.sol";
const SCHEDULE = "contracts/book/BookSchedule.sol";
const AMORTISATION = "contracts/book/Amortisation.sol";
const SETTLEMENT = "contracts/book/Settlement.sol";
const DEBT = "contracts/book/Debt.sol";
const ENDINGS = "contracts/book/BookEndings.sol";
const RESOLUTIONS = "contracts/Resolutions.sol";
const QUEUE = "contracts/RedemptionQueue.sol";
const QUEUE_LEDGER = "contracts/queue/QueueLedger.sol";
const UNDERWRITING = "contracts/Underwriting.sol";
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
    find: "if (gain > 0) stream = _lock(stream, uint256(gain), duration);",
    replace: "",
    ...LAWS,
    sample: true,
  },
  {
    name: "a loss is not booked",
    file: POSTINGS,
    find: "if (gain < 0) stream = _bookLoss(stream, uint256(-gain));",
    replace: "",
    ...LAWS,
  },
  {
    name: "wear is not applied",
    file: SCHEDULE,
    find: "_vault.post(cash, part.value, part.slope, vestOver, _nextDue);",
    replace: "_vault.post(cash, part.value, 0, vestOver, _nextDue);",
    ...LAWS,
  },
  {
    name: "rent vests at once, as far as the floor allows",
    file: SETTLEMENT,
    find: "out.vestOver = block.timestamp - out.vestFrom;",
    replace: "out.vestOver = 0;",
    ...LAWS,
  },
  {
    name: "cash is what the token says",
    file: POSTINGS,
    find: "ledger = ledger.plus(amount, sharesMinted);",
    replace: "ledger = ledger.plus(_asset.balanceOf(address(this)) - ledger.cash(), sharesMinted);",
    ...LAWS,
  },
  {
    name: "a skim is not locked",
    file: POSTINGS,
    find: "_stream = _lock(_stream, amount << ValueLineLib.FINE_BITS, vestingCap);",
    replace: "",
    ...LAWS,
  },
  {
    name: "a draw does not become value",
    file: POSTINGS,
    find: "_line = _line.turnedAt(block.timestamp, int256(amount << ValueLineLib.FINE_BITS), 0);",
    replace: "",
    ...LAWS,
  },
  {
    name: "more is distributed than was reported",
    file: SETTLEMENT,
    find: "uint256 cash = Math.min(f.lockbox, f.reported - f.distributed);",
    replace: "uint256 cash = f.lockbox;",
    ...LAWS,
  },
  {
    name: "the reserve stays with the book after a sale",
    file: ENDINGS,
    find: "_finish(f, before, reserve, OVER_THE_CAP);",
    replace: "_finish(f, before, 0, OVER_THE_CAP);",
    ...LAWS,
  },
  {
    name: "the fee takes from returned capital",
    file: BOOK,
    find: "int256(uint256(_income)) + int256(_vault.value()) - int256(uint256(_financed));",
    replace: "int256(uint256(_income));",
    ...LAWS,
  },
  {
    name: "a minority is a quorum",
    file: "contracts/oracle/ReporterQuorum.sol",
    find: "if (given < threshold) revert ReporterQuorum_TooFewSignatures(given, threshold);",
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
    find: "shares = SharesMath.toSharesDown(assets, nav, ledger.supply());",
    replace: "shares = SharesMath.toSharesUp(assets, nav, ledger.supply());",
    ...ERC4626,
  },
  {
    name: "a mint rounds down",
    file: VAULT,
    find: "assets = SharesMath.toAssetsUp(shares, nav, ledger.supply());",
    replace: "assets = SharesMath.toAssetsDown(shares, nav, ledger.supply());",
    ...ERC4626,
  },
  {
    name: "a withdrawal rounds down",
    file: VAULT,
    find: "shares = SharesMath.toSharesUp(assets, exitValue, ledger.supply());",
    replace: "shares = SharesMath.toSharesDown(assets, exitValue, ledger.supply());",
    ...ERC4626,
  },
  {
    name: "a redemption rounds up",
    file: VAULT,
    find: "        assets = SharesMath.toAssetsDown(shares, exitValue, ledger.supply());",
    replace: "        assets = SharesMath.toAssetsUp(shares, exitValue, ledger.supply());",
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
    find: "if (ledger.supply() == 0) _release(stream);\n        else if",
    replace: "if",
    ...ERC4626,
  },
  {
    name: "a pause stops nothing",
    file: VAULT,
    find: "if (stream.isPaused()) revert GpuYieldVault_Paused();\n        ledger = _ledger;",
    replace: "ledger = _ledger;",
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
    file: NUMBERS,
    find: "if (SharesMath.toAssetsDown(shares, exitValue, ledger.supply()) <= free) return shares;",
    replace: "if (free > 0) return shares;",
    ...ERC4626,
  },
  // What is late, and who bears it.
  {
    name: "leavers are paid the value of what is late",
    file: NUMBERS,
    find: "return Math.saturatingSub(_nav(ledger, stream), _unrealisedLossUp(stream));",
    replace: "return _nav(ledger, stream);",
    ...LAWS,
  },
  {
    name: "deposits are open while much is late",
    file: VAULT,
    find: "if (_isTooMuchLate(stream, nav)) revert GpuYieldVault_TooMuchLate(_watched(), nav);",
    replace: "",
    ...LAWS,
  },
  {
    name: "draws take what the queue waits for",
    file: POSTINGS,
    find: "uint256 free = _freeCash(ledger, _exitValue(ledger, stream));",
    replace: "uint256 free = ledger.cash();",
    ...LAWS,
  },
  {
    name: "instant exits take what the queue waits for",
    file: VAULT,
    find: "uint256 free = _freeCash(ledger, exitValue);",
    replace: "uint256 free = ledger.cash();",
    ...LAWS,
  },
  {
    name: "the queue is paid while a loss is not known",
    file: VAULT,
    find: "if (stream.isLate() && _lateness.ended > 0) revert GpuYieldVault_AwaitsResolution(_lateness.ended);",
    replace: "",
    ...LAWS,
  },
  {
    name: "lateness is not undone by a cure",
    file: BOOK,
    find: "if (f.lateSince != 0 && isAhead) _cure(cluster, f);",
    replace: "",
    ...LAWS,
  },
  {
    name: "a unit of rent cures",
    file: SCHEDULE,
    find: "if (f.oldestUnpaid > f.settledPeriods) return deadline;",
    replace: "return deadline;",
    ...LAWS,
  },
  {
    name: "what leavers are paid outlasts the line",
    file: "contracts/book/Facility.sol",
    find: "return t < line.until ? line.base - line.slope * (t - line.start) : 0;",
    replace: "return line.base;",
    ...unit("book/Facility"),
  },
  {
    name: "what is late since the due second is forgotten",
    file: "contracts/book/DueSchedule.sol",
    find: "change.loss += item.loss + item.lossSlope * since;",
    replace: "change.loss += item.loss;",
    ...unit("book/DueSchedule"),
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
    file: ENDINGS,
    find: "if (useReserve) fromReserve = Math.min(f.reserve, Math.saturatingSub(worth, cash));",
    replace: "",
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
    find: "isOwned ? Math.mulDiv(_book.valueFine(cluster), count, inService) : 0;",
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
    name: "a receipt starts the stream anew",
    file: "contracts/vault/Stream.sol",
    find: "lockedNow * remainingAt(self, t) + gain * (duration << TIME_BITS)",
    replace: "total * (duration << TIME_BITS)",
    ...unit("vault/Stream"),
  },
  {
    name: "locked is rounded down",
    file: "contracts/vault/Stream.sol",
    find: "return Math.ceilDiv(lockedAtFrom(self) * remaining, end(self) - (from(self) << TIME_BITS));",
    replace: "return (lockedAtFrom(self) * remaining) / (end(self) - (from(self) << TIME_BITS));",
    ...unit("vault/Stream"),
  },
  {
    name: "losses spare what is locked",
    file: "contracts/vault/Stream.sol",
    find: "absorbed = Math.min(lockedNow, loss);",
    replace: "absorbed = 0;",
    ...unit("vault/Stream"),
  },
  {
    name: "a turned line keeps its old value",
    file: "contracts/vault/ValueLine.sol",
    find: "return pack(valueAt(self, t) + valueChange,",
    replace: "return pack(valueAt(self, since(self)) + valueChange,",
    ...unit("vault/ValueLine"),
  },
  {
    name: "wear leaves a remainder above salvage",
    file: "contracts/book/Facility.sol",
    find: "line.remainder = line.base - line.slope * time;",
    replace: "line.remainder = 0;",
    ...unit("book/Facility"),
  },
  {
    name: "wear never ends",
    file: "contracts/book/Facility.sol",
    find: "if (t >= line.until) return salvageFine(self);",
    replace: "",
    ...unit("book/Facility"),
  },
  {
    name: "a period paid to the unit stays unpaid",
    file: "contracts/book/PaymentPointer.sol",
    find: "if (through + oldest.gross > f.distributed) break;",
    replace: "if (through + oldest.gross >= f.distributed) break;",
    ...unit("book/PaymentPointer"),
  },
  {
    name: "other costs come before energy",
    file: "contracts/book/Waterfall.sol",
    find: "(lines.energyCarried, left) = _pay(claims.energyCarried, left);\n        (lines.otherCarried, left) = _pay(claims.otherCarried, left);",
    replace:
      "(lines.otherCarried, left) = _pay(claims.otherCarried, left);\n        (lines.energyCarried, left) = _pay(claims.energyCarried, left);",
    ...unit("book/Waterfall"),
  },
  {
    name: "the fee is on all that is received",
    file: "contracts/book/Waterfall.sol",
    find: "uint256 growth = Math.min(uint256(profit) - highest, income);",
    replace: "uint256 growth = income;",
    ...unit("book/Waterfall"),
  },
  {
    name: "an item that came to nothing stays due",
    file: "contracts/book/DueSchedule.sol",
    find: "if (!isItem && wasItem) self.times.remove(time);",
    replace: "",
    ...unit("book/DueSchedule"),
  },
  {
    name: "wear since the due second is forgotten",
    file: "contracts/book/DueSchedule.sol",
    find: "change.value += item.value - item.slope * since;",
    replace: "change.value += item.value;",
    ...unit("book/DueSchedule"),
  },
  {
    name: "a removed time leaves its trace above",
    file: "contracts/book/DueTimes.sol",
    find: "if (word != 0) return; // the levels above stay as they are",
    replace: "return;",
    ...unit("book/DueTimes"),
  },
  {
    name: "the search above the seconds looks at its own word again",
    file: "contracts/book/DueTimes.sol",
    find: "_digit(level, time) + Math.min(level, 1);",
    replace: "_digit(level, time);",
    ...unit("book/DueTimes"),
  },

  // Schedules of loans and leases.
  {
    name: "a power grows without limit",
    file: AMORTISATION,
    find: "if (result >= LIMIT) return LIMIT;",
    replace: "",
    ...unit("book/Amortisation"),
  },
  {
    name: "a level payment is rounded down",
    file: AMORTISATION,
    find: "return Math.ceilDiv(Math.mulDiv(toRepay, growth, grown - ONE, Math.Rounding.Ceil), ONE);",
    replace: "return Math.mulDiv(toRepay, growth, grown - ONE) / ONE;",
    ...unit("book/Amortisation"),
  },
  {
    name: "a balloon is repaid before its time",
    file: AMORTISATION,
    find: "return Math.max(self.finalPayment, Math.ceilDiv(owed, ONE));",
    replace: "return Math.ceilDiv(owed, ONE);",
    ...unit("book/Amortisation"),
  },
  {
    name: "a balance rises by rounding",
    file: AMORTISATION,
    find: "return Math.min(self.principal * ONE, owed);",
    replace: "return owed;",
    ...unit("book/Amortisation"),
  },
  {
    name: "the last payment bears no interest",
    file: AMORTISATION,
    find: "Math.ceilDiv(Math.mulShr(owed, ONE + self.growth, 128, Math.Rounding.Ceil), ONE);",
    replace: "Math.ceilDiv(owed, ONE);",
    ...unit("book/Amortisation"),
  },
  {
    name: "a unit short covers the last payment",
    file: AMORTISATION,
    find: "return paid < totalOwed(self) ?",
    replace: "return paid + 1 < totalOwed(self) ?",
    ...unit("book/Amortisation"),
  },
  {
    name: "an implicit rate forgets the buyout",
    file: AMORTISATION,
    find: "Math.saturatingAdd(Math.saturatingMul(payment, annuity), finalPayment * ONE);",
    replace: "Math.saturatingMul(payment, annuity);",
    ...unit("book/Amortisation"),
  },
  {
    name: "a shortened term forgets the interest",
    file: AMORTISATION,
    find: "if (principal * grown <= Math.saturatingMul(payment, annuity)) maxPayments",
    replace: "if (principal <= payment * middle) maxPayments",
    ...unit("book/Amortisation"),
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
    find: "if (exposure > maximum) revert Underwriting_AboveLimit(scope, id, exposure, maximum);",
    replace: "",
    ...unit("underwriting/Underwriting"),
    sample: true,
  },
  {
    name: "what a cluster counted for stays in the sums under a limit",
    file: UNDERWRITING,
    find: "exposureOf[scope][id] - before + counted;",
    replace: "exposureOf[scope][id] + counted;",
    ...unit("underwriting/Underwriting"),
  },
  {
    name: "wear makes no room under a limit",
    file: UNDERWRITING,
    find: "counted = Math.min(before + drawn, book.valueFine(cluster) >> ValueLineLib.FINE_BITS);",
    replace: "counted = before + drawn;",
    ...unit("underwriting/Underwriting"),
  },
  {
    name: "the limit of loan-to-value is a unit too high",
    file: UNDERWRITING,
    find: "if (cost > maximum) revert",
    replace: "if (cost > maximum + 1) revert",
    ...unit("underwriting/Underwriting"),
  },
  {
    name: "a coverage just below its limit passes",
    file: UNDERWRITING,
    find: "if (coverage < most.minCoverageBps) {",
    replace: "if (coverage + 1 < most.minCoverageBps) {",
    ...unit("underwriting/Underwriting"),
  },

  // Money that waits for milestones.
  {
    name: "anybody attests a milestone",
    file: MILESTONES,
    find: "return quorum.verify(digestOf(a), a.reporterSet, signers, signatures);",
    replace: "return signers.length + signatures.length + address(quorum).code.length;",
    ...unit("underwriting/Milestones"),
  },
  {
    name: "milestones come in any order",
    file: MILESTONES,
    find: "if (uint8(a.milestone) != uint8(reached) + 1) {",
    replace: "if (false) {",
    ...unit("underwriting/Milestones"),
  },
  {
    name: "the first milestone releases everything",
    file: MILESTONES,
    find: "if (reached >= Milestone.Ordered) earnedBps = orderedBps;",
    replace: "if (reached >= Milestone.Ordered) return w.drawn;",
    ...unit("underwriting/Milestones"),
  },
  {
    name: "a milestone is paid again and again",
    file: MILESTONES,
    find: "w.paid += uint128(amount); // at most what was drawn",
    replace: "",
    ...unit("underwriting/Milestones"),
  },
  {
    name: "a milestone earned and not paid goes back",
    file: MILESTONES,
    find: "amount = w.drawn - _released(cluster, w, book) - w.returned;",
    replace: "amount = w.drawn - w.paid - w.returned;",
    ...unit("underwriting/Milestones"),
  },
  {
    name: "milestones count for ever",
    file: MILESTONES,
    find: "open = !over && block.timestamp < closesAt;",
    replace: "open = !over;",
    ...unit("underwriting/Milestones"),
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
    file: SETTLEMENT,
    find: "out.valueOut = value - Math.mulDiv(value, left, before);",
    replace: "out.valueOut = 0;",
    ...DEBT_LAWS,
  },
  {
    name: "the operator is paid before debt service",
    file: SETTLEMENT,
    find: "(claims.interest, claims.principal) = (owing.late + owing.interest, owing.principal);",
    replace: "(claims.interest, claims.principal) = (0, 0);",
    ...DEBT_LAWS,
  },
  {
    name: "the reserve is paid out and kept",
    file: SETTLEMENT,
    find: "if (used > 0) f.reserve = left.toUint128();",
    replace: "",
    ...DEBT_LAWS,
  },
  {
    name: "what is held back is paid out as well",
    file: SETTLEMENT,
    find: "(lines.toOperator, lines.held) = (0, part - swept);",
    replace: "lines.held = part - swept;",
    ...DEBT_LAWS,
  },
  {
    name: "a resolution keeps what was held back for nobody",
    file: ENDINGS,
    find: "f.reserve += f.held;",
    replace: "",
    ...DEBT_LAWS,
  },
  {
    name: "principal is taken again",
    file: DEBT,
    find: "if (paid.principal > 0) self.principalPaid += paid.principal.toUint128();",
    replace: "",
    ...unit("book/Debt"),
  },
  {
    name: "a prepayment begins the schedule anew at once",
    file: DEBT,
    find: "self.start = dueDate(self, count).toUint40();",
    replace: "self.start = uint40(block.timestamp);",
    ...unit("book/Debt"),
  },
  {
    name: "late interest counts the newest payment twice",
    file: DEBT,
    find: "uint256 count = newest - first;",
    replace: "uint256 count = newest - first + 1;",
    ...unit("book/Debt"),
  },
  {
    name: "a payment is claimed only when it is due",
    file: DEBT,
    find: "return Math.min(self.payments, Math.ceilDiv(t - self.start, self.period));",
    replace: "return Math.min(self.payments, (t - self.start) / self.period);",
    ...unit("book/Debt"),
  },
  {
    name: "a step gives the operator its second part at once",
    file: "contracts/book/Waterfall.sol",
    find: "uint256 first = Math.min(residual, Math.ceilDiv(missing * BPS, terms.shareBps));",
    replace: "uint256 first = 0;",
    ...unit("book/Waterfall"),
  },
  {
    name: "a tier is left at the first good report",
    file: "contracts/book/Covenant.sol",
    find: "bool enough = good >= self.curePeriods;",
    replace: "bool enough = true;",
    ...unit("book/Covenant"),
  },
  {
    name: "coverage looks back for ever",
    file: "contracts/book/Covenant.sol",
    find: "self.income = (self.income + e.income - oldest.income).toInt112();",
    replace: "self.income = (self.income + e.income).toInt112();",
    ...unit("book/Covenant"),
  },
];
