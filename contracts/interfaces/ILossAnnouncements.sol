// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Form} from "./FacilityTypes.sol";
import {IAssetSource} from "./IAssetSource.sol";

/// @notice Why value is going to be lost.
enum LossKind {
    None, // nothing is announced
    WriteDown, // the facility is worth less
    LostGpus, // part of the cluster failed, was stolen or sold
    Sale, // an offer below value is open
    Sold // in a workout the title has gone for less than the value
}

/// @notice A loss of one facility that is announced and not booked.
struct Announcement {
    LossKind kind;
    uint40 fraction; // of value and exit value, X32: 2^32 is all of it
    uint32 gpus; // that are lost
    uint40 announcedAt; // unix seconds
    uint40 waitsUntil; // unix seconds; none is announced before, since one was taken back
}

/// @title LossAnnouncements
/// @notice A source of the vault that holds nothing: from the second in which a loss is announced until it is booked,
///         leavers are paid as if it were. Who enters pays the NAV, which does not move.
interface ILossAnnouncements is IAssetSource {
    /// @notice `fraction` (X32) of a facility is going to be lost, with `gpus` of its GPUs; leavers forgo it from now
    ///         on. What is no sale can be booked from `bookableFrom` on (unix seconds).
    event LossAnnounced(
        uint256 indexed cluster,
        LossKind indexed kind,
        uint256 fraction,
        uint32 gpus,
        uint40 bookableFrom
    );
    /// @notice What was announced is over: it is booked, the facility has ended or, by a draw, the offer. With
    ///         `waitsUntil` (unix seconds) it was taken back, and none is announced before then; 0 otherwise.
    event AnnouncementEnded(uint256 indexed cluster, LossKind indexed kind, uint40 waitsUntil);

    /// @notice From now on leavers forgo `fraction` (X32) of a facility besides what it is marked down by, and
    ///         `delinquent` whole tokens of it count as delinquent until it does itself.
    event LossMarked(uint256 indexed cluster, uint256 fraction, uint256 delinquent);

    /// @notice A loss of the facility is announced already: one at a time, and no draws meanwhile.
    error LossAnnouncements_Announced(uint256 cluster, LossKind kind);
    /// @notice No loss of the facility is announced that could be booked, or taken back.
    error LossAnnouncements_NotAnnounced(uint256 cluster, LossKind kind);
    /// @notice It can be done from `from` on, unix seconds.
    error LossAnnouncements_NotYet(uint256 cluster, uint256 from);
    /// @notice It could be taken back until `until`, unix seconds: now anyone books it.
    error LossAnnouncements_Bookable(uint256 cluster, uint256 until);
    /// @notice Not a part of the value: between 1 and 2^32.
    error LossAnnouncements_FractionOutOfRange(uint256 fraction);
    /// @notice So many GPUs are none, or would leave none in service.
    error LossAnnouncements_GpusOutOfRange(uint256 cluster, uint32 gpus, uint32 inService);
    /// @notice No source of the vault finances the cluster, or it has no value that can be written down.
    error LossAnnouncements_NothingFinanced(uint256 cluster);
    /// @notice The caller is not the contract for sales and defaults of the cluster's manager.
    error LossAnnouncements_NotWorkouts(address caller);
    /// @notice The caller does not account for the cluster.
    error LossAnnouncements_NotManager(uint256 cluster, address caller);

    // --- announcers, cancellers ---

    /// @notice Announcers (the curator, without delay): a facility that is drawn or in service is going to be written
    ///         down. Refused for more than all of it (`LossAnnouncements_FractionOutOfRange`), for what has no such
    ///         facility (`LossAnnouncements_NothingFinanced`), while a loss is announced
    ///         (`LossAnnouncements_Announced`), and for 30 days after one was taken back (`LossAnnouncements_NotYet`).
    /// @param cluster Id of the title
    /// @param fraction X32, of value, salvage and depreciation
    function announceWriteDown(uint256 cluster, uint40 fraction) external;
    /// @notice Announcers (the curator, without delay): part of a cluster failed, was stolen or sold. Its part of the
    ///         value, rounded up, is announced as lost; of a loan or a lease nothing is, since what is owed does not
    ///         shrink. Refused for no GPU and for all of them (`LossAnnouncements_GpusOutOfRange`), where nothing was
    ///         drawn (`LossAnnouncements_NothingFinanced`), and as a write-down is.
    /// @param cluster Id of the title
    /// @param gpus How many
    function announceLostGpus(uint256 cluster, uint32 gpus) external;
    /// @notice Cancellers (curator and guardian, without delay), within two days: takes an announcement back, and
    ///         leavers forgo nothing of it any more. Refused later (`LossAnnouncements_Bookable`), and where there is
    ///         none, or a sale (`LossAnnouncements_NotAnnounced`), whose offer is withdrawn.
    /// @param cluster Id of the title
    function cancelAnnouncement(uint256 cluster) external;

    // --- calls of workouts and managers ---

    /// @notice Workouts only: hardware is offered, in the place of any other offer. Below its value it is announced as
    ///         a loss, and refused as a write-down is; a lower price than the one before goes on from there.
    /// @param cluster Id of the title
    /// @param fraction X32, of the value that the price falls short by; 0: by none
    function announceSale(uint256 cluster, uint40 fraction) external;
    /// @notice Workouts only: an offer is over without a sale. Does nothing where none is announced.
    /// @param cluster Id of the title
    function endSale(uint256 cluster) external;
    /// @notice Workouts only: in a workout the title has gone. Whatever value is left counts as lost for leavers until
    ///         the facility ends, in the place of any announcement.
    /// @param cluster Id of the title
    function markSold(uint256 cluster) external;
    /// @notice Workouts only, at anyone's call: ends an announcement that is about to be booked. Refused for two days
    ///         (`LossAnnouncements_NotYet`), and where there is none but of a sale (`LossAnnouncements_NotAnnounced`).
    /// @param cluster Id of the title
    /// @return fraction X32
    /// @return gpus How many are lost with it; 0: it is a write-down
    function take(uint256 cluster) external returns (uint256 fraction, uint32 gpus);
    /// @notice Manager only: the curve of a facility with an announcement has changed, in whatever way. A draw ends an
    ///         offer, and is refused while another loss is announced (`LossAnnouncements_Announced`).
    /// @param cluster Id of the title
    function follow(uint256 cluster) external;

    // --- views ---

    /// @notice What is announced of a facility.
    /// @param cluster Id of the title
    /// @return The announcement; of kind `None` where there is none
    function announcementOf(uint256 cluster) external view returns (Announcement memory);
    /// @notice What leavers forgo of a facility in this second because of an announcement.
    /// @param cluster Id of the title
    /// @return 2^-32 base units
    function markOf(uint256 cluster) external view returns (uint256);
    /// @notice It finances nothing itself.
    /// @param form Any
    /// @return False
    function finances(Form form) external view returns (bool);
    /// @notice The vault whose source it is.
    /// @return Its address
    function vault() external view returns (address);
}
