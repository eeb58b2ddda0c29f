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
/// @notice Sealed bids of operators for the capital of one vault: commit, reveal, and the best for depositors wins. Bonds lie in the
///         escrow, in an account of each auction; bidders approve the escrow.
interface ICapitalAuction {
    /// @notice An operator may bid from now on.
    event BidderAdmitted(address indexed operator);
    /// @notice An operator may bid, and win, no more.
    event BidderDismissed(address indexed operator);
    /// @notice Capital is offered for a cluster. `terms` are given again when it is awarded.
    event AuctionOpened(uint256 indexed auction, uint256 indexed cluster, Request request, Terms terms);
    /// @notice A sealed bid. `order` breaks ties: the smaller one wins.
    event BidCommitted(uint256 indexed auction, address indexed bidder, bytes32 hash, uint32 order);
    /// @notice A seal was opened; `bid` in the unit of the term it becomes. `leads` says whether it is the best so far.
    event BidRevealed(uint256 indexed auction, address indexed bidder, uint256 bid, bool leads);
    /// @notice The facility is approved on the best bid, and `bond` base units are part of the operator's first loss.
    event AuctionAwarded(
        uint256 indexed auction,
        uint256 indexed cluster,
        address indexed winner,
        uint256 bid,
        uint256 bond
    );
    /// @notice An auction has ended. `forfeited` base units of bonds go to the vault.
    event AuctionEnded(uint256 indexed auction, AuctionStatus outcome, uint256 forfeited);
    /// @notice A bidder took its bond back, base units.
    event BondClaimed(uint256 indexed auction, address indexed bidder, address indexed receiver, uint256 amount);
    /// @notice What bidders forfeited over a cluster reached the vault, base units.
    event Forwarded(uint256 indexed cluster, uint256 amount);

    /// @notice A field of the request, or a term, is outside its range, in the field's own unit.
    error CapitalAuction_TermOutOfRange(bytes32 field, uint256 given, uint256 minimum, uint256 maximum);
    /// @notice The cluster's title lies with no source of the vault that finances the form; `holder` has it.
    error CapitalAuction_NoTitle(uint256 cluster, address holder);
    /// @notice The cluster's hardware is not just ordered.
    error CapitalAuction_NotOrdered(uint256 cluster, ClusterStatus status);
    /// @notice The cluster has a facility already.
    error CapitalAuction_AlreadyFinanced(uint256 cluster, FacilityStatus status);
    /// @notice Capital is on offer for the cluster already.
    error CapitalAuction_AlreadyOpen(uint256 cluster, uint256 auction);
    /// @notice An operator was to be nobody.
    error CapitalAuction_ZeroAddress();
    /// @notice The operator may not bid.
    error CapitalAuction_NotAdmitted(address operator);
    /// @notice The operator may bid already.
    error CapitalAuction_AlreadyAdmitted(address operator);
    /// @notice The step does not fit where the auction stands.
    error CapitalAuction_WrongStatus(uint256 auction, AuctionStatus status);
    /// @notice The step may be taken from `from` on, unix seconds.
    error CapitalAuction_TooEarly(uint256 from, uint256 nowAt);
    /// @notice The step could be taken before `deadline`, unix seconds.
    error CapitalAuction_TooLate(uint256 deadline, uint256 nowAt);
    /// @notice The caller has committed to nothing.
    error CapitalAuction_NoCommitment(uint256 auction, address bidder);
    /// @notice The caller's seal is open already.
    error CapitalAuction_AlreadyRevealed(uint256 auction, address bidder);
    /// @notice Bid and salt hash to `given`, not to what was committed.
    error CapitalAuction_OtherBid(uint256 auction, address bidder, bytes32 given, bytes32 committed);
    /// @notice Somebody has bid: the offer stands.
    error CapitalAuction_HasCommitments(uint256 auction, uint256 commitments);
    /// @notice The terms hash to `given`, not to what was opened.
    error CapitalAuction_OtherTerms(uint256 auction, bytes32 given, bytes32 opened);
    /// @notice Nobody leads.
    error CapitalAuction_NoWinner(uint256 auction);
    /// @notice Somebody leads.
    error CapitalAuction_HasWinner(uint256 auction, address leader);
    /// @notice The winner's bond waits for the cluster to be in service.
    error CapitalAuction_NotInService(uint256 cluster, FacilityStatus status);
    /// @notice Something has been drawn: the winner's bond is not forfeited.
    error CapitalAuction_Drawn(uint256 cluster, FacilityStatus status);
    /// @notice The caller has no bond to claim, or not yet.
    error CapitalAuction_NothingToClaim(uint256 auction, address bidder);
    /// @notice Nothing that was forfeited over the cluster waits.
    error CapitalAuction_NothingToForward(uint256 cluster);

    // --- operators that are admitted ---

    /// @notice Seals a bid, while t < commitUntil. The first one pulls the auction's bond from the caller into the escrow; another replaces
    ///         it without a second bond, and takes a new place. Admitted operators only.
    /// @param auction Number of an open auction
    /// @param hash `commitmentHash` of this auction, the caller, the bid and a salt of 32 random bytes
    function commit(uint256 auction, bytes32 hash) external;

    /// @notice Opens the caller's seal, while commitUntil <= t < revealUntil. A bid outside the range the auction asked for is
    ///         revealed, and cannot win. Whoever has committed; refused for another bid or salt.
    /// @param auction Number of an open auction
    /// @param bid In the unit of the term it becomes, see `Auction`
    /// @param salt The one that was hashed
    function reveal(uint256 auction, uint128 bid, bytes32 salt) external;

