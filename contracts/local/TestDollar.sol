// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @title TestDollar
/// @notice A dollar that anybody may print, with USDC's decimals and permit. It cannot be deployed on a chain where
///         somebody might take it for money.
contract TestDollar is ERC20, ERC20Permit {
    uint256 private constant LOCAL_CHAIN = 31_337;

    error TestDollar_LocalChainOnly(uint256 chainId);

    constructor() ERC20("Test Dollar", "tUSD") ERC20Permit("Test Dollar") {
        if (block.chainid != LOCAL_CHAIN) revert TestDollar_LocalChainOnly(block.chainid);
    }

    /// @notice Prints `amount` base units for `to`.
    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    /// @dev As USDC has.
    function decimals() public pure override returns (uint8) {
        return 6;
    }
}
