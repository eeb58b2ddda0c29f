// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ClusterStatus} from "./IClusterRegistry.sol";
import {FacilityStatus, Form, Terms} from "./FacilityTypes.sol";

/// @notice Where an auction stands. Only `Open` and `Awarded` have a way on.
enum AuctionStatus {
    None,
    Open, // commitments, then reveals, then the award
    Awarded, // the facility is approved on the best bid; the winner's bond is held until it is in service
    Kept, // the winner's bond is held no longer
    Broken, // nothing was drawn in time, and the winner's bid bond is forfeited
    Failed, // the best bid could not be awarded; whoever revealed has the bond back
    Closed, // nobody won
    Cancelled // every bond goes back
}

/// @notice What the curator asks for.
struct Request {
    uint256 cluster;
    uint128 leastBid; // in the form's own unit, see `Auction`
    uint128 bond; // base units; what every bidder puts up
    uint40 commitUntil; // unix seconds, exclusive
    uint40 revealUntil; // unix seconds, exclusive
}

/// @notice One auction. A bid is what the operator would pay, in the unit of the term it becomes: a yearly rate (1e18 = 100 %)
///         for a loan, a period's rent for the whole amount (base units) for a lease, the vault's share (bps) for a revenue share.
struct Auction {
    address leader; // best bid revealed so far; the winner once awarded
    AuctionStatus status;
    Form form;
    uint40 commitUntil; // unix seconds, exclusive
    uint40 revealUntil; // unix seconds, exclusive
    uint128 leastBid;
    uint128 ceiling; // the most that may be bid: what the requested terms say themselves
    uint128 bestBid;
    uint128 bond; // base units, of each bidder
    uint40 drawBy; // unix seconds; the terms' `inServiceBy`
    uint32 commitments;
    uint32 revealed;
    uint32 lastOrder; // counts commitments, replaced ones included
    uint32 leaderOrder; // place of the leader's commitment
    uint256 cluster;
    bytes32 termsHash; // keccak256 of the ABI-encoded terms
}

/// @notice One operator's commitment in one auction.
struct Commitment {
    bytes32 hash;
    uint32 order; // its place among all of the auction; from 1 on, a replacement has a new one
    bool revealed;
    bool returned; // the bond was claimed
}

/// @title CapitalAuction
/// @notice Sealed bids of operators for the capital of one vault: commit, reveal, and the best for depositors wins.
interface ICapitalAuction {
    /// @notice An operator may bid from now on.
    event BidderAdmitted(address indexed operator);
    event BidderDismissed(address indexed operator);
    /// @notice Capital is offered for a cluster. `terms` are given again when it is awarded.
    event AuctionOpened(uint256 indexed auction, uint256 indexed cluster, Request request, Terms terms);
    /// @notice A sealed bid. `order` breaks ties: the smaller one wins.
    event BidCommitted(uint256 indexed auction, address indexed bidder, bytes32 hash, uint32 order);
    event BidRevealed(uint256 indexed auction, address indexed bidder, uint256 bid, bool leads);
    /// @notice The facility is approved on the best bid, and `bond` is part of the operator's first loss.
    event AuctionAwarded(
        uint256 indexed auction,
        uint256 indexed cluster,
        address indexed winner,
        uint256 bid,
        uint256 bond
    );
    /// @notice An auction has ended. `forfeited` base units of bonds go to the vault.
    event AuctionEnded(uint256 indexed auction, AuctionStatus outcome, uint256 forfeited);
    event BondClaimed(uint256 indexed auction, address indexed bidder, address indexed receiver, uint256 amount);
    /// @notice What bidders forfeited over a cluster reached the vault.
    event Forwarded(uint256 indexed cluster, uint256 amount);

    error CapitalAuction_TermOutOfRange(bytes32 field, uint256 given, uint256 minimum, uint256 maximum);
    error CapitalAuction_NoTitle(uint256 cluster, address holder);
    error CapitalAuction_NotOrdered(uint256 cluster, ClusterStatus status);
    error CapitalAuction_AlreadyFinanced(uint256 cluster, FacilityStatus status);
    error CapitalAuction_AlreadyOpen(uint256 cluster, uint256 auction);
    error CapitalAuction_ZeroAddress();
    error CapitalAuction_NotAdmitted(address operator);
    error CapitalAuction_AlreadyAdmitted(address operator);
    error CapitalAuction_WrongStatus(uint256 auction, AuctionStatus status);
    error CapitalAuction_TooEarly(uint256 from, uint256 nowAt);
    error CapitalAuction_TooLate(uint256 deadline, uint256 nowAt);
    error CapitalAuction_NoCommitment(uint256 auction, address bidder);
    error CapitalAuction_AlreadyRevealed(uint256 auction, address bidder);
    error CapitalAuction_OtherBid(uint256 auction, address bidder, bytes32 given, bytes32 committed);
    error CapitalAuction_HasCommitments(uint256 auction, uint256 commitments);
    error CapitalAuction_ShortTransfer(uint256 arrived, uint256 expected);
    error CapitalAuction_OtherTerms(uint256 auction, bytes32 given, bytes32 opened);
    error CapitalAuction_NoWinner(uint256 auction);
    error CapitalAuction_HasWinner(uint256 auction, address leader);
    error CapitalAuction_NotInService(uint256 cluster, FacilityStatus status);
    error CapitalAuction_Drawn(uint256 cluster, FacilityStatus status);
    error CapitalAuction_NothingToClaim(uint256 auction, address bidder);
    error CapitalAuction_NothingToForward(uint256 cluster);

