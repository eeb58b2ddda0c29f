// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {CollateralEscrow} from "../../../contracts/CollateralEscrow.sol";
import {OperatorBond} from "../../../contracts/OperatorBond.sol";
import {IClusterRegistry} from "../../../contracts/interfaces/IClusterRegistry.sol";
import {FacilityStatus} from "../../../contracts/interfaces/FacilityTypes.sol";
import {IGpuYieldVault} from "../../../contracts/interfaces/IGpuYieldVault.sol";
import {IOperatorBond} from "../../../contracts/interfaces/IOperatorBond.sol";
import {MockBondedVault} from "../../../contracts/mocks/MockBondedVault.sol";
import {MockToken} from "../../../contracts/mocks/MockToken.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice Whatever is done to a bond, in whatever order: what is held covers what is owed, and nobody is paid more
///         than was
/// asked for or was there.
contract OperatorBondTest is SolidityTest {
    uint256 private constant STEPS = 32;
    uint256 private constant CLUSTER = 1;
    uint32 private constant RELEASE_DELAY = 30 days;
    uint256 private constant OTHERS = 5;
    bytes32 private constant ID = "won";

    MockToken private asset;
    MockBondedVault private vault;
    CollateralEscrow private escrow;
    OperatorBond private bond;
    address private operator;
    address private winner;

    /// @dev What a run did: a property whose steps never happened proves nothing.
    uint256 private posted;
    uint256 private paidOut;
    uint256 private successes;

    function setUp() public {
        operator = actor("operator");
        winner = actor("winner");
        asset = new MockToken("Dollar", "USD", 6);
        vault = new MockBondedVault(address(asset), operator);
        // This test is the manager's admin, and so the slasher.
        AccessManager manager = new AccessManager(address(this));
        escrow = new CollateralEscrow(address(manager), address(asset));
        bond = _newBond(address(manager));
        manager.grantRole(0, address(bond), 0);
        for (uint256 i; i < 2; ++i) {
            address payer = i == 0 ? operator : winner;
            asset.mint(payer, type(uint128).max);
            vm.prank(payer);
            asset.approve(address(escrow), type(uint256).max);
        }
    }

    function testFuzz_whatIsHeldCoversWhatIsOwed(uint256 seed) public {
        _post(1e12);
        vm.prank(winner);
        bond.post(CLUSTER, OTHERS);
        posted += OTHERS;
        for (uint256 i; i < STEPS; ++i) {
            seed = uint256(keccak256(abi.encode(seed, i)));
            _step(seed % 6, bound(seed >> 8, 1, 3e11));
            assertEq(bond.stakeOf(CLUSTER, winner), OTHERS, "what another has put up stays its own");
            uint256 owed = bond.bondOf(CLUSTER) + OTHERS + escrow.creditOf(winner);
            assertEq(asset.balanceOf(address(escrow)), owed, "1: bonds and credits");
            assertEq(posted, owed + paidOut, "1: nothing appears and nothing is lost");
        }
        assertGe(successes, STEPS / 4, "the steps were taken");
        vm.prank(winner);
        bond.release(CLUSTER, OTHERS, winner);
    }

    function testFuzz_takesTheAmountAndNoMore(uint128 held, uint128 asked) public {
        held = uint128(bound(held, 1, 1e30));
        _post(held);
        uint256 expected = asked < held ? asked : held;

        assertEq(bond.seizeInto(CLUSTER, asked, ID), expected, "awarded");
        assertEq(escrow.balanceOf(address(this), ID), expected, "account");
        assertEq(bond.bondOf(CLUSTER), held - expected, "what is left");
        assertEq(bond.seize(CLUSTER, type(uint256).max), held - expected, "seized");
        assertEq(asset.balanceOf(address(escrow)), expected, "1: the account stays");
    }

    function testFuzz_comesBackFromTheSecondOn(uint40 retiredAt, uint256 early) public {
        retiredAt = uint40(bound(retiredAt, block.timestamp, 2 ** 32));
        early = bound(early, 1, uint256(retiredAt) + RELEASE_DELAY);
        uint256 before = asset.balanceOf(operator);
        _post(7);
        vault.stand(FacilityStatus.Retired, retiredAt);
        uint256 releasableAt = uint256(retiredAt) + RELEASE_DELAY;

        vm.warp(releasableAt - early);
        vm.prank(operator);
        vm.expectRevert(
            abi.encodeWithSelector(
                IOperatorBond.OperatorBond_NotYet.selector,
                CLUSTER,
                releasableAt,
                releasableAt - early
            )
        );
        bond.release(CLUSTER, 7, operator);

        vm.warp(releasableAt);
        vm.prank(operator);
        bond.release(CLUSTER, 7, operator);
        assertEq(asset.balanceOf(operator), before, "it came back");
    }

    function _newBond(address authority) private returns (OperatorBond) {
        IClusterRegistry registry = IClusterRegistry(address(vault));
        return new OperatorBond(authority, IGpuYieldVault(address(vault)), registry, escrow, RELEASE_DELAY);
    }

    function _post(uint256 amount) private {
        vm.prank(operator);
        bond.post(CLUSTER, amount);
        posted += amount;
    }

    function _step(uint256 what, uint256 amount) private {
        if (what == 0) {
            _post(amount);
        } else if (what == 1) {
            paidOut += bond.seize(CLUSTER, amount);
        } else if (what == 2) {
            escrow.credit(ID, winner, bond.seizeInto(CLUSTER, amount, ID));
        } else if (what == 3) {
            if (escrow.creditOf(winner) == 0) return;
            vm.prank(winner);
            paidOut += escrow.claim(winner);
        } else if (what == 4) {
            if (amount > bond.bondOf(CLUSTER) || bond.holdsOn(CLUSTER) != 0) return;
            vm.prank(operator);
            bond.release(CLUSTER, amount, operator);
            paidOut += amount;
        } else if (bond.holdsOn(CLUSTER) == 0) {
            bond.hold(CLUSTER);
        } else {
            bond.unhold(CLUSTER);
        }
        ++successes;
    }
}
