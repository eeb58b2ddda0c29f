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
    uint256 cluster; // registry id
    uint128 leastBid; // in the form's own unit, see `Auction`
    uint128 bond; // base units; what every bidder puts up
    uint40 commitUntil; // unix seconds, exclusive
    uint40 revealUntil; // unix seconds, exclusive
}

/// @notice One auction. A bid is what the operator would pay, in the unit of the term it becomes: a yearly rate (1e18 =
///         100 %) for a loan, a period's rent for the whole amount (base units) for a lease, the vault's share (bps)
///         for a revenue share.
struct Auction {
    address leader; // best bid revealed so far; the winner once awarded
    AuctionStatus status;
    Form form;
    uint40 commitUntil; // unix seconds, exclusive
    uint40 revealUntil; // unix seconds, exclusive
    uint128 leastBid; // in the form's own unit
    uint128 ceiling; // the most that may be bid: what the requested terms say themselves
    uint128 bestBid;
    uint128 bond; // base units, of each bidder
    uint40 drawBy; // unix seconds; the terms' `inServiceBy`
    uint32 commitments; // how many have committed
    uint32 revealed; // how many of them have opened their seals
    uint32 lastOrder; // counts commitments, replaced ones included
    uint32 leaderOrder; // place of the leader's commitment
    uint256 cluster; // registry id
    bytes32 termsHash; // keccak256 of the ABI-encoded terms
}

/// @notice One operator's commitment in one auction.
struct Commitment {
    bytes32 hash; // see `commitmentHash`
    uint32 order; // its place among all of the auction; from 1 on, a replacement has a new one
    bool revealed;
    bool returned; // the bond was claimed
}

/// @title CapitalAuction
/// @notice Sealed bids of operators for the capital of one vault: commit, reveal, and the best for depositors wins.
///         Bonds lie in the escrow, in an account of each auction; bidders approve the escrow.
interface ICapitalAuction {
    /// @notice An operator may bid from now on.
    event BidderAdmitted(address indexed operator);
    /// @notice An operator may bid, and win, no more.
    event BidderDismissed(address indexed operator);
    /// @notice Capital is offered for a cluster; units as in `Request` and `Terms`. `terms` are given again when it is
    ///         awarded.
    event AuctionOpened(uint256 indexed auction, uint256 indexed cluster, Request request, Terms terms);
    /// @notice A sealed bid. `order`, its place among all of the auction, breaks ties: the smaller one wins.
    event BidCommitted(uint256 indexed auction, address indexed bidder, bytes32 hash, uint32 order);
    /// @notice A seal was opened; `bid` in the unit of the term it becomes. `leads` says whether it is the best so far.
    event BidRevealed(uint256 indexed auction, address indexed bidder, uint256 bid, bool leads);
    /// @notice The facility is approved on the best bid, in the unit of the term it becomes, and `bond` base units are
    ///         part of the operator's first loss.
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
    /// @notice So many have bid: the offer stands.
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

    /// @notice Admitted operators only, while t < commitUntil: seals a bid. The first one pulls the auction's bond from
    ///         the caller into the escrow; another replaces it without a second bond, and takes a new place. Refused
    ///         for anybody else (`CapitalAuction_NotAdmitted`), and later (`CapitalAuction_TooLate`).
    /// @param auction Number of an open auction
    /// @param hash `commitmentHash` of this auction, the caller, the bid and a salt of 32 random bytes
    function commit(uint256 auction, bytes32 hash) external;

    /// @notice Bidder, while commitUntil <= t < revealUntil: opens the caller's seal. A bid outside the range the
    ///         auction asked for is revealed, and cannot win; nor can who was dismissed. Refused for another bid or
    ///         salt (`CapitalAuction_OtherBid`).
    /// @param auction Number of an open auction
    /// @param bid In the unit of the term it becomes, see `Auction`
    /// @param salt The one that was hashed
    function reveal(uint256 auction, uint128 bid, bytes32 salt) external;

    /// @notice Bidder: pays its bond out of the escrow, once its bid is revealed and not the best or the auction has
    ///         failed, or once that was cancelled. Refused when there is none to claim
    ///         (`CapitalAuction_NothingToClaim`).
    /// @param auction Number of the auction
    /// @param receiver Whom the tokens go to
    /// @return amount Base units paid
    function claimBond(uint256 auction, address receiver) external returns (uint256 amount);

    // --- anyone ---

    /// @notice Anyone, from revealUntil on: approves the facility on the best bid. The winner's bond joins the
    ///         operator's bond of the cluster, inside the escrow, and is held there. Refused where nobody leads
    ///         (`CapitalAuction_NoWinner`), where the winner was dismissed (`CapitalAuction_NotAdmitted`), for other
    ///         terms (`CapitalAuction_OtherTerms`), and where origination refuses them.
    /// @param auction Number of an open auction
    /// @param terms As they were opened with
    function award(uint256 auction, Terms calldata terms) external;

    /// @notice Anyone, from revealUntil on: ends an auction that nobody won. Refused where somebody leads
    ///         (`CapitalAuction_HasWinner`).
    /// @param auction Number of an open auction
    function close(uint256 auction) external;

