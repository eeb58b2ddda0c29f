// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {RedemptionQueue} from "../../../contracts/RedemptionQueue.sol";
import {IGpuYieldVault, VaultState} from "../../../contracts/interfaces/IGpuYieldVault.sol";
import {MockToken} from "../../../contracts/mocks/MockToken.sol";

/// @notice A vault as its queue sees it, which burns and pays whatever the test says.
contract PayingVault is ERC20("Share", "SHARE") {
    MockToken public immutable asset;
    RedemptionQueue public immutable queue;
    bool public exitBelowTolerance;
    uint256 private _unrealisedLoss;
    uint256 private _burns;
    uint256 private _pays;

    constructor(MockToken asset_, uint32 epochLength) {
        asset = asset_;
        queue = new RedemptionQueue(IGpuYieldVault(address(this)), asset_, epochLength);
    }

    function setExit(bool belowEntry, bool belowTolerance) external {
        (_unrealisedLoss, exitBelowTolerance) = (belowEntry ? 1 : 0, belowTolerance);
    }

    /// @notice What the next settlement does: burns at most `burns` shares for exactly `pays` base units.
    function setPayment(uint256 burns, uint256 pays) external {
        (_burns, _pays) = (burns, pays);
    }

    function state() external view returns (VaultState memory s) {
        s.unrealisedLoss = _unrealisedLoss;
    }

    function mint(address to, uint256 shares) external {
        _mint(to, shares);
    }

    function escrow(address owner, uint256 shares, address) external {
        _transfer(owner, address(queue), shares);
    }

    function serveRequests(uint256 shares) external returns (uint256 burned, uint256 assets) {
        burned = shares < _burns ? shares : _burns;
        assets = _pays;
        _burn(address(queue), burned);
        asset.mint(address(queue), assets);
    }
}