    /// @notice Pays the caller's bond out of the escrow: once revealed and not the best, or once the auction has failed or was cancelled.
    ///         Refused when there is none to claim.
    /// @param auction Number of the auction
    /// @param receiver Whom the tokens go to
    /// @return amount Base units paid
    function claimBond(uint256 auction, address receiver) external returns (uint256 amount);

    // --- anyone ---

    /// @notice From revealUntil on: approves the facility on the best bid. The winner's bond joins the operator's bond of the
    ///         cluster, inside the escrow. Anyone; refused where nobody leads, or where origination refuses the terms.
    /// @param auction Number of an open auction
    /// @param terms As they were opened with
    function award(uint256 auction, Terms calldata terms) external;

    /// @notice From revealUntil on: ends an auction that nobody won. Anyone.
    /// @param auction Number of an open auction
    function close(uint256 auction) external;

    /// @notice Once the best bid could have been awarded for `awardWindow`: ends the auction. Whoever revealed has the bond back. Anyone.
    /// @param auction Number of an open auction
    function fail(uint256 auction) external;

    /// @notice Lets the winner's bond follow the rules of every operator's bond: once the facility is in service or has ended, or
    ///         where nothing is drawn `breakWindow` after the last second for it. Anyone.
    /// @param auction Number of an awarded auction
    function keep(uint256 auction) external;

    /// @notice Has the escrow pay what was forfeited over a cluster into the vault: income that vests over the cap, or a recovery while the
    ///         cluster's resolution is open. Where nothing is financed it waits in the vault to be skimmed. Anyone; refused when nothing
    ///         waits.
    /// @param cluster Registry id
    /// @return amount Base units that reached the vault
    function forward(uint256 cluster) external returns (uint256 amount);

    // --- curator, with its delay ---

    /// @notice Lets an operator bid. Curator only; refused for who is admitted already.
    /// @param operator Who may bid
    function admit(address operator) external;

    /// @notice Offers capital for an ordered cluster whose title a source that finances the form holds. Curator only; refused where something is financed or on
    ///         offer, and outside the ranges.
    /// @param request What is asked for
    /// @param terms What is approved in the end, but for the operator and the term that is bid: of that one, the most
    /// @return auction Its number, from 1 on
    function open(Request calldata request, Terms calldata terms) external returns (uint256 auction);

    /// @notice Takes an offer back that nobody has bid for, while t < commitUntil. Curator only.
    /// @param auction Number of an open auction
    function withdraw(uint256 auction) external;

    /// @notice The winner drew nothing in time, or what it drew came back undelivered: its bid bond is forfeited, as much of it as the
    ///         operator's bond still holds. Curator only; refused once something is drawn.
    /// @param auction Number of an awarded auction
    function forfeit(uint256 auction) external;

    // --- guardian ---

    /// @notice Keeps an operator from bidding and winning. Guardian only; refused for who is not admitted.
    /// @param operator Who may bid no more
    function dismiss(address operator) external;

    /// @notice Ends an auction before its award; every bond goes back. Guardian only.
    /// @param auction Number of an open auction
    function cancel(uint256 auction) external;

    // --- views ---

    /// @notice What `bidder` commits to: keccak256 of (chain id, this contract, auction, bidder, bid, salt), ABI-encoded.
    /// @param auction Number of the auction
    /// @param bidder Who commits
    /// @param bid In the unit of the term it becomes
    /// @param salt 32 random bytes, or the seal can be guessed
    /// @return The hash to commit to
    function commitmentHash(uint256 auction, address bidder, uint128 bid, bytes32 salt) external view returns (bytes32);

    /// @notice What `bidder` can claim back of an auction now.
    /// @param auction Number of the auction
    /// @param bidder Who put the bond up
    /// @return Base units
    function claimableOf(uint256 auction, address bidder) external view returns (uint256);

    /// @notice One auction.
    /// @param auction Its number
    function auctionOf(uint256 auction) external view returns (Auction memory);

    /// @notice One operator's commitment in one auction.
    /// @param auction Number of the auction
    /// @param bidder Who committed
    function commitmentOf(uint256 auction, address bidder) external view returns (Commitment memory);

    /// @notice The newest auction of a cluster; 0 where there was none.
    /// @param cluster Registry id
    function newestOf(uint256 cluster) external view returns (uint256 auction);

    /// @notice How many auctions have been opened.
    function auctionCount() external view returns (uint256);

    /// @notice Whether an operator may bid.
    /// @param operator Whom it is about
    function isAdmitted(address operator) external view returns (bool);

    /// @notice Forfeited over a cluster and not paid into the vault yet: what the escrow's account of it holds.
    /// @param cluster Registry id
    /// @return Base units
    function forfeitedOf(uint256 cluster) external view returns (uint256);

    /// @notice Seconds from revealUntil during which a best bid can't be failed.
    function awardWindow() external view returns (uint32);

    /// @notice Seconds from the last one for draws during which the curator may have a bond forfeited before anyone lets it go.
    function breakWindow() external view returns (uint32);

    /// @notice Where facilities are approved.
    function origination() external view returns (address);

    /// @notice The operators' bond, which the winner's joins.
    function bond() external view returns (address);

    /// @notice Where the bonds lie, and what bidders approve.
    function escrow() external view returns (address);

    /// @notice The token of the bonds: the vault's.
    function asset() external view returns (address);
}
