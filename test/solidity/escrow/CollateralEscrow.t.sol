// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {CollateralEscrow} from "../../../contracts/CollateralEscrow.sol";
import {ICollateralEscrow} from "../../../contracts/interfaces/ICollateralEscrow.sol";
import {MockApprovingManager} from "../../../contracts/mocks/MockApprovingManager.sol";
import {MockToken} from "../../../contracts/mocks/MockToken.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice Whatever custodians do, in whatever order.
///
/// 1. What is here covers what is owed, to the unit but for what nobody owns; what is owed is the sum of all accounts
///    and credits.
/// 2. What came in is here or has gone out: nothing appears and nothing is lost.
/// 3. A custodian changes accounts of its own, and another's upwards only.
/// 4. A hold stops what goes back, and nothing else; it is lifted by the reason it was laid for, as often as it was
///    laid.
contract CollateralEscrowTest is SolidityTest {
    uint256 private constant STEPS = 48;
    uint256 private constant CUSTODIANS = 3;
    uint256 private constant ACCOUNTS = 3; // of each custodian
    uint256 private constant OWNERS = 3;
    uint256 private constant CLUSTER = 1;
    bytes32 private constant REASON = "a dispute";

    MockToken private asset;
    MockApprovingManager private workouts;
    CollateralEscrow private escrow;
    address[] private custodians;
    address[] private owners;

    /// @dev The same money, counted a second time.
    mapping(address custodian => mapping(bytes32 id => uint256)) private expected;
    mapping(address custodian => mapping(bytes32 id => uint256)) private holds;
    mapping(address owner => uint256) private credits;
    uint256 private paidIn;
    uint256 private paidOut;
    uint256 private nobodys;

    /// @dev What a run did: a property whose steps never happened proves nothing.
    uint256 private successes;

    function setUp() public {
        asset = new MockToken("Dollar", "USD", 6);
        workouts = new MockApprovingManager(address(asset));
        AccessManager manager = new AccessManager(address(this));
        escrow = new CollateralEscrow(address(manager), address(asset));
        for (uint256 i; i < CUSTODIANS; ++i) {
            custodians.push(vm.addr(uint256(keccak256(abi.encode("custodian", i)))));
            manager.grantRole(0, custodians[i], 0);
        }
        for (uint256 i; i < OWNERS; ++i) {
            owners.push(vm.addr(uint256(keccak256(abi.encode("owner", i)))));
            asset.mint(owners[i], type(uint96).max);
            vm.prank(owners[i]);
            asset.approve(address(escrow), type(uint256).max);
        }
    }

    function testFuzz_whatIsHereCoversWhatIsOwed(uint256 seed) public {
        for (uint256 i; i < STEPS; ++i) {
            seed = uint256(keccak256(abi.encode(seed, i)));
            _step(seed % 10, seed >> 8);
            _check();
        }
        assertGe(successes, STEPS / 3, "the steps were taken");
    }

    /// @dev Another's account is out of reach by whatever way, and grows by a gift.
    function testFuzz_nobodyElsesAccountIsTouched(uint128 held, uint128 asked) public {
        held = uint128(bound(held, 0, type(uint96).max));
        asked = uint128(bound(asked, 1, type(uint128).max));
        (address mine, address other) = (custodians[0], custodians[1]);
        bytes32 id = bytes32(uint256(1));
        vm.prank(mine);
        escrow.deposit(id, owners[0], held);

        vm.startPrank(other);
        bytes memory refused = abi.encodeWithSelector(
            ICollateralEscrow.CollateralEscrow_AboveBalance.selector,
            other,
            id,
            asked,
            0
        );
        vm.expectRevert(refused);
        escrow.pay(id, other, asked);
        vm.expectRevert(refused);
        escrow.release(id, other, asked);
        vm.expectRevert(refused);
        escrow.credit(id, other, asked);
        vm.expectRevert(refused);
        escrow.transfer(id, other, id, asked);
        vm.expectRevert(refused);
        escrow.recover(id, address(workouts), CLUSTER, asked);
        vm.stopPrank();

        assertEq(escrow.balanceOf(mine, id), held, "3: as it was");
    }

    function testFuzz_aHoldIsLiftedAsOftenAsItWasLaid(uint256 seed) public {
        address custodian = custodians[0];
        bytes32 id = bytes32(uint256(1));
        uint256[2] memory laid;
        vm.startPrank(custodian);
        for (uint256 i; i < STEPS; ++i) {
            uint256 dice = uint256(keccak256(abi.encode(seed, i)));
            uint256 which = dice % 2;
            if ((dice >> 8) % 2 == 0) {
                ++laid[which];
                assertEq(escrow.hold(id, bytes32(which)), laid[0] + laid[1], "4: one more");
            } else if (laid[which] == 0) {
                vm.expectRevert(
                    abi.encodeWithSelector(
                        ICollateralEscrow.CollateralEscrow_NotHeld.selector,
                        custodian,
                        id,
                        bytes32(which)
                    )
                );
                escrow.unhold(id, bytes32(which));
            } else {
                --laid[which];
                assertEq(escrow.unhold(id, bytes32(which)), laid[0] + laid[1], "4: one less");
            }
            assertEq(escrow.holdsFor(custodian, id, bytes32(uint256(0))), laid[0], "4: for one reason");
            assertEq(escrow.holdsFor(custodian, id, bytes32(uint256(1))), laid[1], "4: for the other");
        }
        vm.stopPrank();
    }

    // --- what may happen ---

    function _step(uint256 what, uint256 dice) private {
        address custodian = custodians[dice % CUSTODIANS];
        bytes32 id = bytes32((dice >> 8) % ACCOUNTS);
        address owner = owners[(dice >> 16) % OWNERS];
        uint256 balance = escrow.balanceOf(custodian, id);
        if (what == 0) return _put(custodian, id, owner, bound(dice >> 32, 1, 1e12));
        if (what == 1) return _claim(owner);
        if (what == 2) return _sendPast(owner, bound(dice >> 32, 1, 1e6));
        if (what == 3) return _hold(custodian, id, (dice >> 24) % 2 == 0);
        if (balance == 0) return _put(custodian, id, owner, bound(dice >> 32, 1, 1e12));
        uint256 amount = bound(dice >> 32, 0, balance);
        if (what == 4) return _give(custodian, id, dice, amount);

        vm.startPrank(custodian);
        if (what == 5 || what == 6) {
            expected[custodian][id] -= amount;
            credits[owner] += amount;
            escrow.credit(id, owner, amount);
        } else if (what == 7) {
            escrow.pay(id, owner, amount);
            _out(custodian, id, amount);
        } else if (what == 8) {
            escrow.recover(id, address(workouts), CLUSTER, amount);
            _out(custodian, id, amount);
        } else if (holds[custodian][id] != 0) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    ICollateralEscrow.CollateralEscrow_Held.selector,
                    custodian,
                    id,
                    holds[custodian][id]
                )
            );
            escrow.release(id, owner, amount);
        } else {
            escrow.release(id, owner, amount);
            _out(custodian, id, amount);
        }
        vm.stopPrank();
        ++successes;
    }

    function _put(address custodian, bytes32 id, address owner, uint256 amount) private {
        vm.prank(custodian);
        escrow.deposit(id, owner, amount);
        expected[custodian][id] += amount;
        paidIn += amount;
        ++successes;
    }

    function _give(address custodian, bytes32 id, uint256 dice, uint256 amount) private {
        address to = custodians[(dice >> 24) % CUSTODIANS];
        bytes32 idTo = bytes32((dice >> 28) % ACCOUNTS);
        expected[custodian][id] -= amount;
        expected[to][idTo] += amount;
        ++successes;
        vm.prank(custodian);
        escrow.transfer(id, to, idTo, amount);
    }

    function _claim(address owner) private {
        if (credits[owner] == 0) return;
        vm.prank(owner);
        assertEq(escrow.claim(owner), credits[owner], "2: all of a credit");
        paidOut += credits[owner];
        credits[owner] = 0;
        ++successes;
    }

    function _sendPast(address owner, uint256 amount) private {
        nobodys += amount;
        vm.prank(owner);
        assertTrue(asset.transfer(address(escrow), amount), "sent");
    }

    function _hold(address custodian, bytes32 id, bool lift) private {
        if (lift && holds[custodian][id] == 0) return;
        vm.prank(custodian);
        holds[custodian][id] = lift ? escrow.unhold(id, REASON) : escrow.hold(id, REASON);
        ++successes;
    }

    function _out(address custodian, bytes32 id, uint256 amount) private {
        expected[custodian][id] -= amount;
        paidOut += amount;
    }

    // --- what must hold ---

    function _check() private view {
        uint256 owed;
        for (uint256 i; i < CUSTODIANS; ++i) {
            for (uint256 j; j < ACCOUNTS; ++j) {
                uint256 balance = escrow.balanceOf(custodians[i], bytes32(j));
                assertEq(balance, expected[custodians[i]][bytes32(j)], "3: each account");
                owed += balance;
            }
        }
        for (uint256 i; i < OWNERS; ++i) {
            assertEq(escrow.creditOf(owners[i]), credits[owners[i]], "2: each credit");
            owed += credits[owners[i]];
        }
        assertEq(escrow.totalOwed(), owed, "1: the sum of accounts and credits");
        assertEq(asset.balanceOf(address(escrow)), owed + nobodys, "1: here, with what is nobody's");
        assertEq(paidIn, owed + paidOut, "2: nothing appears and nothing is lost");
        assertEq(asset.allowance(address(escrow), address(workouts)), 0, "1: and no approval is left");
    }
}
