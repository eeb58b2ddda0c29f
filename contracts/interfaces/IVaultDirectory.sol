// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice A contract that works for one vault and can't be found from it.
struct Companion {
    bytes32 name; // as the deployment names it, in ASCII: "disputes", "auction", "lens"
    address target;
}

/// @notice What the directory says of a vault.
struct Listing {
    uint40 listedAt; // unix seconds; 0: never listed
    uint40 retiredAt; // unix seconds; 0: not retired
    uint32 number; // its own for ever; the authority counts the vault's roles by it
    string what; // the vault in a sentence, for people
    Companion[] companions;
}

/// @title VaultDirectory
/// @notice The vaults of one protocol: who reads it needs no other address.
interface IVaultDirectory {
    /// @notice A vault is one of the protocol's from now on. `asset` is its token, `number` its own for ever.
    event VaultListed(address indexed vault, address indexed asset, uint32 number);
    /// @notice What the directory says of a vault, whole: in a sentence, and by its companions.
    event VaultDescribed(address indexed vault, string what, Companion[] companions);
    /// @notice The protocol takes no part in new business of a vault any more. Everybody in it leaves as before.
    event VaultRetired(address indexed vault, string why);

    /// @notice There is no code at the address.
    error VaultDirectory_NoCode(address vault);
    /// @notice The vault asks another authority than the directory does.
    error VaultDirectory_OtherAuthority(address vault, address theirs, address ours);
    /// @notice The vault is, or was, listed already.
    error VaultDirectory_AlreadyListed(address vault);
    /// @notice The vault was given no number: 0 stands for the protocol.
    error VaultDirectory_ZeroNumber(address vault);
    /// @notice The number is, or was, another vault's.
    error VaultDirectory_NumberTaken(uint32 number, address other);
    /// @notice The vault was never listed.
    error VaultDirectory_NotListed(address vault);
    /// @notice The vault was retired at this second (unix), for good.
    error VaultDirectory_IsRetired(address vault, uint40 retiredAt);
    /// @notice What people are to read is empty or longer than `most` bytes.
    error VaultDirectory_TextOutOfRange(uint256 length, uint256 most);
    /// @notice More companions than `most` were given.
    error VaultDirectory_TooManyCompanions(uint256 count, uint256 most);
    /// @notice A companion has no name, or the name of the one before it or of a later one: names ascend.
    error VaultDirectory_NameOutOfOrder(bytes32 name);
    /// @notice The companion works for `theirs`, not for the vault.
    error VaultDirectory_OtherVault(bytes32 name, address companion, address theirs, address vault);

    /// @notice Governor, with its delay: lists a vault under a number. Refused unless it has code and shares the
    ///         directory's authority, for one that is or was listed, and for a number that is 0 or another vault's
    ///         (`VaultDirectory_NoCode`, `_OtherAuthority`, `_AlreadyListed`, `_ZeroNumber`, `_NumberTaken`); the rest
    ///         as in `describe`. So what admits a vault by a number that was free, and is not any more, refuses whole.
    /// @param vault To list
    /// @param number From 1; ids of the vault's roles are this in hundreds, and the role's own number
    /// @param what The vault in a sentence, 1 to 200 bytes
    /// @param companions By ascending name, at most 32
    function list(address vault, uint32 number, string calldata what, Companion[] calldata companions) external;
    /// @notice Governor, with its delay: says anew what a listed vault is and which contracts work for it. Refused for
    ///         a vault that is not listed or retired (`VaultDirectory_NotListed`, `_IsRetired`), a text or a number of
    ///         companions out of range, names that do not ascend, and a companion of another vault
    ///         (`VaultDirectory_TextOutOfRange`, `_TooManyCompanions`, `_NameOutOfOrder`, `_OtherVault`).
    /// @param vault That is listed
    /// @param what The vault in a sentence, 1 to 200 bytes
    /// @param companions All of them, by ascending name, at most 32
    function describe(address vault, string calldata what, Companion[] calldata companions) external;
    /// @notice Governor, with its delay: retires a vault for good. It moves nothing in the vault. Refused for one that
    ///         is not listed or retired already, and for a text out of range.
    /// @param vault That is listed
    /// @param why In a sentence, 1 to 200 bytes
    function retire(address vault, string calldata why) external;

    // --- views ---

    /// @notice How many vaults were ever listed.
    /// @return Retired ones among them
    function count() external view returns (uint256);
    /// @notice Vaults in the order they were listed in, retired ones among them.
    /// @param from Index of the first, from 0
    /// @param most How many at most
    /// @return vaults Empty where `from` lies beyond the last
    function page(uint256 from, uint256 most) external view returns (address[] memory vaults);
    /// @notice Which vault has a number.
    /// @param number Any
    /// @return Zero while it is free
    function vaultNumbered(uint32 number) external view returns (address);
    /// @notice What the directory says of a vault.
    /// @param vault Of any address
    /// @return All zero and empty for one that was never listed
    function listingOf(address vault) external view returns (Listing memory);
}