    // --- operators that are admitted ---

    /// @notice Seals a bid, with the auction's bond, while t < commitUntil. A second call replaces the first one, without another
    ///         bond, and takes a new place.
    /// @param hash `commitmentHash` of this auction, the caller, the bid and a salt of 32 random bytes
    function commit(uint256 auction, bytes32 hash) external;

    /// @notice Opens the caller's seal, while commitUntil <= t < revealUntil. A bid outside the range the auction asked for is
    ///         revealed, and cannot win.
    function reveal(uint256 auction, uint128 bid, bytes32 salt) external;

    /// @notice The caller's bond to `receiver`: once revealed and not the best, or once the auction has failed or was cancelled.
    function claimBond(uint256 auction, address receiver) external returns (uint256 amount);

    // --- anyone ---

    /// @notice From revealUntil on: approves the facility on the best bid. The winner's bond joins the operator's bond of the
    ///         cluster. Reverts where the book refuses the terms.
    /// @param terms As they were opened with
    function award(uint256 auction, Terms calldata terms) external;

    /// @notice From revealUntil on: ends an auction that nobody won.
    function close(uint256 auction) external;

    /// @notice Once the best bid could have been awarded for `awardWindow`: ends the auction. Whoever revealed has the bond back.
    function fail(uint256 auction) external;

    /// @notice Lets the winner's bond follow the rules of every operator's bond: once the facility is in service or has ended, or
    ///         where nothing is drawn `breakWindow` after the last second for it.
    function keep(uint256 auction) external;

    /// @notice Pays what was forfeited over a cluster into the vault: income that vests over the cap, or a recovery while the
    ///         cluster's resolution is open. Where nothing is financed it waits in the vault to be skimmed.
    function forward(uint256 cluster) external returns (uint256 amount);

    // --- curator, with its delay ---

    /// @notice Lets an operator bid.
    function admit(address operator) external;

    /// @notice Offers capital for an ordered cluster whose title the book holds.
    /// @param terms What is approved in the end, but for the operator and the term that is bid: of that one, the most
    function open(Request calldata request, Terms calldata terms) external returns (uint256 auction);

    /// @notice Takes an offer back that nobody has bid for, while t < commitUntil.
    function withdraw(uint256 auction) external;

    /// @notice The winner drew nothing in time, or what it drew came back undelivered: its bid bond is forfeited.
    function forfeit(uint256 auction) external;

    // --- guardian ---

    /// @notice An operator may bid, and win, no more.
    function dismiss(address operator) external;

    /// @notice Ends an auction before its award; every bond goes back.
    function cancel(uint256 auction) external;

    // --- views ---

    /// @notice What `bidder` commits to: keccak256 of (chain id, this contract, auction, bidder, bid, salt), ABI-encoded.
    function commitmentHash(uint256 auction, address bidder, uint128 bid, bytes32 salt) external view returns (bytes32);

    /// @notice Base units that `bidder` can claim back of an auction now.
    function claimableOf(uint256 auction, address bidder) external view returns (uint256);
    function auctionOf(uint256 auction) external view returns (Auction memory);
    function commitmentOf(uint256 auction, address bidder) external view returns (Commitment memory);
    /// @notice The newest auction of a cluster; 0 where there was none.
    function newestOf(uint256 cluster) external view returns (uint256 auction);
    /// @notice How many auctions have been opened.
    function auctionCount() external view returns (uint256);
    /// @notice Whether an operator may bid.
    function isAdmitted(address operator) external view returns (bool);
    /// @notice Forfeited over a cluster and not paid into the vault yet, base units.
    function forfeitedOf(uint256 cluster) external view returns (uint256);
    /// @notice Seconds from revealUntil during which a best bid can't be failed.
    function awardWindow() external view returns (uint32);
    /// @notice Seconds from the last one for draws during which the curator may have a bond forfeited before anyone lets it go.
    function breakWindow() external view returns (uint32);
    function book() external view returns (address);
    /// @notice The operators' bond, which the winner's joins.
    function bond() external view returns (address);
    function asset() external view returns (address);
}
