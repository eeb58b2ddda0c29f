// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {VaultTotals} from "./VaultTotals.sol";

/// @title ShareToken
/// @notice The vault's shares: ERC-20 and ERC-2612. Balances here, the supply beside the cash in the word of totals.
/// @dev OpenZeppelin's ERC20 stores the supply in a slot of its own; this one exists to save that write (see
///      `VaultTotals`). Whoever mints or burns writes the totals themselves, once, together with the cash.
abstract contract ShareToken is IERC20Metadata, IERC20Permit, IERC20Errors, EIP712, Nonces {
    bytes32 private constant PERMIT_TYPEHASH = keccak256(
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
    );

    /// @dev slot: cash [base units] 96 · supply [shares] 128 · cap [whole tokens] 32
    VaultTotals internal _totals;
    mapping(address account => uint256 shares) private _balances;
    mapping(address owner => mapping(address spender => uint256 shares)) private _allowances;
    string private _name;
    string private _symbol;
    uint8 private immutable _decimals;
    /// @dev Holds shares that wait for their epoch. They come to it by its own calls only, so what it holds is what it
    ///      knows.
    address internal immutable _queue;

    /// @dev Shares join the queue by a request to it.
    error ShareToken_RequestInstead(address queue);
    /// @dev A permit was used after its deadline.
    error ERC2612ExpiredSignature(uint256 deadline);
    /// @dev A permit was signed by somebody else.
    error ERC2612InvalidSigner(address signer, address owner);

    constructor(string memory name_, string memory symbol_, uint8 decimals_, address queue_) EIP712(name_, "1") {
        _queue = queue_;
        _name = name_;
        _symbol = symbol_;
        _decimals = decimals_;
    }

    function transfer(address to, uint256 shares) external returns (bool) {
        _transfer(msg.sender, to, shares);
        return true;
    }

    function transferFrom(address from, address to, uint256 shares) external returns (bool) {
        _spendAllowance(from, msg.sender, shares);
        _transfer(from, to, shares);
        return true;
    }

    function approve(address spender, uint256 shares) external returns (bool) {
        _approve(msg.sender, spender, shares);
        return true;
    }

    /// @inheritdoc IERC20Permit
    function permit(
        address owner,
        address spender,
        uint256 value,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        if (block.timestamp > deadline) revert ERC2612ExpiredSignature(deadline);
        bytes32 structHash = keccak256(abi.encode(PERMIT_TYPEHASH, owner, spender, value, _useNonce(owner), deadline));
        address signer = ECDSA.recover(_hashTypedDataV4(structHash), v, r, s);
        if (signer != owner) revert ERC2612InvalidSigner(signer, owner);
        _approve(owner, spender, value);
    }

    function name() external view returns (string memory) {
        return _name;
    }

    function symbol() external view returns (string memory) {
        return _symbol;
    }

    function decimals() public view returns (uint8) {
        return _decimals;
    }

    function totalSupply() external view returns (uint256) {
        return _totals.supply();
    }

    function balanceOf(address account) public view returns (uint256) {
        return _balances[account];
    }

    function allowance(address owner, address spender) external view returns (uint256) {
        return _allowances[owner][spender];
    }

    /// @inheritdoc IERC20Permit
    function nonces(address owner) public view override(IERC20Permit, Nonces) returns (uint256) {
        return super.nonces(owner);
    }

    /// @inheritdoc IERC20Permit
    function DOMAIN_SEPARATOR() external view returns (bytes32) {
        return _domainSeparatorV4();
    }

    /// @dev Balances only: the caller has raised the supply in the totals by as much.
    function _creditMint(address to, uint256 shares) internal {
        if (to == address(0)) revert ERC20InvalidReceiver(to);
        if (to == _queue) revert ShareToken_RequestInstead(to);
        unchecked {
            _balances[to] += shares; // cannot overflow: every balance is at most the supply, which fits 128 bits
        }
        emit Transfer(address(0), to, shares);
    }

    /// @dev Balances only: the caller lowers the supply in the totals by as much.
    function _debitBurn(address from, uint256 shares) internal {
        _debit(from, shares);
        emit Transfer(from, address(0), shares);
    }

    /// @dev An infinite allowance stays.
    function _spendAllowance(address owner, address spender, uint256 shares) internal {
        uint256 current = _allowances[owner][spender];
        if (current == type(uint256).max) return;
        if (current < shares) revert ERC20InsufficientAllowance(spender, current, shares);
        unchecked {
            _allowances[owner][spender] = current - shares;
        }
    }

    function _transfer(address from, address to, uint256 shares) private {
        if (to == address(0)) revert ERC20InvalidReceiver(to);
        if (to == _queue) revert ShareToken_RequestInstead(to);
        _move(from, to, shares);
    }

    /// @dev Who may, and where to, has been checked.
    function _move(address from, address to, uint256 shares) internal {
        _debit(from, shares);
        unchecked {
            _balances[to] += shares; // cannot overflow: the supply fits 128 bits
        }
        emit Transfer(from, to, shares);
    }

    function _debit(address from, uint256 shares) private {
        uint256 balance = _balances[from];
        if (balance < shares) revert ERC20InsufficientBalance(from, balance, shares);
        unchecked {
            _balances[from] = balance - shares;
        }
    }

    function _approve(address owner, address spender, uint256 shares) private {
        if (spender == address(0)) revert ERC20InvalidSpender(spender);
        _allowances[owner][spender] = shares;
        emit Approval(owner, spender, shares);
    }
}
