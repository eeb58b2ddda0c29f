import { auctionStatusWord, clusterStatusWord, facilityStatusWord } from "./statusWords.ts";
import { tell, type ErrorsOf, type Sentences } from "./sentence.ts";

export const auctionSentences: Sentences<ErrorsOf<"CapitalAuction">> = {
  CapitalAuction_TermOutOfRange: ({ field, given, minimum, maximum }, say) =>
    tell(
      `The term “${say.label(field)}” is ${given}; allowed is ${minimum} to ${maximum}.`,
      "Open the auction with a value inside the range.",
    ),
  CapitalAuction_NoTitle: ({ cluster, holder }, say) =>
    tell(
      `The title of cluster ${cluster} lies with ${say.account(holder)}, not with a manager of the vault.`,
      "Capital is offered only for hardware whose title the vault holds.",
    ),
  CapitalAuction_NotOrdered: ({ cluster, status }) =>
    tell(
      `Cluster ${cluster} is ${clusterStatusWord(status)}; capital is offered for hardware that is ordered.`,
      "Choose a cluster that has only been ordered.",
    ),
  CapitalAuction_AlreadyFinanced: ({ cluster, status }) =>
    tell(`The facility of cluster ${cluster} is ${facilityStatusWord(status)} already.`, "Choose another cluster."),
  CapitalAuction_AlreadyOpen: ({ cluster, auction }) =>
    tell(
      `Capital for cluster ${cluster} is on offer already (auction ${auction}).`,
      "Wait until that auction has ended.",
    ),
  CapitalAuction_ZeroAddress: () => tell("The operator is missing.", "Name an operator other than the zero address."),
  CapitalAuction_NotAdmitted: ({ operator }, say) =>
    tell(
      `${say.account(operator)} has not been admitted as a bidder, or was dismissed.`,
      "The curator admits operators, with its delay.",
    ),
  CapitalAuction_AlreadyAdmitted: ({ operator }, say) =>
    tell(`${say.account(operator)} may bid already.`, "Nothing needs to be done."),
  CapitalAuction_WrongStatus: ({ auction, status }) =>
    tell(
      `Auction ${auction} is ${auctionStatusWord(status)}; this step does not fit that stage.`,
      "Look at where it stands.",
    ),
  CapitalAuction_TooEarly: ({ from }, say) => tell(`This is possible from ${say.moment(from)} on.`, "Come back then."),
  CapitalAuction_TooLate: ({ deadline }, say) =>
    tell(`The deadline passed at ${say.moment(deadline)}.`, "Wait for the next step of the auction."),
  CapitalAuction_NoCommitment: ({ auction, bidder }, say) =>
    tell(
      `${say.account(bidder)} has no sealed bid in auction ${auction}.`,
      "Only bids that were committed in time are revealed.",
    ),
  CapitalAuction_AlreadyRevealed: ({ auction }) =>
    tell(`The bid in auction ${auction} was revealed before.`, "Nothing needs to be done."),
  CapitalAuction_OtherBid: () =>
    tell(
      "This bid and salt are not the ones that were sealed.",
      "Give both exactly as they were when the bid was committed.",
    ),
  CapitalAuction_HasCommitments: ({ auction, commitments }) =>
    tell(
      `Auction ${auction} has ${commitments} sealed bids; the offer stands.`,
      "Only the guardian can cancel it now, and every bond goes back.",
    ),
  CapitalAuction_OtherTerms: ({ auction }) =>
    tell(
      `These are not the terms that auction ${auction} was opened with.`,
      "Give them exactly as they were told then.",
    ),
  CapitalAuction_NoWinner: ({ auction }) =>
    tell(`Nobody has won auction ${auction}.`, "It can be closed once the time for reveals has passed."),
  CapitalAuction_HasWinner: ({ auction, leader }, say) =>
    tell(`${say.account(leader)} has won auction ${auction}.`, "Award it."),
  CapitalAuction_NotInService: ({ cluster, status }) =>
    tell(
      `The facility of cluster ${cluster} is ${facilityStatusWord(status)}; the winner's bond stays ` +
        "until it is in service.",
      "Where nothing is drawn, it is let go thirty days after the last one for draws.",
    ),
  CapitalAuction_Drawn: ({ cluster, status }) =>
    tell(
      `The facility of cluster ${cluster} is ${facilityStatusWord(status)}: the winner kept its word.`,
      "Its bond follows the rules of every operator's bond.",
    ),
  CapitalAuction_NothingToClaim: ({ auction, bidder }, say) =>
    tell(
      `${say.account(bidder)} has no bond to claim back in auction ${auction}.`,
      "A bond comes back when it was revealed and outbid, or when the auction failed or was cancelled.",
    ),
  CapitalAuction_NothingToForward: ({ cluster }) =>
    tell(`Nothing that bidders forfeited over cluster ${cluster} waits here.`, "Nothing needs to be done."),
};
