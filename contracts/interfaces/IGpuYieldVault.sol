// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";

/// @notice What the vault is opened with, for life, but for its cap.
struct VaultTerms {
    string name;
    string symbol;
    uint32 vestingFloor; // seconds; the shortest time over which income vests
    uint32 vestingCap; // seconds; the longest
    uint32 capWholeTokens; // most that deposits may bring the NAV to
    uint32 epochLength; // seconds; of the redemption queue's epochs
    uint16 lateLimitBps; // of NAV; deposits are closed while more than this is late or has just been
}

/// @notice A change of what is late, posted by the book.
struct LatenessChange {
    int256 loss; // 2^-32 base units, unrealised
    int256 slope; // 2^-32 base units per second, from now on
    int256 watched; // whole tokens
    int256 ended; // facilities at the end of their line
}

/// @notice Why a lane is shut.
enum Lane {
    Open,
    Paused, // by the guardian
    Due, // due items wait for `sync`, or for a user's own call
    Late, // too much of the NAV is late, or vests what was
    CapReached,
    NothingLeft, // a total loss: a share has no price
    NoCash // leave through the queue
}

/// @notice The vault as of now, base units.
struct VaultState {
    uint256 cash; // internal balance; tokens sent straight to the vault are not in it
    uint256 value; // of everything financed, worn to this second, rounded down
    uint256 locked; // received and not vested yet, rounded up
    uint256 unrealisedLoss; // what leavers forgo for what is late; 0 unless something is
    uint256 nav; // cash + value - locked: entries
    uint256 totalAssets; // nav - unrealisedLoss: exits
    uint256 totalSupply; // shares
    uint256 freeCash; // cash less what closed redemption epochs wait for
    uint256 watched; // value that is late or vests what was, whole tokens times the unit, rounded up
    uint256 ended; // facilities at the end of their line; redemption epochs wait for them
    uint40 vestsAt; // unix seconds at which all that is locked has vested, rounded up
    uint40 nextDue; // unix seconds of the next due item; 2^32 - 1 when there is none
}

/// @title GpuYieldVault
/// @notice Shares of a pool of stablecoin that finances GPU clusters: ERC-4626, ERC-2612, ERC-7575, ERC-165.
/// @dev The vault knows numbers, not instruments: the facility book posts them.
interface IGpuYieldVault is IERC4626 {
    // --- events ---

    /// @notice The vault's terms for life: its asset, the least and the most seconds over which income vests, how
    ///         much may be late while deposits are open, and its redemption queue.
    event VaultOpened(
        address indexed asset,
        uint32 vestingFloor,
        uint32 vestingCap,
        uint16 lateLimitBps,
        address queue
    );
    /// @notice Cash left for hardware: cash fell and value rose by `amount`.
    event Funded(address indexed receiver, uint256 amount);
    /// @notice The book posted what happened to a facility: a gain (then `IncomeLocked`), a loss (then `LossBooked`) or
    ///         neither.
    /// @param cashIn Base units that arrived in the vault
    /// @param valueChange Change of value, in 2^-32 base units
    /// @param slopeChange Change of the wear per second, in 2^-32 base units per second
    /// @param vestOver Seconds over which a gain vests, after floor and cap
    event Posted(uint256 cashIn, int256 valueChange, int256 slopeChange, uint256 vestOver);
    /// @notice Income was locked: `amount` (2^-32 base units) joined the stream, which now ends at `vestEnd` (2^-24 s).
    event IncomeLocked(uint256 amount, uint256 lockedAfter, uint256 vestEnd);
    /// @notice No share was outstanding, so nobody was left to stream to: what was locked (2^-32 base units) vested at once.
    event IncomeReleased(uint256 amount);
    /// @notice A loss was booked (2^-32 base units): locked amounts bore `fromLocked`, the share price the rest.
    event LossBooked(uint256 loss, uint256 fromLocked);
    /// @notice Due items were carried out: wear began or ended at moments now past.
    event WearTurned(int256 valueChange, int256 slopeChange, uint40 nextDue);
    /// @notice What is late changed, in this transaction or at moments now past.
    event LatenessTurned(LatenessChange change);
    /// @notice Tokens that had been sent straight to the vault were taken in and locked over the cap.
    event Skimmed(uint256 amount);
    event BookBound(address indexed book);
    event CapChanged(uint256 oldCap, uint256 newCap);
    event Paused(address indexed by);
    event Unpaused(address indexed by);
    event Rescued(address indexed token, address indexed to, uint256 amount);

