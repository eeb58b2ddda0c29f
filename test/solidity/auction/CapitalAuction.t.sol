// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {CollateralAccounts} from "../../../contracts/collateral/CollateralAccounts.sol";
import {CapitalAuction} from "../../../contracts/CapitalAuction.sol";
import {CollateralEscrow} from "../../../contracts/CollateralEscrow.sol";
import {OperatorBond} from "../../../contracts/OperatorBond.sol";
import {Auction, ICapitalAuction, Request} from "../../../contracts/interfaces/ICapitalAuction.sol";
import {FacilityStatus, Form, Terms} from "../../../contracts/interfaces/FacilityTypes.sol";
import {IClusterRegistry} from "../../../contracts/interfaces/IClusterRegistry.sol";
import {IFacilityOrigination} from "../../../contracts/interfaces/IFacilityOrigination.sol";
import {IGpuYieldVault} from "../../../contracts/interfaces/IGpuYieldVault.sol";
import {IWorkouts} from "../../../contracts/interfaces/IWorkouts.sol";
import {ICollateralEscrow} from "../../../contracts/interfaces/ICollateralEscrow.sol";
import {MockApprovingManager} from "../../../contracts/mocks/MockApprovingManager.sol";
import {MockToken} from "../../../contracts/mocks/MockToken.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice Whoever bids, in whatever order: the best for depositors wins, and every bond is where it belongs, to the
///         unit.
contract CapitalAuctionTest is SolidityTest {
    uint256 private constant CLUSTER = 1;
    uint256 private constant BIDDERS = 6;
    uint128 private constant BOND = 1e10;
    uint64 private constant LEAST = 8e16;
    uint64 private constant CEILING = 12e16;
    bytes32 private constant SALT = "salt";

    MockToken private asset;
    MockApprovingManager private facilities;
    CollateralEscrow private escrow;
    OperatorBond private bond;
    CapitalAuction private auctions;
    Terms private terms;
    address[] private bidders;

    /// @dev What each bidder sealed last, and at which place.
    mapping(address bidder => uint128) private bidOf;
    mapping(address bidder => uint256) private placeOf;
    mapping(address bidder => bool) private hasRevealed;

    function setUp() public {
        asset = new MockToken("Dollar", "USD", 6);
        facilities = new MockApprovingManager(address(asset));
        // This test is the manager's admin, and so curator and guardian.
        AccessManager manager = new AccessManager(address(this));
        escrow = new CollateralEscrow(address(manager), address(asset));
        bond = new OperatorBond(
            address(manager),
            IGpuYieldVault(address(facilities)),
            IClusterRegistry(address(facilities)),
            escrow,
            30 days
        );
        manager.grantRole(0, address(bond), 0);
        facilities.bind(address(bond));
        auctions = new CapitalAuction(
            address(manager),
            IFacilityOrigination(address(facilities)),
            IWorkouts(address(facilities))
        );
        manager.grantRole(0, address(auctions), 0);
        for (uint256 i; i < BIDDERS; ++i) {
            address bidder = vm.addr(uint256(keccak256(abi.encode("bidder", i))));
            bidders.push(bidder);
            auctions.admit(bidder);
            asset.mint(bidder, 10 * BOND);
            vm.prank(bidder);
            asset.approve(address(escrow), type(uint256).max);
        }
        _open();
    }

    // --- who wins ---

    function testFuzz_theBestForDepositorsWins(uint256 seed) public {
        uint256 committed = _commitAll(seed);
        vm.warp(_auction().commitUntil);
        _revealSome(seed);

        Auction memory a = _auction();
        address expected = _bestOf();
        assertEq(a.leader, expected, "the best of what was revealed, the earlier of equal ones");
        assertEq(a.bestBid, expected == address(0) ? 0 : bidOf[expected], "at its own price");
        assertEq(a.commitments, committed, "one bond each");
        if (expected == address(0)) return;

        vm.warp(a.revealUntil);
        auctions.award(1, terms);
        Terms memory approved = facilities.approved();
        assertEq(approved.operator, expected, "the winner is the operator");
        assertEq(approved.debt.yearlyRate, bidOf[expected], "and pays what it bid");
        assertEq(approved.amount, terms.amount, "on the terms that were opened");
    }

    function test_theEarlierOfEqualBidsWins() public {
        _commit(bidders[0], 10e16);
        _commit(bidders[1], 10e16);
        vm.warp(_auction().commitUntil);
        _reveal(bidders[1]);
        _reveal(bidders[0]);

        assertEq(_auction().leader, bidders[0], "though it was opened later");
    }

    function test_whoReplacesItsBidLosesItsPlace() public {
        _commit(bidders[0], 9e16);
        _commit(bidders[1], 10e16);
        _commit(bidders[0], 10e16);
        assertEq(asset.balanceOf(address(escrow)), 2 * BOND, "one bond each");
        vm.warp(_auction().commitUntil);
        _reveal(bidders[0]);
        _reveal(bidders[1]);

        assertEq(_auction().leader, bidders[1], "the place is the last commitment's");
    }

    function testFuzz_outsideTheRangeNobodyWins(uint128 bid) public {
        bool isInside = bid >= LEAST && bid <= CEILING;
        _commit(bidders[0], bid);
        vm.warp(_auction().commitUntil);
        _reveal(bidders[0]);

        assertEq(_auction().leader, isInside ? bidders[0] : address(0), "who leads");
        assertEq(auctions.claimableOf(1, bidders[0]), isInside ? 0 : BOND, "what comes back");
    }

    function test_whoWasDismissedDoesNotWin() public {
        _commit(bidders[0], 10e16);
        auctions.dismiss(bidders[0]);
        vm.warp(_auction().commitUntil);
        _reveal(bidders[0]);

        assertEq(_auction().leader, address(0), "nobody leads");
    }

    // --- when ---

    function testFuzz_sealsStayShutAsLongAsBidsCanChange(uint256 early) public {
        Auction memory a = _auction();
        _commit(bidders[0], 10e16);
        early = bound(early, 1, a.commitUntil - block.timestamp);

        vm.warp(a.commitUntil - early);
        vm.prank(bidders[0]);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICapitalAuction.CapitalAuction_TooEarly.selector,
                a.commitUntil,
                a.commitUntil - early
            )
        );
        auctions.reveal(1, 10e16, SALT);

        vm.warp(a.commitUntil);
        _reveal(bidders[0]);
        vm.prank(bidders[1]);
        vm.expectRevert(
            abi.encodeWithSelector(ICapitalAuction.CapitalAuction_TooLate.selector, a.commitUntil, a.commitUntil)
        );
        auctions.commit(1, "too late");
    }

    function test_nothingIsAwardedBeforeTheLastReveal() public {
        Auction memory a = _auction();
        _commit(bidders[0], 10e16);
        vm.warp(a.revealUntil - 1);
        _reveal(bidders[0]);
        vm.expectRevert(
            abi.encodeWithSelector(ICapitalAuction.CapitalAuction_TooEarly.selector, a.revealUntil, a.revealUntil - 1)
        );
        auctions.award(1, terms);
    }

    function test_winningCostsTheBondOfWhoDrawsNothing() public {
        _commit(bidders[0], 10e16);
        vm.warp(_auction().commitUntil);
        _reveal(bidders[0]);
        vm.warp(_auction().revealUntil);
        auctions.award(1, terms);

        bytes32 stake = CollateralAccounts.stakeOf(CLUSTER, bidders[0]);
        vm.prank(bidders[0]);
        vm.expectRevert(abi.encodeWithSelector(ICollateralEscrow.CollateralEscrow_Held.selector, bond, stake, 1));
        bond.release(CLUSTER, BOND, bidders[0]);

        vm.warp(uint256(terms.inServiceBy) + 1);
        auctions.forfeit(1);
        assertEq(auctions.forfeitedOf(CLUSTER), BOND, "forfeited");
        assertEq(bond.bondOf(CLUSTER), 0, "and taken");
        assertEq(bond.holdsOn(CLUSTER), 0, "and the rest is the operator's");
    }

    // --- bonds ---

    /// @dev However an auction ends: whoever is owed a bond has it, the vault has the rest, and nothing is left behind.
    function testFuzz_everyBondEndsWhereItBelongs(uint256 seed, uint256 ending) public {
        uint256 committed = _commitAll(seed);
        vm.warp(_auction().commitUntil);
        uint256 revealed = _revealSome(seed);
        address best = _bestOf();
        assertEq(asset.balanceOf(address(escrow)), committed * BOND, "1: all bonds are here");
        _claimAll(); // some are outbid already
        vm.warp(uint256(_auction().revealUntil) + auctions.awardWindow());

        ending = bound(ending, 0, 2);
        bool isCancelled = ending == 0;
        bool isAwarded = ending == 1 && best != address(0);
        if (isCancelled) auctions.cancel(1);
        else if (isAwarded) auctions.award(1, terms);
        else if (best == address(0)) auctions.close(1);
        else auctions.fail(1);

        uint256 lost = isCancelled ? 0 : (committed - revealed) * BOND;
        assertEq(auctions.forfeitedOf(CLUSTER), lost, "what stayed shut");
        _claimAll();
        assertEq(asset.balanceOf(address(escrow)), lost + (isAwarded ? BOND : 0), "1: exactly that is left");
        facilities.stand(CLUSTER, FacilityStatus.Drawn);
        if (lost > 0) assertEq(auctions.forward(CLUSTER), lost, "and reaches the vault");
        assertEq(facilities.recovered(CLUSTER), lost, "once");
        assertEq(asset.balanceOf(address(escrow)), isAwarded ? BOND : 0, "1: nothing else is left");
        assertEq(escrow.balanceOf(address(auctions), bytes32(uint256(1))), 0, "1: nothing of the auction's");
        assertEq(bond.bondOf(CLUSTER), isAwarded ? BOND : 0, "the winner's is first loss");
        for (uint256 i; i < BIDDERS; ++i) {
            bool hasLost = placeOf[bidders[i]] != 0 && !hasRevealed[bidders[i]] && !isCancelled;
            bool hasPaid = hasLost || (isAwarded && bidders[i] == best);
            assertEq(asset.balanceOf(bidders[i]), 10 * BOND - (hasPaid ? BOND : 0), "each has its own");
        }
        vm.expectRevert(abi.encodeWithSelector(ICapitalAuction.CapitalAuction_NothingToForward.selector, CLUSTER));
        auctions.forward(CLUSTER);
    }

    // --- what bidders do ---

    /// @dev Most of them commit, some twice; few bids, so that many are equal.
    function _commitAll(uint256 seed) private returns (uint256 committed) {
        for (uint256 i; i < 2 * BIDDERS; ++i) {
            uint256 dice = uint256(keccak256(abi.encode(seed, "commit", i)));
            if (dice % 3 == 0) continue;
            address bidder = bidders[(dice >> 8) % BIDDERS];
            if (placeOf[bidder] == 0) ++committed;
            _commit(bidder, uint128(LEAST - 1e16 + ((dice >> 16) % 7) * 1e16));
        }
        assertGt(committed, 0, "somebody bids");
    }

    /// @dev In some order; about one of four stays shut.
    function _revealSome(uint256 seed) private returns (uint256 revealed) {
        for (uint256 i; i < BIDDERS; ++i) {
            uint256 dice = uint256(keccak256(abi.encode(seed, "reveal", i)));
            address bidder = bidders[(i + (seed % BIDDERS)) % BIDDERS];
            if (placeOf[bidder] == 0 || dice % 4 == 0) continue;
            _reveal(bidder);
            ++revealed;
        }
    }

    function _claimAll() private {
        for (uint256 i; i < BIDDERS; ++i) {
            if (auctions.claimableOf(1, bidders[i]) == 0) continue;
            vm.prank(bidders[i]);
            assertEq(auctions.claimBond(1, bidders[i]), BOND, "a bond comes back whole");
        }
    }

    function _commit(address bidder, uint128 bid) private {
        vm.prank(bidder);
        auctions.commit(1, keccak256(abi.encode(block.chainid, address(auctions), uint256(1), bidder, bid, SALT)));
        bidOf[bidder] = bid;
        placeOf[bidder] = _auction().lastOrder;
    }

    function _reveal(address bidder) private {
        vm.prank(bidder);
        auctions.reveal(1, bidOf[bidder], SALT);
        hasRevealed[bidder] = true;
    }

    /// @dev The rule a second time, over all bidders at once.
    function _bestOf() private view returns (address best) {
        for (uint256 i; i < BIDDERS; ++i) {
            address bidder = bidders[i];
            uint128 bid = bidOf[bidder];
            if (!hasRevealed[bidder] || bid < LEAST || bid > CEILING) continue;
            bool isBetter = bid > bidOf[best] || (bid == bidOf[best] && placeOf[bidder] < placeOf[best]);
            if (isBetter) best = bidder;
        }
    }

    function _auction() private view returns (Auction memory) {
        return auctions.auctionOf(1);
    }

    function _open() private {
        terms.form = Form.Loan;
        terms.amount = 8e12;
        terms.inServiceBy = uint40(block.timestamp + 60 days);
        terms.debt.yearlyRate = CEILING;
        terms.debt.payments = 36;
        uint40 commitUntil = uint40(block.timestamp + 2 days);
        auctions.open(Request(CLUSTER, LEAST, BOND, commitUntil, commitUntil + 2 days), terms);
    }
}
