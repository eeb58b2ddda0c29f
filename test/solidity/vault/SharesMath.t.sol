// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SharesMath} from "../../../contracts/vault/SharesMath.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice Each function rounds the way its name says, by less than one unit, and a round trip never gains.
contract SharesMathTest is SolidityTest {
    function test_firstUnitBuysAMillionShares() public pure {
        assertEq(SharesMath.toSharesDown(1, 0, 0), 1e6, "one asset unit, nothing there yet");
        assertEq(SharesMath.toAssetsDown(1e6, 0, 0), 1, "and back");
        assertEq(SharesMath.toAssetsDown(1e6 - 1, 0, 0), 0, "less than a unit is rounded away");
        assertEq(SharesMath.toAssetsUp(1, 0, 0), 1, "up: a share costs a whole unit");
    }

    function test_aTotalLossDividesByTheVirtualAsset() public pure {
        assertEq(SharesMath.toSharesDown(5, 0, 9e6), 5e7, "no division by zero");
        assertEq(SharesMath.toAssetsDown(9e6, 0, 9e6), 0, "shares are worth nothing");
    }

    function testFuzz_withoutSharesOneCostsWhatTheFirstOneDid(uint96 amount, uint96 left) public pure {
        uint256 shares = uint256(amount) * 1e6;
        assertEq(SharesMath.toSharesDown(amount, left, 0), shares, "shares, down");
        assertEq(SharesMath.toSharesUp(amount, left, 0), shares, "shares, up");
        assertEq(SharesMath.toAssetsDown(shares, left, 0), amount, "assets, down");
        assertEq(SharesMath.toAssetsUp(shares, left, 0), amount, "assets, up");
    }

    function testFuzz_downIsTheLargestThatCostsNoMore(uint128 amount, uint96 assets, uint128 supply) public pure {
        supply = _possible(supply);
        (uint256 virtualAssets, uint256 virtualSupply) = _all(assets, supply);
        uint256 shares = SharesMath.toSharesDown(amount, assets, supply);
        if (shares < type(uint128).max) {
            assertLe(shares * virtualAssets, amount * virtualSupply, "shares down: not too many");
            assertGt((shares + 1) * virtualAssets, amount * virtualSupply, "shares down: not one too few");
        }
        uint256 out = SharesMath.toAssetsDown(amount, assets, supply);
        assertLe(out * virtualSupply, amount * virtualAssets, "assets down: not too many");
        assertGt((out + 1) * virtualSupply, amount * virtualAssets, "assets down: not one too few");
    }

    function testFuzz_upIsDownOrOneMore(uint128 amount, uint96 assets, uint128 supply) public pure {
        supply = _possible(supply);
        (uint256 virtualAssets, uint256 virtualSupply) = _all(assets, supply);
        uint256 down = SharesMath.toSharesDown(amount, assets, supply);
        bool exact = mulmod(amount, virtualSupply, virtualAssets) == 0;
        assertEq(SharesMath.toSharesUp(amount, assets, supply), exact ? down : down + 1, "shares up");
        down = SharesMath.toAssetsDown(amount, assets, supply);
        exact = mulmod(amount, virtualAssets, virtualSupply) == 0;
        assertEq(SharesMath.toAssetsUp(amount, assets, supply), exact ? down : down + 1, "assets up");
    }

    function testFuzz_noRoundTripGains(uint96 amount, uint96 assets, uint128 supply) public pure {
        supply = _possible(supply);
        uint256 shares = SharesMath.toSharesDown(amount, assets, supply);
        assertLe(SharesMath.toAssetsDown(shares, assets, supply), amount, "deposit, redeem");
        assertLe(
            amount,
            SharesMath.toAssetsUp(SharesMath.toSharesUp(amount, assets, supply), assets, supply),
            "withdraw, mint"
        );
        uint256 cost = SharesMath.toAssetsUp(amount, assets, supply);
        assertGe(SharesMath.toSharesUp(cost, assets, supply), amount, "mint, withdraw");
    }

    /// @dev With the virtual shares it fits the word it is kept in.
    function _possible(uint128 supply) private pure returns (uint128) {
        return uint128(bound(supply, 0, type(uint128).max - 1e6));
    }

    function _all(uint256 assets, uint256 supply) private pure returns (uint256, uint256) {
        return (assets + 1, supply == 0 ? (assets + 1) * 1e6 : supply + 1e6);
    }
}
