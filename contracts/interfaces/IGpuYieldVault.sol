// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";

/// @notice What the vault is opened with, for life, but for its cap and its fee.
struct VaultTerms {
    string name;
    string symbol;
    uint32 vestingFloor; // seconds; the shortest time over which income vests
    uint32 vestingCap; // seconds; the longest
    uint32 capWholeTokens; // most that deposits may bring the NAV to
    uint32 epochLength; // seconds; of the redemption queue's epochs
    uint16 delinquencyLimitBps; // of NAV; deposits are closed while more than this is delinquent, or vests what was
    uint16 toleranceBps; // of NAV, at most the limit; patient redemption requests wait while more is unrealised
    uint32 tick; // seconds; kinks of the curve lie on multiples of it
    uint32 markdownPeriod; // seconds, whole ticks; from delinquent to worth nothing to a leaver
    uint16 feeBps; // of profit
    address feeRecipient;
}

/// @notice What a kink entry of a posting does.
enum KinkKind {
    Slope, // `word` (KinkLib) joins what changes at the tick; a negative word takes away what was put there
    // `word` (MarkdownLib) joins those that become delinquent at the tick, ahead or while its markdown runs.
    MarkdownAdded,
    MarkdownRemoved // `word` leaves them again, before the tick or while its markdown runs
}

/// @notice One change of what lies ahead.
struct KinkEntry {
    KinkKind kind;
    uint32 tick; // of the vault's grid: unix seconds / `tick`
    uint256 word;
}

/// @notice What a source says, in one call. X32: 2^-32 of a base unit. "Now" is this second, after what is due was
///         carried out.
struct Posting {
    uint256 cashIn; // base units, sent to the vault before
    int256 value; // X32, change now
    int256 slope; // X32 per second by which value falls, change from now on
    uint256 vestOver; // seconds over which a gain vests, clamped to floor and cap
    // `cashIn` came for what is delinquent, or after its end: deposits stay shut while much of it is locked.
    bool restricted;
    int256 loss; // X32, change now of what leavers forgo
    int256 lossSlope; // X32 per second, change from now on
    KinkEntry[] kinks; // what changes later
    int256 delinquent; // whole tokens, change now
}

/// @notice Why deposits are shut, or open.
enum DepositStatus {
    Open,
    Paused, // by the guardian
    AccrualPending, // more kinks are due than one call carries out: call `accrue`
    Delinquent, // too much of the NAV is delinquent, or vests what was
    CapReached,
    NothingLeft // a total loss: a share has no price
}

/// @notice Why instant exits are shut, or open.
enum WithdrawStatus {
    Open,
    AccrualPending,
    NoCash // leave through the queue
}

/// @notice The vault as of now, kinks due looked ahead to. Base units unless said otherwise.
struct VaultState {
    uint256 cash; // internal balance; tokens sent straight to the vault are not in it
    uint256 value; // of everything financed, depreciated to this second, rounded down
    uint256 locked; // received and not vested yet, rounded up
    uint256 unrealisedLoss; // what leavers forgo for what is delinquent; 0 unless something is
    uint256 nav; // cash + value - locked: entries
    uint256 totalAssets; // nav - unrealisedLoss: exits
    uint256 totalSupply; // shares
    uint256 freeCash; // for instant exits: cash less what closed redemption epochs wait for that may be paid now
    uint256 delinquentValue; // whole tokens times the unit, rounded up
    uint256 restrictedLocked; // of what vests, what counts with the delinquent value, rounded up
    uint256 cap; // most that the NAV may reach by deposits
    uint40 vestsAt; // unix seconds at which all that is locked has vested, rounded up
    uint40 nextKink; // unix seconds; no kink is due before; 2^32 - 1 when none lies ahead
    bool paused;
    bool accrualPending; // more kinks are due than one call carries out; numbers are those of the first one left out
}

/// @notice What never changes. Seconds, bps, base units.
struct VaultSettings {
    uint32 vestingFloor; // seconds
    uint32 vestingCap; // seconds
    uint16 delinquencyLimitBps; // of NAV
    uint16 toleranceBps; // of NAV
    uint32 tick; // seconds
    uint32 markdownPeriod; // seconds
    uint256 wholeToken; // base units in one token of the asset
}

