// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {ICollateralEscrow} from "./interfaces/ICollateralEscrow.sol";
import {IWorkouts} from "./interfaces/IWorkouts.sol";

/// @dev One word.
struct Account {
    uint192 balance; // base units
    uint64 holds; // sum over reasons
}

/// @title CollateralEscrow
/// @notice The one place for other people's money: bonds of operators, bidders and challengers.
///
/// CUSTODIANS are contracts that say what happens to a stake: whose it is, when it comes back, who may take it. This
/// one holds it and knows no such rule. A custodian moves accounts of its own, and gives to another's what it can't
/// take back.
///
/// CONSERVATION. Accounts and credits together are `totalOwed`, to the unit, and at every moment, also in the middle of
/// a transfer:
///
///     asset.balanceOf(this) >= totalOwed = sum of all accounts + sum of all credits
///
/// Only what comes in and goes out changes it: money is counted once it is here, and no longer before it leaves.
/// Whatever else is sent here is nobody's and stays.
///
/// HOLDS keep an account from being released to whoever put it up, not from being taken.
///
/// TRUST. Whoever approves this contract trusts every custodian to pull from its own callers only; approve what you are
/// about to put up. Without its role a custodian's accounts stand still until the governor gives it back; credits do
/// not.
///
/// LIVENESS. A credit waits for its owner and is claimed to whom the owner names: a receiver that the token blocks
/// holds up itself.
contract CollateralEscrow is ICollateralEscrow, AccessManaged, ReentrancyGuardTransient {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /// @inheritdoc ICollateralEscrow
    address public immutable asset;

    mapping(address custodian => mapping(bytes32 id => Account)) private _accounts;
    /// @inheritdoc ICollateralEscrow
    mapping(address custodian => mapping(bytes32 id => mapping(bytes32 reason => uint256))) public holdsFor;
    /// @inheritdoc ICollateralEscrow
    mapping(address account => uint256) public creditOf; // base units
    /// @inheritdoc ICollateralEscrow
    uint256 public totalOwed; // base units

    constructor(address authority_, address asset_) AccessManaged(authority_) {
        asset = asset_;
    }

    // --- custodian ---

    /// @inheritdoc ICollateralEscrow
    function deposit(bytes32 id, address payer, uint256 amount) external restricted nonReentrant {
        uint256 before = _holdings();
        IERC20(asset).safeTransferFrom(payer, address(this), amount);
        uint256 arrived = _holdings() - before;
        if (arrived != amount) revert CollateralEscrow_ShortTransfer(arrived, amount);

        // After it has arrived: nothing is owed that is not here. Nobody enters in between.
        totalOwed += amount;
        emit Deposited(msg.sender, id, payer, amount, _add(msg.sender, id, amount));
    }

    /// @inheritdoc ICollateralEscrow
    function transfer(bytes32 id, address to, bytes32 idTo, uint256 amount) external restricted nonReentrant {
        if (to != msg.sender) _requireCustodian(to);
        uint256 balance = _subtract(id, amount);
        uint256 balanceTo = _add(to, idTo, amount);
        emit Transferred(msg.sender, id, to, idTo, amount, balance, balanceTo);
    }

    /// @inheritdoc ICollateralEscrow
    function credit(bytes32 id, address account, uint256 amount) external restricted nonReentrant {
        if (account == address(0)) revert CollateralEscrow_ZeroAddress();
        uint256 balance = _subtract(id, amount);
        creditOf[account] += amount;
        emit Credited(msg.sender, id, account, amount, balance);
    }

    /// @inheritdoc ICollateralEscrow
    function pay(bytes32 id, address receiver, uint256 amount) external restricted nonReentrant {
        _payOut(id, receiver, amount);
        IERC20(asset).safeTransfer(receiver, amount);
    }

    /// @inheritdoc ICollateralEscrow
    function release(bytes32 id, address receiver, uint256 amount) external restricted nonReentrant {
        uint256 holds = _accounts[msg.sender][id].holds;
        if (holds != 0) revert CollateralEscrow_Held(msg.sender, id, holds);
        _payOut(id, receiver, amount);
        IERC20(asset).safeTransfer(receiver, amount);
    }

    /// @inheritdoc ICollateralEscrow
    function recover(bytes32 id, address workouts, uint256 cluster, uint256 amount) external restricted nonReentrant {
        _payOut(id, workouts, amount);
        uint256 expected = _holdings() - amount;
        IERC20(asset).forceApprove(workouts, amount);
        IWorkouts(workouts).recover(cluster, amount);
        // What is left of an approval could be taken later, from others.
        uint256 left = _holdings();
        if (left != expected) revert CollateralEscrow_OtherAmountTaken(left, expected);
    }

    /// @inheritdoc ICollateralEscrow
    function hold(bytes32 id, bytes32 reason) external restricted returns (uint256 holds) {
        ++holdsFor[msg.sender][id][reason];
        holds = ++_accounts[msg.sender][id].holds;
        emit HoldsChanged(msg.sender, id, reason, holds);
    }

    /// @inheritdoc ICollateralEscrow
    function unhold(bytes32 id, bytes32 reason) external restricted returns (uint256 holds) {
        if (holdsFor[msg.sender][id][reason] == 0) revert CollateralEscrow_NotHeld(msg.sender, id, reason);
        --holdsFor[msg.sender][id][reason];
        holds = --_accounts[msg.sender][id].holds;
        emit HoldsChanged(msg.sender, id, reason, holds);
    }

    // --- anyone ---

    /// @inheritdoc ICollateralEscrow
    function claim(address receiver) external nonReentrant returns (uint256 amount) {
        amount = creditOf[msg.sender];
        if (amount == 0) revert CollateralEscrow_NoCredit(msg.sender);
        creditOf[msg.sender] = 0;
        totalOwed -= amount;
        emit Claimed(msg.sender, receiver, amount);
        IERC20(asset).safeTransfer(receiver, amount);
    }

    // --- views ---

    /// @inheritdoc ICollateralEscrow
    function balanceOf(address custodian, bytes32 id) external view returns (uint256) {
        return _accounts[custodian][id].balance;
    }

    /// @inheritdoc ICollateralEscrow
    function holdsOn(address custodian, bytes32 id) external view returns (uint256) {
        return _accounts[custodian][id].holds;
    }

    // --- internals ---

    /// @dev Before the tokens leave.
    function _payOut(bytes32 id, address receiver, uint256 amount) private {
        uint256 balance = _subtract(id, amount);
        totalOwed -= amount;
        emit Paid(msg.sender, id, receiver, amount, balance);
    }

    function _add(address custodian, bytes32 id, uint256 amount) private returns (uint256 balance) {
        balance = _accounts[custodian][id].balance + amount;
        _accounts[custodian][id].balance = balance.toUint192();
    }

    function _subtract(bytes32 id, uint256 amount) private returns (uint256 balance) {
        balance = _accounts[msg.sender][id].balance;
        if (amount > balance) revert CollateralEscrow_AboveBalance(msg.sender, id, amount, balance);
        balance -= amount;
        _accounts[msg.sender][id].balance = uint192(balance); // cannot truncate: it has only fallen
    }

    function _holdings() private view returns (uint256) {
        return IERC20(asset).balanceOf(address(this));
    }

    /// @dev Whoever may make this very call could move what it is given.
    function _requireCustodian(address account) private view {
        (bool isCustodian, ) = IAccessManager(authority()).canCall(account, address(this), msg.sig);
        if (!isCustodian) revert CollateralEscrow_NotCustodian(account);
    }
}