    /// @notice Anyone, once the best bid could have been awarded for `awardWindow`: ends the auction. Whoever revealed
    ///         has the bond back. Refused before (`CapitalAuction_TooEarly`), and where nobody leads
    ///         (`CapitalAuction_NoWinner`).
    /// @param auction Number of an open auction
    function fail(uint256 auction) external;

    /// @notice Anyone: lets the winner's bond follow the rules of every operator's bond, once the facility is in
    ///         service, in resolution or has ended, or where nothing is drawn `breakWindow` after the last second for
    ///         it. Refused before (`CapitalAuction_NotInService`).
    /// @param auction Number of an awarded auction
    function keep(uint256 auction) external;

    /// @notice Anyone: has the escrow pay what was forfeited over a cluster into the vault: income that vests over the
    ///         cap, or a recovery while the cluster's resolution is open. Where nothing is financed it waits in the
    ///         vault to be skimmed. Refused when nothing waits (`CapitalAuction_NothingToForward`).
    /// @param cluster Registry id
    /// @return amount Base units that reached the vault
    function forward(uint256 cluster) external returns (uint256 amount);

    // --- curator, with its delay ---

    /// @notice Curator, with its delay: lets an operator bid. Refused for who is admitted already
    ///         (`CapitalAuction_AlreadyAdmitted`).
    /// @param operator Who may bid
    function admit(address operator) external;

    /// @notice Curator, with its delay: offers capital for an ordered cluster whose title a source that finances the
    ///         form holds. Refused where something is financed (`CapitalAuction_AlreadyFinanced`) or on offer
    ///         (`CapitalAuction_AlreadyOpen`), and outside the ranges (`CapitalAuction_TermOutOfRange`).
    /// @param request What is asked for; units as in `Request`
    /// @param terms What is approved in the end, but for the operator and the term that is bid: of that one, the most
    /// @return auction Its number, from 1 on
    function open(Request calldata request, Terms calldata terms) external returns (uint256 auction);

    /// @notice Curator, with its delay: takes an offer back that nobody has bid for, while t < commitUntil. Refused
    ///         once somebody has (`CapitalAuction_HasCommitments`).
    /// @param auction Number of an open auction
    function withdraw(uint256 auction) external;

    /// @notice Curator, with its delay: has the bid bond of a winner forfeited that drew nothing in time, or all of
    ///         whose draw came back undelivered, as much of it as the operator's bond still holds. Refused while draws
    ///         are taken (`CapitalAuction_TooEarly`), and once something is drawn (`CapitalAuction_Drawn`).
    /// @param auction Number of an awarded auction
    function forfeit(uint256 auction) external;

    // --- guardian ---

    /// @notice Guardian: keeps an operator from bidding and winning. Refused for who is not admitted
    ///         (`CapitalAuction_NotAdmitted`).
    /// @param operator Who may bid no more
    function dismiss(address operator) external;

    /// @notice Guardian: ends an auction before its award; every bond goes back. Refused at any other time
    ///         (`CapitalAuction_WrongStatus`).
    /// @param auction Number of an open auction
    function cancel(uint256 auction) external;

    // --- views ---

    /// @notice What `bidder` commits to: keccak256 of (chain id, this contract, auction, bidder, bid, salt),
    ///         ABI-encoded.
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
    /// @return All zero where there is none; units as in `Auction`
    function auctionOf(uint256 auction) external view returns (Auction memory);

    /// @notice One operator's commitment in one auction.
    /// @param auction Number of the auction
    /// @param bidder Who committed
    /// @return All zero where there is none
    function commitmentOf(uint256 auction, address bidder) external view returns (Commitment memory);

    /// @notice The newest auction of a cluster.
    /// @param cluster Registry id
    /// @return auction Its number; 0 where there was none
    function newestOf(uint256 cluster) external view returns (uint256 auction);

    /// @notice How many auctions have been opened.
    /// @return How many; their numbers run from 1 to this
    function auctionCount() external view returns (uint256);

    /// @notice Whether an operator may bid.
    /// @param operator Whom it is about
    /// @return Whether it may
    function isAdmitted(address operator) external view returns (bool);

    /// @notice Forfeited over a cluster and not paid into the vault yet: what the escrow's account of it holds.
    /// @param cluster Registry id
    /// @return Base units
    function forfeitedOf(uint256 cluster) external view returns (uint256);

    /// @notice The time from revealUntil during which a best bid can't be failed.
    /// @return Seconds
    function awardWindow() external view returns (uint32);

    /// @notice The time from the last second for draws during which the curator may have a bond forfeited before anyone
    ///         lets it go.
    /// @return Seconds
    function breakWindow() external view returns (uint32);

    /// @notice Where facilities are approved.
    /// @return Its address
    function origination() external view returns (address);

    /// @notice The operators' bond, which the winner's joins.
    /// @return Its address
    function bond() external view returns (address);

    /// @notice Where the bonds lie, and what bidders approve.
    /// @return Its address
    function escrow() external view returns (address);

    /// @notice The vault whose capital is offered.
    /// @return Its address
    function vault() external view returns (address);

    /// @notice The token of the bonds: the vault's.
    /// @return Its address
    function asset() external view returns (address);
}
