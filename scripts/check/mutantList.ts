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
const BOOK = "contracts/FacilityBook.sol";

const LAWS = { test: "test/solidity/invariants/Laws.t.sol" } as const;

const ERC4626 = { test: "test/solidity/vault/ERC4626Properties.t.sol" } as const;

const unit = (name: string) => ({ test: `test/solidity/${name}.t.sol` });

export const mutants: readonly Mutant[] = [
  // The money law.
  {
    name: "a gain is not locked",
    file: VAULT,
    find: "if (gain > 0) stream = _lock(stream, uint256(gain), duration);",
    replace: "",
    ...LAWS,
    sample: true,
  },
  {
    name: "a loss is not booked",
    file: VAULT,
    find: "if (gain < 0) stream = _bookLoss(stream, uint256(-gain));",
    replace: "",
    ...LAWS,
  },
  {
    name: "wear is not applied",
    file: BOOK,
    find: "_vault.post(lines.toVault, 0, int256(slope), block.timestamp - vestFrom, _nextDue);",
    replace: "_vault.post(lines.toVault, 0, 0, block.timestamp - vestFrom, _nextDue);",
    ...LAWS,
  },
  {
    name: "rent vests at once, as far as the floor allows",
    file: BOOK,
    find: "int256(slope), block.timestamp - vestFrom, _nextDue);",
    replace: "int256(slope), 0, _nextDue);",
    ...LAWS,
  },
  {
    name: "cash is what the token says",
    file: VAULT,
    find: "ledger = ledger.plus(amount, sharesMinted);",
    replace: "ledger = ledger.plus(_asset.balanceOf(address(this)) - ledger.cash(), sharesMinted);",
    ...LAWS,
  },
  {
    name: "a skim is not locked",
    file: VAULT,
    find: "_stream = _lock(_stream, amount << ValueLineLib.FINE_BITS, vestingCap);",
    replace: "",
    ...LAWS,
  },
  {
    name: "a draw does not become value",
    file: VAULT,
    find: "_line = _line.turnedAt(block.timestamp, int256(amount << ValueLineLib.FINE_BITS), 0);",
    replace: "",
    ...LAWS,
  },
  {
    name: "more is distributed than was reported",
    file: BOOK,
    find: "Math.min(f.lockbox, f.reported - f.distributed),",
    replace: "f.lockbox,",
    ...LAWS,
  },
  {
    name: "the reserve stays with the book after a sale",
    file: BOOK,
    find: "_vault.post(reserve, 0, 0, OVER_THE_CAP, _nextDue);",
    replace: "",
    ...LAWS,
  },
  {
    name: "the fee takes from returned capital",
    file: "contracts/book/BookLedger.sol",
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
    find: "if (block.timestamp < finalAt) return (false, meta);",
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
    find: "shares = SharesMath.toSharesUp(assets, nav, ledger.supply());",
    replace: "shares = SharesMath.toSharesDown(assets, nav, ledger.supply());",
    ...ERC4626,
  },
  {
    name: "a redemption rounds up",
    file: VAULT,
    find: "assets = SharesMath.toAssetsDown(shares, nav, ledger.supply());",
    replace: "assets = SharesMath.toAssetsUp(shares, nav, ledger.supply());",
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
    file: "contracts/vault/VaultNumbers.sol",
    find: "if (_toAssetsDown(shares, ledger) <= cash) return shares;",
    replace: "if (cash > 0) return shares;",
    ...ERC4626,
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
    find: "plan.remainder = toWear - plan.slope * time;",
    replace: "plan.remainder = 0;",
    ...unit("book/Facility"),
  },
  {
    name: "wear never ends",
    file: "contracts/book/Facility.sol",
    find: "if (t >= plan.until) return salvageFine(self);",
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
    find: "uint256 growth = Math.min(uint256(profit) - highest, lines.toVault);",
    replace: "uint256 growth = lines.toVault;",
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
    find: "valueChange += int256(item.valueChange) - slope * int256(now_ - nextDue);",
    replace: "valueChange += int256(item.valueChange);",
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
];