    // --- errors ---

    error GpuYieldVault_DecimalsOutOfRange(uint8 given, uint8 minimum, uint8 maximum);
    error GpuYieldVault_VestingOutOfRange(uint256 floor, uint256 cap, uint256 maximum);
    error GpuYieldVault_LateLimitOutOfRange(uint16 given, uint16 maximum);
    error GpuYieldVault_NotBook(address caller);
    error GpuYieldVault_NotQueue(address caller);
    error GpuYieldVault_BookAlreadyBound(address book);
    error GpuYieldVault_ZeroAddress();
    error GpuYieldVault_Paused();
    error GpuYieldVault_NotPaused();
    error GpuYieldVault_StillDue(uint40 nextDue);
    error GpuYieldVault_TooMuchLate(uint256 watched, uint256 nav);
    error GpuYieldVault_AwaitsResolution(uint256 facilities);
    error GpuYieldVault_NothingToPay();
    error GpuYieldVault_ZeroShares();
    error GpuYieldVault_CapExceeded(uint256 assets, uint256 maximum);
    error GpuYieldVault_CapNotLower(uint32 given, uint32 current);
    error GpuYieldVault_NotEnoughCash(uint256 assets, uint256 cash);
    error GpuYieldVault_TooFewShares(uint256 shares, uint256 minimum);
    error GpuYieldVault_TooManyShares(uint256 shares, uint256 maximum);
    error GpuYieldVault_TooFewAssets(uint256 assets, uint256 minimum);
    error GpuYieldVault_TooManyAssets(uint256 assets, uint256 maximum);
    error GpuYieldVault_NothingLeft(uint256 totalSupply);
    error GpuYieldVault_AssetsMissing(uint256 balance, uint256 cash);
    error GpuYieldVault_NothingToSkim();
    error GpuYieldVault_NotRescuable(address token);

    // --- slippage guards ---

