// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title CollateralEscrow
/// @notice The one place for other people's money: accounts that custodians keep, and credits that anyone claims. All
///         amounts in base units of the asset.
interface ICollateralEscrow {
    /// @notice `amount` arrived from `payer`; the account holds `balance` now.
    event Deposited(
        address indexed custodian,
        bytes32 indexed id,
        address indexed payer,
        uint256 amount,
        uint256 balance
    );

    /// @notice `amount` went from one account to another and no token moved; they hold `balance` and `balanceTo` now.
    event Transferred(
        address indexed custodian,
        bytes32 indexed id,
        address indexed to,
        bytes32 idTo,
        uint256 amount,
        uint256 balance,
        uint256 balanceTo
    );

    /// @notice `amount` of an account became a credit and no token moved; the account holds `balance` now.
    event Credited(
        address indexed custodian,
        bytes32 indexed id,
        address indexed account,
        uint256 amount,
        uint256 balance
    );

    /// @notice `amount` of an account left for `receiver`; the account holds `balance` now.
    event Paid(
        address indexed custodian,
        bytes32 indexed id,
        address indexed receiver,
        uint256 amount,
        uint256 balance
    );

    /// @notice A hold for `reason` was laid or lifted; so many of any reason keep the account from being released now.
    event HoldsChanged(address indexed custodian, bytes32 indexed id, bytes32 indexed reason, uint256 holds);

    /// @notice `amount`, all of the credit of `account`, left for `receiver`.
    event Claimed(address indexed account, address indexed receiver, uint256 amount);

    /// @notice A credit was to be nobody's.
    error CollateralEscrow_ZeroAddress();
    /// @notice The token kept a part for itself on the way in: base units that arrived, and that were to.
    error CollateralEscrow_ShortTransfer(uint256 arrived, uint256 expected);
    /// @notice More was asked of an account than it holds, base units.
    error CollateralEscrow_AboveBalance(address custodian, bytes32 id, uint256 asked, uint256 balance);
    /// @notice An account was to be released while `holds` keep it.
    error CollateralEscrow_Held(address custodian, bytes32 id, uint256 holds);
    /// @notice A hold was to be lifted that was not laid for this reason.
    error CollateralEscrow_NotHeld(address custodian, bytes32 id, bytes32 reason);
    /// @notice An account was to be given to somebody who could never move it.
    error CollateralEscrow_NotCustodian(address account);
    /// @notice A recovery took something else than what was paid: base units that are left here, and that should be.
    error CollateralEscrow_OtherAmountTaken(uint256 left, uint256 expected);
    /// @notice The caller has no credit.
    error CollateralEscrow_NoCredit(address account);

    // --- custodian, each over accounts of its own ---

    /// @notice Custodians only: pulls `amount` from `payer` into an account of the caller. Refused when less arrives
    ///         (`CollateralEscrow_ShortTransfer`).
    /// @dev A custodian passes its own caller as the payer and nobody else: what payers approve here is open to every
    ///      custodian.
    /// @param id The caller's account
    /// @param payer Whoever called the custodian, and has approved this contract
    /// @param amount Base units; an account holds less than 2^192
    function deposit(bytes32 id, address payer, uint256 amount) external;

    /// @notice Custodians only: gives `amount` of an account of the caller to another account, held or not, once and
    ///         for all. No token moves. Refused above the balance (`CollateralEscrow_AboveBalance`) and to who is no
    ///         custodian (`CollateralEscrow_NotCustodian`).
    /// @param id The caller's account
    /// @param to Custodian that has the money from now on; the caller itself, too
    /// @param idTo Account of that custodian
    /// @param amount Base units
    function transfer(bytes32 id, address to, bytes32 idTo, uint256 amount) external;

    /// @notice Custodians only: makes `amount` of an account of the caller, held or not, the credit of `account`. No
    ///         token moves. Refused above the balance (`CollateralEscrow_AboveBalance`) and for the zero address
    ///         (`CollateralEscrow_ZeroAddress`).
    /// @param id The caller's account
    /// @param account Whose credit it is, to be claimed
    /// @param amount Base units
    function credit(bytes32 id, address account, uint256 amount) external;

    /// @notice Custodians only: pays `amount` of an account of the caller, held or not, to `receiver`. Refused above
    ///         the balance (`CollateralEscrow_AboveBalance`).
    /// @param id The caller's account
    /// @param receiver Whom the tokens go to
    /// @param amount Base units
    function pay(bytes32 id, address receiver, uint256 amount) external;

    /// @notice Custodians only: pays `amount` of an account of the caller back to whoever put it up. Refused above the
    ///         balance (`CollateralEscrow_AboveBalance`) and while anything holds the account
    ///         (`CollateralEscrow_Held`).
    /// @param id The caller's account
    /// @param receiver Whom the tokens go to
    /// @param amount Base units
    function release(bytes32 id, address receiver, uint256 amount) external;

    /// @notice Custodians only: pays `amount` of an account of the caller, held or not, into the vault, as a recovery
    ///         over a cluster. Refused above the balance (`CollateralEscrow_AboveBalance`), and where `workouts`
    ///         refuses it or takes another amount (`CollateralEscrow_OtherAmountTaken`).
    /// @param id The caller's account
    /// @param workouts The `IWorkouts` that takes it in
    /// @param cluster Registry id of the cluster it is recovered over
    /// @param amount Base units
    function recover(bytes32 id, address workouts, uint256 cluster, uint256 amount) external;

    /// @notice Custodians only: keeps an account of the caller from being released, until as many calls of `unhold` for
    ///         this reason.
    /// @param id The caller's account
    /// @param reason Whatever tells the caller's holds apart
    /// @return holds Holds of any reason on the account now
    function hold(bytes32 id, bytes32 reason) external returns (uint256 holds);

    /// @notice Custodians only: lifts one hold. Refused when none is laid for this reason (`CollateralEscrow_NotHeld`).
    /// @param id The caller's account
    /// @param reason As it was laid
    /// @return holds Holds of any reason on the account now
    function unhold(bytes32 id, bytes32 reason) external returns (uint256 holds);

    // --- anyone ---

    /// @notice Anyone: pays all of the caller's credit to `receiver`. Refused when there is none
    ///         (`CollateralEscrow_NoCredit`). No role, no pause and no hold is in its way.
    /// @param receiver Whom the tokens go to
    /// @return amount Base units paid
    function claim(address receiver) external returns (uint256 amount);

    // --- views ---

    /// @notice What an account holds.
    /// @param custodian Who keeps the account
    /// @param id The account
    /// @return Base units
    function balanceOf(address custodian, bytes32 id) external view returns (uint256);

    /// @notice How many holds, of any reason, keep an account from being released.
    /// @param custodian Who keeps the account
    /// @param id The account
    /// @return How many
    function holdsOn(address custodian, bytes32 id) external view returns (uint256);

    /// @notice How many holds for one reason keep an account from being released.
    /// @param custodian Who keeps the account
    /// @param id The account
    /// @param reason As they were laid
    /// @return How many
    function holdsFor(address custodian, bytes32 id, bytes32 reason) external view returns (uint256);

    /// @notice What an account may claim.
    /// @param account Whose credit
    /// @return Base units
    function creditOf(address account) external view returns (uint256);

    /// @notice The sum of all accounts and all credits; at most what this contract has of the asset.
    /// @return Base units
    function totalOwed() external view returns (uint256);

    /// @notice The token that all amounts are in.
    /// @return Its address
    function asset() external view returns (address);
}
