import { tell, type ErrorName, type Sentences } from "./sentence.ts";

type Speaker =
  | "GpuYieldVault"
  | "VaultRouter"
  | "FacilityManager"
  | "FacilityLens"
  | "FacilityOrigination"
  | "LoanLedger"
  | "Covenants"
  | "RevenueOracle"
  | "Contradictions"
  | "ClusterFeed"
  | "ReportBounds"
  | "ReporterQuorum"
  | "ClusterRegistry"
  | "CollateralEscrow"
  | "OperatorBond"
  | "DrawLimits"
  | "DrawEscrow"
  | "ReportDisputes"
  | "ReporterStakes"
  | "ReportClock"
  | "LossAnnouncements"
  | "LossClaims"
  | "CapitalAuction"
  | "RedemptionQueue"
  | "VaultDirectory"
  | "Workouts";

type OwnErrors = `${Speaker}_${string}`;

const INTERNAL = "This should not happen in normal use. Reload the page; if it stays, report it with the transaction.";
const STEEP = "Finance it in smaller parts, or with a longer useful life.";
const DELAYED = "Actions of this role are scheduled first and carried out when their delay has passed.";
const TITLE = "Titles are moved by their holder only.";

/** Errors of the tokens, of the access manager and of library code inside the contracts. */
export const commonSentences: Sentences<Exclude<ErrorName, OwnErrors>> = {
  // The asset and the shares.
  ERC20InsufficientBalance: ({ sender, balance, needed }, say) =>
    tell(
      `${say.account(sender)} holds ${say.money(balance)}; ${say.money(needed)} is needed.`,
      "Enter a smaller amount, or get more of the token first.",
    ),
  ERC20InsufficientAllowance: ({ spender, allowance, needed }, say) =>
    tell(
      `${say.account(spender)} may take ${say.money(allowance)}; ${say.money(needed)} is needed.`,
      "Start again: the app asks for an approval of exactly that amount.",
    ),
  ERC20InvalidApprover: () => tell("The zero address cannot approve.", INTERNAL),
  ERC20InvalidReceiver: ({ receiver }, say) =>
    tell(`The token cannot be sent to ${say.account(receiver)}.`, "Choose another receiver."),
  ERC20InvalidSender: ({ sender }, say) => tell(`The token cannot be sent from ${say.account(sender)}.`, INTERNAL),
  ERC20InvalidSpender: () => tell("The zero address cannot be approved.", INTERNAL),
  ERC2612ExpiredSignature: ({ deadline }, say) =>
    tell(`The signed permission expired at ${say.moment(deadline)}.`, "Start again and sign a new one."),
  ERC2612InvalidSigner: ({ signer, owner }, say) =>
    tell(
      `The permission was signed by ${say.account(signer)}, not by ${say.account(owner)}.`,
      "Select the right account in the wallet and sign again.",
    ),
  InvalidAccountNonce: ({ currentNonce }) =>
    tell(
      `A permission with another number was used meanwhile (now ${currentNonce}).`,
      "Start again and sign a new one.",
    ),
  SafeERC20FailedOperation: ({ token }, say) =>
    tell(
      `The token ${say.account(token)} refused the transfer.`,
      "Check balance and approval; some tokens also block certain accounts.",
    ),
  ShareToken_RequestInstead: () =>
    tell("Shares cannot be sent to the redemption queue.", "Request a redemption from it instead."),
  TestDollar_LocalChainOnly: ({ chainId }) =>
    tell(`The test dollar does not exist on chain ${chainId}.`, "Use the network’s own dollar there."),

  CheckpointUnorderedInsertion: () => tell("A change would lie before one that is written already.", INTERNAL),

  // Titles.
  ERC721IncorrectOwner: ({ tokenId, owner }, say) => tell(`Title ${tokenId} belongs to ${say.account(owner)}.`, TITLE),
  ERC721InsufficientApproval: ({ operator, tokenId }, say) =>
    tell(`${say.account(operator)} may not move title ${tokenId}.`, TITLE),
  ERC721InvalidApprover: ({ approver }, say) => tell(`${say.account(approver)} cannot approve this title.`, TITLE),
  ERC721InvalidOperator: ({ operator }, say) =>
    tell(`${say.account(operator)} cannot be an operator of titles.`, TITLE),
  ERC721InvalidOwner: ({ owner }, say) => tell(`${say.account(owner)} cannot own titles.`, TITLE),
  ERC721InvalidReceiver: ({ receiver }, say) =>
    tell(`${say.account(receiver)} cannot receive a title.`, "Choose a receiver that accepts titles."),
  ERC721InvalidSender: ({ sender }, say) => tell(`A title cannot be sent from ${say.account(sender)}.`, TITLE),
  ERC721NonexistentToken: ({ tokenId }) => tell(`There is no title ${tokenId}.`, "Choose a cluster from the list."),

  // Authority.
  AccessManagedUnauthorized: ({ caller }, say) =>
    tell(`${say.account(caller)} has no right to do this.`, "Connect an account that holds the role."),
  AccessManagedRequiredDelay: ({ delay }, say) =>
    tell(`This takes effect ${say.length(delay)} after it is scheduled.`, DELAYED),
  AccessManagedInvalidAuthority: ({ authority }, say) =>
    tell(`${say.account(authority)} is not an access manager.`, INTERNAL),
  AccessManagerAlreadyScheduled: () => tell("This action is already scheduled.", "Wait until its delay has passed."),
  AccessManagerNotScheduled: () => tell("This action was not scheduled.", DELAYED),
  AccessManagerNotReady: () => tell("The delay of this action has not passed.", "Wait, then carry it out."),
  AccessManagerExpired: () => tell("This action was scheduled too long ago.", "Schedule it again."),
  AccessManagerLockedFunction: ({ selector }) => tell(`The function ${selector} is locked.`, INTERNAL),
  AccessManagerLockedRole: ({ roleId }) => tell(`Role ${roleId} cannot be changed.`, INTERNAL),
  AccessManagerInvalidInitialAdmin: ({ initialAdmin }, say) =>
    tell(`${say.account(initialAdmin)} cannot be the first administrator.`, INTERNAL),
  AccessManagerUnauthorizedAccount: ({ msgsender, roleId }, say) =>
    tell(`${say.account(msgsender)} does not hold role ${roleId}.`, "Connect an account that does."),
  AccessManagerUnauthorizedCall: ({ caller, target }, say) =>
    tell(`${say.account(caller)} may not call ${say.account(target)}.`, "Connect an account that holds the role."),
  AccessManagerUnauthorizedCancel: ({ msgsender }, say) =>
    tell(
      `${say.account(msgsender)} may not cancel this action.`,
      "Its caller, a guardian of its role or an administrator can.",
    ),
  AccessManagerUnauthorizedConsume: ({ target }, say) =>
    tell(`${say.account(target)} may not consume a scheduled action.`, INTERNAL),
  AccessManagerBadConfirmation: () =>
    tell("The confirmation names another account.", "Renounce with your own address."),

  // Library code.
  KinkLib_TooWide: () => tell("A facility would change too fast for the vault's curve.", STEEP),
  MarkdownLib_TooWide: () => tell("A facility is too large for the vault's curve.", STEEP),
  ReentrancyGuardReentrantCall: () =>
    tell("The call came back into the contract while it was at work.", "The token is not behaving. Do not try again."),
  AddressEmptyCode: ({ target }, say) =>
    tell(`There is no contract at ${say.account(target)}.`, "Check that the app and the chain belong together."),
  FailedCall: () => tell("A call inside the transaction failed without a reason.", INTERNAL),
  InsufficientBalance: ({ balance, needed }) =>
    tell(`A balance of ${balance} is below the ${needed} needed.`, INTERNAL),
  SafeCastOverflowedUintDowncast: ({ bits, value }) =>
    tell(`${value} does not fit into ${bits} bits.`, "Enter a smaller amount."),
  SafeCastOverflowedIntDowncast: ({ bits, value }) =>
    tell(`${value} does not fit into ${bits} bits.`, "Enter a smaller amount."),
  ECDSAInvalidSignature: () => tell("The signature is not valid.", "Sign again."),
  ECDSAInvalidSignatureLength: ({ length }) => tell(`The signature has ${length} bytes instead of 65.`, "Sign again."),
  ECDSAInvalidSignatureS: () => tell("The signature is in a form that can be altered.", "Sign again."),
  InvalidShortString: () => tell("A stored name cannot be read.", INTERNAL),
  StringTooLong: ({ str }) => tell(`“${str}” is too long a name.`, INTERNAL),
};