    /// @notice `deposit`, refused when it would mint fewer than `minShares`.
    function depositWithMinShares(
        uint256 assets,
        address receiver,
        uint256 minShares
    ) external returns (uint256 shares);
    /// @notice `mint`, refused when it would cost more than `maxAssets`.
    function mintWithMaxAssets(uint256 shares, address receiver, uint256 maxAssets) external returns (uint256 assets);
    /// @notice `withdraw`, refused when it would burn more than `maxShares`.
    function withdrawWithMaxShares(
        uint256 assets,
        address receiver,
        address owner,
        uint256 maxShares
    ) external returns (uint256 shares);
    /// @notice `redeem`, refused when it would pay less than `minAssets`.
    function redeemWithMinAssets(
        uint256 shares,
        address receiver,
        address owner,
        uint256 minAssets
    ) external returns (uint256 assets);
    /// @notice Deposits with the caller's EIP-2612 signature over the asset. A permit that somebody has already used,
    ///         or that the asset refuses, is no failure while the allowance is there.
    function depositWithPermit(
        uint256 assets,
        address receiver,
        uint256 minShares,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external returns (uint256 shares);

    // --- the book's postings ---

    /// @notice Book only: pays `amount` of cash to `receiver` for hardware; value rises by as much. Refused while paused.
    function fund(address receiver, uint256 amount, uint40 nextDue) external;
    /// @notice Book only: posts cash, pulled from the book, a change of value, and a change of wear from now on.
    ///         What cash and value gain together is locked; what they lose is a booked loss. So no posting can raise
    ///         the share price.
    /// @param cashIn Base units, pulled from the book
    /// @param valueChange 2^-32 base units
    /// @param slopeChange 2^-32 base units per second
    /// @param vestOver Seconds; clamped to the vesting floor and cap
    /// @param nextDue Unix seconds of the next due item; 2^32 - 1 when there is none
    function post(uint256 cashIn, int256 valueChange, int256 slopeChange, uint256 vestOver, uint40 nextDue) external;
    /// @notice Book only: carries out due items: wear that began or ended in the past. Time's work, not a loss.
    function turnWear(int256 valueChange, int256 slopeChange, uint40 nextDue) external;
    /// @notice Book only: changes what is late. It moves the exit price, never the entry price.
    function turnLateness(LatenessChange calldata change) external;

    // --- the queue's calls ---

    /// @notice Queue only: takes `shares` of `owner` into the queue; from the owner's allowance to it where asked.
    function escrow(address owner, uint256 shares, bool fromAllowance) external;
    /// @notice Queue only: burns as many of its shares, at most `shares`, as the cash pays for at the exit price, and sends
    ///         it the assets, rounded down. Refused while a facility stands at the end of its line.
    /// @dev Its name gives it the first place among the selectors, which the dispatcher compares one by one (measured, 1,360
    ///      gas a settlement).
    /// @return burned Shares
    /// @return assets Base units
    function serveRequests(uint256 shares) external returns (uint256 burned, uint256 assets);

    // --- authority ---

    /// @notice Binds the facility book, once and for life.
    function bindBook(address book) external;
    /// @notice Curator, with its delay: most that the NAV may reach by deposits, in whole tokens of the asset.
    function setCap(uint32 wholeTokens) external;
    /// @notice Guardian: lowers the cap at once.
    function lowerCap(uint32 wholeTokens) external;
    /// @notice Guardian: stops deposits and draws. Exits stay open.
    function pause() external;
    /// @notice Curator, with its delay: resumes deposits and draws.
    function unpause() external;
    /// @notice Curator: takes in tokens that were sent straight to the vault; they vest over the cap.
    function skim() external returns (uint256 amount);
    /// @notice Governor: sends out a token that is neither the asset nor the share.
    function rescue(address token, address to) external returns (uint256 amount);

    // --- views ---

    /// @notice Every number of the vault in one consistent reading, due items looked ahead to.
    function state() external view returns (VaultState memory);
    /// @notice Assets per 10^(share decimals) shares · 10^12, for entries (NAV), rounded down.
    function entryPrice() external view returns (uint256);
    /// @notice Assets per 10^(share decimals) shares · 10^12, for exits (totalAssets), rounded down.
    function exitPrice() external view returns (uint256);
    /// @notice Value of everything financed as of now, base units, rounded down.
    function value() external view returns (uint256);
    /// @notice Whether leavers are paid less than entrants pay: something is late.
    function exitBelowEntry() external view returns (bool);
    /// @notice Why `maxDeposit` and `maxMint`, and why `maxWithdraw` and `maxRedeem`, are 0 for everybody; open if they are not.
    function lanes() external view returns (Lane entries, Lane exits);
    /// @notice The redemption queue, made with the vault.
    function queue() external view returns (address);
    /// @notice Bps of NAV; deposits are closed while more than this is late, or vests what was.
    function lateLimitBps() external view returns (uint16);
    /// @notice Most that the NAV may reach by deposits, base units.
    function cap() external view returns (uint256);
    function paused() external view returns (bool);
    function book() external view returns (address);
    /// @notice Seconds; the shortest and the longest time over which income vests.
    function vestingFloor() external view returns (uint32);
    function vestingCap() external view returns (uint32);
    /// @notice ERC-7575: this contract.
    function share() external view returns (address);
    /// @notice ERC-7575: this contract for its asset, zero for any other.
    function vault(address asset) external view returns (address);
}