/// @notice The performance fee, base units. owed = rate * mark, less rate * mark of what was paid out, rounded down.
struct FeeState {
    uint16 bps; // of profit
    address recipient;
    int256 sourceCash; // cash from sources less cash to them
    int256 profit; // sourceCash + value - locked, as of now, rounded down
    uint256 mark; // profit on which the fee has been taken
    uint256 owed; // taken and not paid out; outside cash and NAV
}

/// @notice A notice of drawing, which the vault's limits of draws are judged by.
struct DrawNotice {
    uint256 low; // base units; the lowest NAV from the notice on: at it, after each exit and each booked loss
    uint32 until; // unix seconds at which it ends; 0: there is none
}

/// @title GpuYieldVault
/// @notice Shares of a pool of stablecoin that finances GPU clusters: ERC-4626, ERC-2612, ERC-7575, ERC-165.
/// @dev The vault is a curve: value, and what leavers forgo, are piecewise linear functions of time. Sources post what
///      changes now and what will change later; the vault carries that out by itself and calls nobody.
interface IGpuYieldVault is IERC4626 {
    // --- events ---

    /// @notice The vault was opened with these terms.
    event VaultOpened(address indexed asset, VaultTerms terms, address queue);
    /// @notice The governor bound a source: it may post, and draw cash against value.
    event SourceBound(address indexed source);
    /// @notice The governor unbound a source that holds nothing.
    event SourceUnbound(address indexed source);
    /// @notice Cash left for what is financed: cash fell and value rose by `amount` base units.
    event Funded(address indexed source, address indexed receiver, uint256 amount);
    /// @notice A source posted what happened: a gain (locked), a loss (then `LossBooked` too) or neither.
    /// @param source Who posted
    /// @param cashIn Base units that arrived in the vault
    /// @param fee Base units of them that are the fee recipient's
    /// @param value Change of value, X32
    /// @param slope Change of depreciation, X32 per second
    /// @param vestOver Seconds over which a gain vests, after floor and cap
    /// @param locked X32 locked after it
    /// @param vestEnd When all of it has vested, unix time in 2^-24 s
    event Posted(
        address indexed source,
        uint256 cashIn,
        uint256 fee,
        int256 value,
        int256 slope,
        uint256 vestOver,
        uint256 locked,
        uint256 vestEnd
    );
    /// @notice A posting changed what is delinquent now: loss (X32) and its slope (X32 per second), whole tokens.
    event DelinquencyPosted(address indexed source, int256 loss, int256 lossSlope, int256 delinquent);
    /// @notice A posting changed what lies ahead: the entries as they came.
    event KinksPosted(address indexed source, KinkEntry[] kinks);
    /// @notice Restricted income was locked: X32 locked of it now, and its end, unix time in 2^-24 s.
    event RestrictedLocked(uint256 locked, uint256 vestEnd);
    /// @notice Tokens without a source were locked: `amount` (base units) over the cap. `locked` is what is locked now
    ///         (X32), all of it vested at `vestEnd` (unix time in 2^-24 s).
    event IncomeLocked(uint256 amount, uint256 locked, uint256 vestEnd);
    /// @notice No share was outstanding when somebody entered: what was left (`assets`, base units), vested or not,
    ///         became the fee recipient's, in `shares` (share units) at the price of the first ones. What was locked,
    ///         `unlocked` (X32), vested at once, and the fee's mark rose to the profit with it.
    event RemainderCredited(address indexed recipient, uint256 assets, uint256 shares, uint256 unlocked);
    /// @notice A loss was booked: locked amounts bore `fromLocked`, the share price the rest. X32.
    event LossBooked(uint256 loss, uint256 fromLocked);
    /// @notice `ticks` that were due have been carried out; nothing is due before `nextKink` (unix seconds).
    event Accrued(uint256 ticks, uint40 nextKink);
    /// @notice Fee that had become due was taken out of locked amounts. No price moved. `mark` is the profit on which
    ///         fees have been taken. Base units.
    event FeeAccrued(uint256 amount, uint256 mark);
    /// @notice The fee recipient's money was paid out, base units.
    event FeePaid(address indexed recipient, uint256 amount);
    /// @notice Rate (bps of profit) or recipient of the fee changed.
    event FeeChanged(uint16 oldBps, uint16 newBps, address oldRecipient, address newRecipient);
    /// @notice Tokens that had been sent straight to the vault were taken in, base units.
    event Skimmed(uint256 amount);
    /// @notice Most that the NAV may reach by deposits, base units.
    event CapChanged(uint256 oldCap, uint256 newCap);
    /// @notice Deposits and draws stopped.
    event Paused(address indexed by);
    /// @notice Deposits and draws go on.
    event Unpaused(address indexed by);
    /// @notice A stray token was sent out, in its own base units.
    event Rescued(address indexed token, address indexed to, uint256 amount);

