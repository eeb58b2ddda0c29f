// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IGpuYieldVault} from "./interfaces/IGpuYieldVault.sol";
import {Companion, IVaultDirectory, Listing} from "./interfaces/IVaultDirectory.sol";

/// @dev What every contract that works for one vault answers.
interface IOfOneVault {
    function vault() external view returns (address);
}

/// @title VaultDirectory
/// @notice The vaults of one protocol.
///
/// DISCOVERY. Who knows this address finds every vault, and with it everything that works for it: from the vault
/// itself, or, what the vault knows nothing of, as its companion.
///
/// NO POWER. Nothing on chain asks the directory. A listing says that the governor stands behind a vault; it opens
/// nothing, and its end shuts nothing.
///
/// NUMBERS. Each vault has one of its own, and the authority counts the vault's roles by it. Two admissions by one
/// number can't both be carried out: the second is refused, with whatever it would have granted beside the listing.
///
/// HISTORY. Nobody is taken out: a retired vault stays, with its second and its number.
///
/// TRUST. A companion must say itself that it works for the vault. What else it does is the governor's to have read.
contract VaultDirectory is IVaultDirectory, AccessManaged {
    uint256 private constant MAX_TEXT = 200; // bytes
    uint256 private constant MAX_COMPANIONS = 32;

    address[] private _vaults;
    /// @inheritdoc IVaultDirectory
    mapping(uint32 number => address) public vaultNumbered;
    mapping(address vault => Listing) private _listings;

    constructor(address authority_) AccessManaged(authority_) {}

    /// @inheritdoc IVaultDirectory
    function list(
        address vault,
        uint32 number,
        string calldata what,
        Companion[] calldata companions
    ) external restricted {
        if (vault.code.length == 0) revert VaultDirectory_NoCode(vault);
        (address theirs, address ours) = (IAccessManaged(vault).authority(), authority());
        if (theirs != ours) revert VaultDirectory_OtherAuthority(vault, theirs, ours);
        Listing storage listing = _listings[vault];
        if (listing.listedAt != 0) revert VaultDirectory_AlreadyListed(vault);
        if (number == 0) revert VaultDirectory_ZeroNumber(vault);
        address other = vaultNumbered[number];
        if (other != address(0)) revert VaultDirectory_NumberTaken(number, other);

        (listing.listedAt, listing.number) = (uint40(block.timestamp), number);
        vaultNumbered[number] = vault;
        _vaults.push(vault);
        emit VaultListed(vault, IGpuYieldVault(vault).asset(), number);
        _describe(vault, listing, what, companions);
    }

    /// @inheritdoc IVaultDirectory
    function describe(address vault, string calldata what, Companion[] calldata companions) external restricted {
        _describe(vault, _current(vault), what, companions);
    }

    /// @inheritdoc IVaultDirectory
    function retire(address vault, string calldata why) external restricted {
        Listing storage listing = _current(vault);
        _requireText(why);
        listing.retiredAt = uint40(block.timestamp);
        emit VaultRetired(vault, why);
    }

    // --- views ---

    /// @inheritdoc IVaultDirectory
    function count() external view returns (uint256) {
        return _vaults.length;
    }

    /// @inheritdoc IVaultDirectory
    function page(uint256 from, uint256 most) external view returns (address[] memory vaults) {
        vaults = new address[](Math.min(most, Math.saturatingSub(_vaults.length, from)));
        for (uint256 i = 0; i < vaults.length; ++i) vaults[i] = _vaults[from + i];
    }

    /// @inheritdoc IVaultDirectory
    function listingOf(address vault) external view returns (Listing memory) {
        return _listings[vault];
    }

    // --- internals ---

    function _describe(
        address vault,
        Listing storage listing,
        string calldata what,
        Companion[] calldata companions
    ) private {
        _requireText(what);
        if (companions.length > MAX_COMPANIONS) {
            revert VaultDirectory_TooManyCompanions(companions.length, MAX_COMPANIONS);
        }
        listing.what = what;
        delete listing.companions;
        bytes32 last;
        for (uint256 i = 0; i < companions.length; ++i) {
            Companion calldata c = companions[i];
            if (c.name <= last) revert VaultDirectory_NameOutOfOrder(c.name);
            address theirs = IOfOneVault(c.target).vault();
            if (theirs != vault) revert VaultDirectory_OtherVault(c.name, c.target, theirs, vault);
            listing.companions.push(c);
            last = c.name;
        }
        emit VaultDescribed(vault, what, companions);
    }

    function _current(address vault) private view returns (Listing storage listing) {
        listing = _listings[vault];
        if (listing.listedAt == 0) revert VaultDirectory_NotListed(vault);
        if (listing.retiredAt != 0) revert VaultDirectory_IsRetired(vault, listing.retiredAt);
    }

    function _requireText(string calldata text) private pure {
        uint256 length = bytes(text).length;
        if (length == 0 || length > MAX_TEXT) revert VaultDirectory_TextOutOfRange(length, MAX_TEXT);
    }
}
