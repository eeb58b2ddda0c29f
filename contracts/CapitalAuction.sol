// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {CollateralAccounts} from "./collateral/CollateralAccounts.sol";
import {Auction, AuctionStatus, Commitment, ICapitalAuction, Request} from "./interfaces/ICapitalAuction.sol";
import {ClusterStatus, IClusterRegistry} from "./interfaces/IClusterRegistry.sol";
import {ICollateralEscrow} from "./interfaces/ICollateralEscrow.sol";
import {BidTerm} from "./facilities/lib/BidTerm.sol";
import {Managers} from "./facilities/lib/Managers.sol";
import {FacilityStatus, Form, Terms} from "./interfaces/FacilityTypes.sol";
import {IFacilityManager} from "./interfaces/IFacilityManager.sol";
import {IFacilityOrigination, OriginationParts} from "./interfaces/IFacilityOrigination.sol";
import {IGpuYieldVault} from "./interfaces/IGpuYieldVault.sol";
import {IOperatorBond} from "./interfaces/IOperatorBond.sol";
import {IWorkouts} from "./interfaces/IWorkouts.sol";

/// @title CapitalAuction
/// @notice The price of capital, asked of those who want it.
///
/// SEALED. Operators commit to what they would pay, and reveal it when no bid can change any more. The best for
/// depositors wins at its own price; of equal bids the one that was committed first. Nobody gains by being late.
///
/// STAKES. Every bid carries the same bond, the bidder's own and never in NAV. A seal that stays shut loses it to the
/// vault, so that nobody holds several bids and opens the one that suits. The winner's becomes first loss of its
/// cluster, held until that is in service, and lost if nothing is drawn in time, or all of it came back undelivered,
/// and the curator says so.
///
/// TRUST. A winner draws, so whoever bids has been admitted by the curator, with its delay. The curator's terms are the
/// ceiling: nobody wins with a bid that is too good to be true. The guardian can send everybody home until the award,
/// and take nothing.
///
/// ONLY RULES. The money lies in the escrow: an account of each auction, and one of what was forfeited over each
/// cluster.
///
/// LIVENESS. The best is kept at every reveal: no loop over bidders. Anyone awards, closes, fails and forwards; bonds
/// are pulled. A token, a manager or a bidder that refuses holds up only itself.
contract CapitalAuction is ICapitalAuction, AccessManaged, ReentrancyGuardTransient {
    uint256 private constant MIN_WINDOW = 1 hours;
    uint256 private constant MAX_WINDOW = 30 days;
    /// @inheritdoc ICapitalAuction
    uint32 public constant awardWindow = 7 days;
    /// @inheritdoc ICapitalAuction
    uint32 public constant breakWindow = 30 days;

    IFacilityOrigination private immutable _ORIGINATION;
    IWorkouts private immutable _WORKOUTS;
    IOperatorBond private immutable _BOND;
    ICollateralEscrow private immutable _ESCROW;
    IClusterRegistry private immutable _REGISTRY;
    /// @inheritdoc ICapitalAuction
    address public immutable vault;
    /// @inheritdoc ICapitalAuction
    address public immutable asset;

    /// @inheritdoc ICapitalAuction
    uint256 public auctionCount;
    mapping(uint256 auction => Auction) private _auctions;
    mapping(uint256 auction => mapping(address bidder => Commitment)) private _commitments;
    /// @inheritdoc ICapitalAuction
    mapping(uint256 cluster => uint256 auction) public newestOf;
    /// @inheritdoc ICapitalAuction
    mapping(address operator => bool) public isAdmitted;

    constructor(address authority_, IFacilityOrigination origination_, IWorkouts workouts_) AccessManaged(authority_) {
        OriginationParts memory parts = origination_.parts();
        (_ORIGINATION, _WORKOUTS, vault) = (origination_, workouts_, address(parts.vault));
        (_BOND, _REGISTRY) = (parts.bond, parts.registry);
        _ESCROW = _BOND.escrow();
        asset = _BOND.asset();
    }

    // --- operators that are admitted ---

    /// @inheritdoc ICapitalAuction
    function commit(uint256 auction, bytes32 hash) external nonReentrant {
        Auction storage a = _requireStatus(auction, AuctionStatus.Open);
        if (!isAdmitted[msg.sender]) revert CapitalAuction_NotAdmitted(msg.sender);
        _requireBefore(a.commitUntil);

        Commitment storage c = _commitments[auction][msg.sender];
        bool isFirst = c.order == 0;
        (c.hash, c.order) = (hash, ++a.lastOrder);
        emit BidCommitted(auction, msg.sender, hash, c.order);
        if (!isFirst) return;
        ++a.commitments;
        _ESCROW.deposit(CollateralAccounts.numbered(auction), msg.sender, a.bond);
    }

    /// @inheritdoc ICapitalAuction
    function reveal(uint256 auction, uint128 bid, bytes32 salt) external {
        Auction storage a = _requireStatus(auction, AuctionStatus.Open);
        _requireFrom(a.commitUntil);
        _requireBefore(a.revealUntil);
        Commitment storage c = _commitments[auction][msg.sender];
        if (c.order == 0) revert CapitalAuction_NoCommitment(auction, msg.sender);
        if (c.revealed) revert CapitalAuction_AlreadyRevealed(auction, msg.sender);
        bytes32 given = commitmentHash(auction, msg.sender, bid, salt);
        if (given != c.hash) revert CapitalAuction_OtherBid(auction, msg.sender, given, c.hash);

        c.revealed = true;
        ++a.revealed;
        bool leads = isAdmitted[msg.sender] && _beats(a, bid, c.order);
        if (leads) (a.leader, a.bestBid, a.leaderOrder) = (msg.sender, bid, c.order);
        emit BidRevealed(auction, msg.sender, bid, leads);
    }

    /// @inheritdoc ICapitalAuction
    function claimBond(uint256 auction, address receiver) external nonReentrant returns (uint256 amount) {
        amount = claimableOf(auction, msg.sender);
        if (amount == 0) revert CapitalAuction_NothingToClaim(auction, msg.sender);
        _commitments[auction][msg.sender].returned = true;
        emit BondClaimed(auction, msg.sender, receiver, amount);
        _ESCROW.release(CollateralAccounts.numbered(auction), receiver, amount);
    }

    // --- anyone ---

    /// @inheritdoc ICapitalAuction
    function award(uint256 auction, Terms calldata terms) external nonReentrant {
        Auction storage a = _requireStatus(auction, AuctionStatus.Open);
        _requireFrom(a.revealUntil);
        (address winner, uint256 cluster, uint256 stake) = (a.leader, a.cluster, a.bond);
        if (winner == address(0)) revert CapitalAuction_NoWinner(auction);
        if (!isAdmitted[winner]) revert CapitalAuction_NotAdmitted(winner);
        bytes32 given = keccak256(abi.encode(terms));
        if (given != a.termsHash) revert CapitalAuction_OtherTerms(auction, given, a.termsHash);

        a.status = AuctionStatus.Awarded;
        emit AuctionAwarded(auction, cluster, winner, a.bestBid, stake);
        _forfeitUnrevealed(auction, a);

        _ORIGINATION.approve(cluster, BidTerm.awarded(terms, winner, a.bestBid));
        bytes32 first = CollateralAccounts.stakeOf(cluster, winner);
        _ESCROW.transfer(CollateralAccounts.numbered(auction), address(_BOND), first, stake);
        // After the approval, from which on the winner's bond is the one that answers.
        _BOND.hold(cluster); // or it could be taken back while nothing is drawn, and winning would cost nothing
    }

    /// @inheritdoc ICapitalAuction
    function close(uint256 auction) external {
        Auction storage a = _requireStatus(auction, AuctionStatus.Open);
        _requireFrom(a.revealUntil);
        if (a.leader != address(0)) revert CapitalAuction_HasWinner(auction, a.leader);
        _end(auction, a, AuctionStatus.Closed, _unrevealedOf(a));
        _forfeitUnrevealed(auction, a);
    }

    /// @inheritdoc ICapitalAuction
    function fail(uint256 auction) external {
        Auction storage a = _requireStatus(auction, AuctionStatus.Open);
        if (a.leader == address(0)) revert CapitalAuction_NoWinner(auction);
        _requireFrom(uint256(a.revealUntil) + awardWindow);
        _end(auction, a, AuctionStatus.Failed, _unrevealedOf(a));
        _forfeitUnrevealed(auction, a);
    }

    /// @inheritdoc ICapitalAuction
    function keep(uint256 auction) external nonReentrant {
        Auction storage a = _requireStatus(auction, AuctionStatus.Awarded);
        FacilityStatus status = _statusOf(a.cluster);
        // What is drawn may still come back undelivered, as if nothing had been drawn.
        bool isKept = _isFinanced(status) && status != FacilityStatus.Drawn;
        bool isForgiven = !_isFinanced(status) && block.timestamp > uint256(a.drawBy) + breakWindow;
        if (!isKept && !isForgiven) revert CapitalAuction_NotInService(a.cluster, status);
        _end(auction, a, AuctionStatus.Kept, 0);
        _BOND.unhold(a.cluster);
    }

    /// @inheritdoc ICapitalAuction
    function forward(uint256 cluster) external nonReentrant returns (uint256 amount) {
        amount = forfeitedOf(cluster);
        if (amount == 0) revert CapitalAuction_NothingToForward(cluster);
        emit Forwarded(cluster, amount);

        bytes32 id = CollateralAccounts.forfeited(cluster);
        if (_isFinanced(_statusOf(cluster))) {
            _ESCROW.recover(id, address(_WORKOUTS), cluster, amount); // refused there, the money waits here
        } else {
            _ESCROW.pay(id, vault, amount); // changes nothing there until it is skimmed, which locks it
        }
    }

    // --- curator ---

    /// @inheritdoc ICapitalAuction
    function admit(address operator) external restricted {
        if (operator == address(0)) revert CapitalAuction_ZeroAddress();
        if (isAdmitted[operator]) revert CapitalAuction_AlreadyAdmitted(operator);
        isAdmitted[operator] = true;
        emit BidderAdmitted(operator);
    }

    /// @inheritdoc ICapitalAuction
    function open(Request calldata request, Terms calldata terms) external restricted returns (uint256 auction) {
        _requireFinanceable(request.cluster, terms.form);
        // Whatever else the terms say is judged when they are approved.
        uint128 ceiling = BidTerm.find(terms);
        _requireInRange("leastBid", request.leastBid, 1, ceiling);
        _requireInRange("bond", request.bond, 1, type(uint128).max);
        _requireWindow("commitUntil", request.commitUntil, block.timestamp);
        _requireWindow("revealUntil", request.revealUntil, request.commitUntil);
        uint256 awardedBy = uint256(request.revealUntil) + awardWindow;
        _requireInRange("inServiceBy", terms.inServiceBy, awardedBy, type(uint40).max);

        auction = ++auctionCount;
        newestOf[request.cluster] = auction;
        Auction storage a = _auctions[auction];
        a.status = AuctionStatus.Open;
        a.form = terms.form;
        a.commitUntil = request.commitUntil;
        a.revealUntil = request.revealUntil;
        a.leastBid = request.leastBid;
        a.ceiling = ceiling;
        a.bond = request.bond;
        a.drawBy = terms.inServiceBy;
        a.cluster = request.cluster;
        a.termsHash = keccak256(abi.encode(terms));
        emit AuctionOpened(auction, request.cluster, request, terms);
    }

    /// @inheritdoc ICapitalAuction
    function withdraw(uint256 auction) external restricted {
        Auction storage a = _requireStatus(auction, AuctionStatus.Open);
        _requireBefore(a.commitUntil);
        if (a.commitments != 0) revert CapitalAuction_HasCommitments(auction, a.commitments);
        _end(auction, a, AuctionStatus.Cancelled, 0);
    }

    /// @inheritdoc ICapitalAuction
    function forfeit(uint256 auction) external restricted nonReentrant {
        Auction storage a = _requireStatus(auction, AuctionStatus.Awarded);
        uint256 cluster = a.cluster;
        _requireFrom(uint256(a.drawBy) + 1); // draws are taken in that very second
        FacilityStatus status = _statusOf(cluster);
        if (_isFinanced(status)) revert CapitalAuction_Drawn(cluster, status);

        uint256 taken = _BOND.seizeInto(cluster, a.bond, CollateralAccounts.forfeited(cluster));
        _end(auction, a, AuctionStatus.Broken, taken);
        _BOND.unhold(cluster);
    }

    // --- guardian ---

    /// @inheritdoc ICapitalAuction
    function dismiss(address operator) external restricted {
        if (!isAdmitted[operator]) revert CapitalAuction_NotAdmitted(operator);
        isAdmitted[operator] = false;
        emit BidderDismissed(operator);
    }

    /// @inheritdoc ICapitalAuction
    function cancel(uint256 auction) external restricted {
        _end(auction, _requireStatus(auction, AuctionStatus.Open), AuctionStatus.Cancelled, 0);
    }

    // --- views ---

    /// @inheritdoc ICapitalAuction
    function commitmentHash(uint256 auction, address bidder, uint128 bid, bytes32 salt) public view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), auction, bidder, bid, salt));
    }

    /// @inheritdoc ICapitalAuction
    function claimableOf(uint256 auction, address bidder) public view returns (uint256) {
        Auction storage a = _auctions[auction];
        Commitment storage c = _commitments[auction][bidder];
        if (c.order == 0 || c.returned) return 0;
        if (a.status == AuctionStatus.Cancelled) return a.bond;
        // Who has been outbid stays so. The best one's bond is bound to the award.
        bool isFree = c.revealed && (bidder != a.leader || a.status == AuctionStatus.Failed);
        return isFree ? a.bond : 0;
    }

    /// @inheritdoc ICapitalAuction
    function auctionOf(uint256 auction) external view returns (Auction memory) {
        return _auctions[auction];
    }

    /// @inheritdoc ICapitalAuction
    function commitmentOf(uint256 auction, address bidder) external view returns (Commitment memory) {
        return _commitments[auction][bidder];
    }

    /// @inheritdoc ICapitalAuction
    function forfeitedOf(uint256 cluster) public view returns (uint256) {
        return _ESCROW.balanceOf(address(this), CollateralAccounts.forfeited(cluster));
    }

    /// @inheritdoc ICapitalAuction
    function origination() external view returns (address) {
        return address(_ORIGINATION);
    }

    /// @inheritdoc ICapitalAuction
    function bond() external view returns (address) {
        return address(_BOND);
    }

    /// @inheritdoc ICapitalAuction
    function escrow() external view returns (address) {
        return address(_ESCROW);
    }

    // --- bids ---

    /// @dev Higher is better for depositors; of equal ones the earlier commitment.
    function _beats(Auction storage a, uint128 bid, uint32 order) private view returns (bool) {
        if (bid < a.leastBid || bid > a.ceiling) return false;
        return bid > a.bestBid || (bid == a.bestBid && order < a.leaderOrder);
    }

    // --- ends ---

    /// @dev Bonds of seals that stayed shut, base units.
    function _unrevealedOf(Auction storage a) private view returns (uint256) {
        return uint256(a.commitments - a.revealed) * a.bond;
    }

    /// @dev Only with the status that ends the auction: until then a guardian may free every bond.
    function _forfeitUnrevealed(uint256 auction, Auction storage a) private {
        uint256 amount = _unrevealedOf(a);
        if (amount == 0) return;
        _ESCROW.transfer(
            CollateralAccounts.numbered(auction),
            address(this),
            CollateralAccounts.forfeited(a.cluster),
            amount
        );
    }

    function _end(uint256 auction, Auction storage a, AuctionStatus outcome, uint256 forfeited) private {
        a.status = outcome;
        emit AuctionEnded(auction, outcome, forfeited);
    }

    // --- guards ---

    function _requireStatus(uint256 auction, AuctionStatus status) private view returns (Auction storage a) {
        a = _auctions[auction];
        if (a.status != status) revert CapitalAuction_WrongStatus(auction, a.status);
    }

    /// @dev Ordered, its title with a source that finances the form, and neither financed nor on offer.
    function _requireFinanceable(uint256 cluster, Form form) private view {
        address holder = _REGISTRY.titleHolderOf(cluster);
        bool finances = IGpuYieldVault(vault).isSource(holder) && IFacilityManager(holder).finances(form);
        if (!finances) revert CapitalAuction_NoTitle(cluster, holder);
        ClusterStatus status = _REGISTRY.hardware(cluster).status;
        if (status != ClusterStatus.Ordered) revert CapitalAuction_NotOrdered(cluster, status);
        FacilityStatus facilityStatus = _statusOf(cluster);
        if (facilityStatus != FacilityStatus.None) revert CapitalAuction_AlreadyFinanced(cluster, facilityStatus);
        uint256 newest = newestOf[cluster];
        if (_auctions[newest].status == AuctionStatus.Open) revert CapitalAuction_AlreadyOpen(cluster, newest);
    }

    function _statusOf(uint256 cluster) private view returns (FacilityStatus status) {
        IFacilityManager manager = Managers.find(_REGISTRY, IGpuYieldVault(vault), cluster);
        if (address(manager) != address(0)) (status, , , ) = manager.statusOf(cluster);
    }

    /// @dev Something has been drawn for it, or it has ended.
    function _isFinanced(FacilityStatus status) private pure returns (bool) {
        return status != FacilityStatus.None && status != FacilityStatus.Approved;
    }

    function _requireBefore(uint256 deadline) private view {
        if (block.timestamp >= deadline) revert CapitalAuction_TooLate(deadline, block.timestamp);
    }

    function _requireFrom(uint256 from) private view {
        if (block.timestamp < from) revert CapitalAuction_TooEarly(from, block.timestamp);
    }

    function _requireWindow(bytes32 field, uint256 given, uint256 start) private pure {
        _requireInRange(field, given, start + MIN_WINDOW, start + MAX_WINDOW);
    }

    function _requireInRange(bytes32 field, uint256 given, uint256 minimum, uint256 maximum) private pure {
        if (given < minimum || given > maximum) {
            revert CapitalAuction_TermOutOfRange(field, given, minimum, maximum);
        }
    }
}