    // --- errors ---

    /// @notice The asset's decimals are not between 6 and 18.
    error GpuYieldVault_DecimalsOutOfRange(uint8 given, uint8 minimum, uint8 maximum);
    /// @notice Vesting floor and cap (seconds) are not in order, or above the maximum.
    error GpuYieldVault_VestingOutOfRange(uint256 floor, uint256 cap, uint256 maximum);
    /// @notice The late limit (bps) is above its maximum.
    error GpuYieldVault_DelinquencyLimitOutOfRange(uint16 given, uint16 maximum);
    /// @notice The tolerance of patient redemption requests (bps) is above the delinquency limit.
    error GpuYieldVault_ToleranceAboveDelinquencyLimit(uint16 given, uint16 maximum);
    /// @notice Tick or markdown period (seconds): the tick is 1 to 86,400, the markdown 7 to 365 days of whole ticks.
    error GpuYieldVault_GridOutOfRange(uint256 tick, uint256 markdownPeriod);
    /// @notice The caller is no source.
    error GpuYieldVault_NotSource(address caller);
    /// @notice The caller is not the redemption queue.
    error GpuYieldVault_NotQueue(address caller);
    /// @notice The source is bound already.
    error GpuYieldVault_SourceAlreadyBound(address source);
    /// @notice No more sources can be bound than `maximum`.
    error GpuYieldVault_TooManySources(uint256 maximum);
    /// @notice The source still holds something.
    error GpuYieldVault_SourceInUse(address source);
    /// @notice An address must not be zero.
    error GpuYieldVault_ZeroAddress();
    /// @notice Deposits and draws are stopped.
    error GpuYieldVault_Paused();
    /// @notice Deposits and draws are not stopped.
    error GpuYieldVault_NotPaused();
    /// @notice More kinks are due than one call carries out: call `accrue` first. `nextKink` is the first one left,
    ///         unix seconds.
    error GpuYieldVault_AccrualPending(uint40 nextKink);
    /// @notice A posting's kink does not lie ahead, or takes away what is not there; the tick, unix seconds / the
    ///         vault's tick.
    error GpuYieldVault_BadKink(uint256 tick);
    /// @notice A change of the curve does not fit its word; the tick, unix seconds / the vault's tick.
    error GpuYieldVault_CurveTooSteep(uint256 tick);
    /// @notice Too much is delinquent for deposits, or vests what was: base units, of that NAV.
    error GpuYieldVault_TooMuchDelinquent(uint256 delinquent, uint256 nav);
    /// @notice Shares are worth nothing now, or there is no cash for one.
    error GpuYieldVault_NothingToPay();
    /// @notice The deposit would mint no share.
    error GpuYieldVault_ZeroShares();
    /// @notice The deposit (base units) is more than the cap leaves room for.
    error GpuYieldVault_CapExceeded(uint256 assets, uint256 maximum);
    /// @notice The cap (whole tokens) would not be lower.
    error GpuYieldVault_CapNotLower(uint32 given, uint32 current);
    /// @notice There is not as much free cash, base units.
    error GpuYieldVault_NotEnoughCash(uint256 assets, uint256 cash);
    /// @notice Fewer shares than the caller accepts, share units.
    error GpuYieldVault_TooFewShares(uint256 shares, uint256 minimum);
    /// @notice Fewer base units than the caller accepts.
    error GpuYieldVault_TooFewAssets(uint256 assets, uint256 minimum);
    /// @notice Shares are outstanding (share units) and nothing is left: they have no price.
    error GpuYieldVault_NothingLeft(uint256 totalSupply);
    /// @notice The vault holds less than it accounts for, base units: the token took a fee, or nothing was sent.
    error GpuYieldVault_AssetsMissing(uint256 balance, uint256 expected);
    /// @notice No token lies here that is not accounted for.
    error GpuYieldVault_NothingToSkim();
    /// @notice The asset and the share can't be rescued.
    error GpuYieldVault_NotRescuable(address token);
    /// @notice The fee (bps) is above its cap.
    error GpuYieldVault_FeeAboveCap(uint16 given, uint16 maximum);
    /// @notice No fee is due or owed.
    error GpuYieldVault_NoFee();

    // --- users ---

    /// @notice Anyone: `deposit`, refused when it would mint fewer than `minShares` (`GpuYieldVault_TooFewShares`).
    /// @param assets Base units
    /// @param receiver Of the shares
    /// @param minShares Fewest shares accepted, share units
    /// @return shares Minted, share units
    function depositWithMinShares(
        uint256 assets,
        address receiver,
        uint256 minShares
    ) external returns (uint256 shares);
    /// @notice Owner, or whom it has allowed the shares: `redeem`, refused when it would pay less than `minAssets`
    ///         (`GpuYieldVault_TooFewAssets`).
    /// @param shares To burn, share units
    /// @param receiver Of the assets
    /// @param owner Of the shares
    /// @param minAssets Fewest base units accepted
    /// @return assets Paid, base units
    function redeemWithMinAssets(
        uint256 shares,
        address receiver,
        address owner,
        uint256 minAssets
    ) external returns (uint256 assets);
    /// @notice Anyone: deposits with the caller's EIP-2612 signature over the asset, refused when it would mint fewer
    ///         than `minShares` (`GpuYieldVault_TooFewShares`). A permit that somebody has already used, or that the
    ///         asset refuses, is no failure while the allowance is there.
    /// @param assets Base units
    /// @param receiver Of the shares
    /// @param minShares Fewest shares accepted, share units
    /// @param deadline Unix seconds until which the permit counts
    /// @param v Of the signature
    /// @param r Of the signature
    /// @param s Of the signature
    /// @return shares Minted, share units
    function depositWithPermit(
        uint256 assets,
        address receiver,
        uint256 minShares,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external returns (uint256 shares);

    // --- anyone ---

    /// @notice Anyone: carries out up to `maxTicks` ticks that are due.
    /// @param maxTicks Most of them
    /// @return ticks How many were carried out
    function accrue(uint256 maxTicks) external returns (uint256 ticks);
    /// @notice Anyone: takes the fee that is due by now out of locked amounts, and pays what is owed to its recipient.
    ///         Prices do not move. Refused when nothing is due or owed (`GpuYieldVault_NoFee`).
    /// @return amount Paid, base units
    function collectFee() external returns (uint256 amount);

    // --- sources ---

    /// @notice Sources only: pays `amount` of cash to `receiver`; value rises by as much. Refused while paused
    ///         (`GpuYieldVault_Paused`), and beyond the cash that no closed redemption epoch waits for
    ///         (`GpuYieldVault_NotEnoughCash`).
    /// @param receiver Of the cash
    /// @param amount Base units
    /// @return nav Base units: the same before and after it
    function fund(address receiver, uint256 amount) external returns (uint256 nav);
    /// @notice Sources only: posts what changes now and what will change later. What cash and value gain together is
    ///         locked, less the fee; what they lose is a booked loss. So no posting can raise the share price. Kinks
    ///         due are carried out first. Refused where less cash is here than was said
    ///         (`GpuYieldVault_AssetsMissing`), and for kinks that are none (`GpuYieldVault_BadKink`).
    /// @param posting What is said; units as in `Posting`
    function post(Posting calldata posting) external;

    // --- the queue ---

    /// @notice Queue only: takes `shares` of `owner` into the queue; from what the owner has allowed the spender,
    ///         unless that is the owner. Refused for any other caller (`GpuYieldVault_NotQueue`), and beyond balance or
    ///         allowance.
    /// @param owner Of the shares
    /// @param shares To take, share units
    /// @param spender Whose allowance it is
    function escrow(address owner, uint256 shares, address spender) external;
    /// @notice Queue only: burns as many of its shares, at most `shares`, as the cash pays for at the exit price, and
    ///         sends it the assets, rounded down. Refused when shares are worth nothing or there is no cash for one
    ///         (`GpuYieldVault_NothingToPay`).
    /// @param shares Most to burn, share units
    /// @return burned Share units
    /// @return assets Base units
    function serveRequests(uint256 shares) external returns (uint256 burned, uint256 assets);

    // --- draw limits ---

    /// @notice Draw limits only: keeps the lowest NAV from now on, beside that of the newest notice before; the one
    ///         before that is forgotten. Exits and booked losses lower them until this notice ends.
    /// @param until Unix seconds at which it ends, after the newest one before
    /// @return nav Base units, of now
    function noticeDraw(uint32 until) external returns (uint256 nav);

    // --- authority ---

    /// @notice Governor, with its delay: lets a contract post and draw. Refused for one that is bound
    ///         (`GpuYieldVault_SourceAlreadyBound`), and beyond eight (`GpuYieldVault_TooManySources`).
    /// @param source To bind
    function bindSource(address source) external;
    /// @notice Governor, with its delay: ends a source that holds nothing. Refused while it is not idle
    ///         (`GpuYieldVault_SourceInUse`).
    /// @param source To unbind
    function unbindSource(address source) external;
    /// @notice Governor, with its delay: sets rate and recipient of the fee. What is due by the old rate is taken
    ///         first; what is owed is paid to the old recipient or, where the token refuses that, stays owed and is
    ///         paid to the new one; the mark rises to the profit of now. Refused above 2,000 bps
    ///         (`GpuYieldVault_FeeAboveCap`), and for no recipient.
    /// @param bps Of profit, at most 2,000
    /// @param recipient Of the fee, not zero
    function setFee(uint16 bps, address recipient) external;
    /// @notice Governor, with its delay: sets the most that the NAV may reach by deposits.
    /// @param wholeTokens Whole tokens of the asset
    function setCap(uint32 wholeTokens) external;
    /// @notice Tighteners (guardian at once, curator with its delay): lower the cap. Refused when it would not be lower
    ///         (`GpuYieldVault_CapNotLower`).
    /// @param wholeTokens Whole tokens of the asset
    function lowerCap(uint32 wholeTokens) external;
    /// @notice Guardian: stops deposits and draws at once. Exits stay open. Refused while they are stopped
    ///         (`GpuYieldVault_Paused`).
    function pause() external;
    /// @notice Curator, with its delay: resumes deposits and draws. Refused unless they are stopped
    ///         (`GpuYieldVault_NotPaused`).
    function unpause() external;
    /// @notice Curator, with its delay: takes in tokens that were sent straight to the vault; they vest over the cap.
    ///         Refused when there are none (`GpuYieldVault_NothingToSkim`).
    /// @return amount Base units
    function skim() external returns (uint256 amount);
    /// @notice Governor, with its delay: sends out all of a token that is neither the asset nor the share, which are
    ///         refused (`GpuYieldVault_NotRescuable`).
    /// @param token To send
    /// @param to Receiver
    /// @return amount In the token's base units
    function rescue(address token, address to) external returns (uint256 amount);

    // --- views ---

    /// @notice Every number of the vault in one consistent reading, kinks due looked ahead to.
    /// @return The state as of now
    function state() external view returns (VaultState memory);
    /// @notice What never changes.
    /// @return The settings
    function settings() external view returns (VaultSettings memory);
    /// @notice The performance fee as of now.
    /// @return The fee's state
    function fee() external view returns (FeeState memory);
    /// @notice Whether leavers are paid so much less than entrants pay that patient redemption requests wait: more of
    ///         the NAV is unrealised than the tolerance.
    /// @return Whether it is so
    function exitBelowTolerance() external view returns (bool);
    /// @notice The two newest notices of drawing, also when they have ended.
    /// @return newer The newest
    /// @return older The one before
    function drawNotices() external view returns (DrawNotice memory newer, DrawNotice memory older);
    /// @notice What changes at a tick of the grid, if nothing is posted any more. For people and tests.
    /// @param tick Unix seconds / the vault's tick
    /// @return slope The word of changes of slope (KinkLib), 0 where there is none
    /// @return markdown The word of those that become delinquent there (MarkdownLib), 0 where there is none
    function kinksAt(uint32 tick) external view returns (uint256 slope, uint256 markdown);
    /// @notice Whether a contract may post.
    /// @param account Any
    /// @return Whether it is a source
    function isSource(address account) external view returns (bool);
    /// @notice All sources, eight at most. For people and forecasts.
    /// @return The sources, in no order
    function sources() external view returns (address[] memory);
    /// @notice The redemption queue, made with the vault.
    /// @return Its address
    function queue() external view returns (address);
    /// @notice ERC-7575: this contract.
    /// @return Its address
    function share() external view returns (address);
    /// @notice ERC-7575: this contract for its asset, zero for any other.
    /// @param asset Any token
    /// @return The vault
    function vault(address asset) external view returns (address);
}
