import { tell, type ErrorsOf, type Sentences } from "./sentence.ts";

const TRY_AGAIN = "Look at the new preview and try again.";
const SOURCE = "This concerns the manager that posted it; report it with the transaction.";
const SETUP = "This concerns whoever sets the vault up; a deposit or a withdrawal never meets it.";

export const vaultSentences: Sentences<ErrorsOf<"GpuYieldVault">> = {
  GpuYieldVault_Paused: () =>
    tell(
      "Deposits and draws are paused by the guardian.",
      "Withdrawals stay open. Come back when the vault is resumed.",
    ),
  GpuYieldVault_NotPaused: () => tell("The vault is not paused.", "There is nothing to resume."),
  GpuYieldVault_TooMuchDelinquent: ({ delinquent, nav }, say) =>
    tell(
      `${say.money(delinquent)} of the vault's ${say.money(nav)} is delinquent, or is vesting that came for what was.`,
      "Deposits open again when it has been paid and that has vested. Withdrawals stay open.",
    ),
  GpuYieldVault_NothingToPay: () =>
    tell("The vault holds no cash for the queue.", "It is paid as rent comes in. Try again after the next settlement."),
  GpuYieldVault_NotQueue: ({ caller }, say) =>
    tell(`${say.account(caller)} is not the redemption queue.`, "Request a redemption from the queue."),
  GpuYieldVault_DelinquencyLimitOutOfRange: ({ given, maximum }) =>
    tell(`A limit of ${given / 100} % for what is delinquent was given; at most ${maximum / 100} % is allowed.`, SETUP),
  GpuYieldVault_ToleranceAboveDelinquencyLimit: ({ given, maximum }) =>
    tell(
      `A tolerance of ${given / 100} % for patient requests was given; at most ${maximum / 100} % is allowed.`,
      SETUP,
    ),
  GpuYieldVault_AccrualPending: ({ nextKink }, say) =>
    tell(
      `More bookkeeping is due (since ${say.moment(nextKink)}) than one transaction carries out.`,
      "Press “Bring up to date” once or more, then try again.",
    ),
  GpuYieldVault_ZeroShares: () =>
    tell("The amount is too small to be worth a single share unit.", "Enter a larger amount."),
  GpuYieldVault_CapExceeded: ({ assets, maximum }, say) =>
    tell(
      `The vault takes at most ${say.money(maximum)} more; ${say.money(assets)} was offered.`,
      "Deposit less, or wait until the cap is raised.",
    ),
  GpuYieldVault_CapNotLower: ({ given, current }, say) =>
    tell(
      `A cap of ${say.wholeMoney(given)} is not below the present ${say.wholeMoney(current)}.`,
      "Guardian and curator may only lower it; raising it is the governor's, with its delay.",
    ),
  GpuYieldVault_NotEnoughCash: ({ assets, cash }, say) =>
    tell(
      `The vault holds ${say.money(cash)} of cash; ${say.money(assets)} was asked for. The rest is hardware.`,
      "Take out up to the cash there is, and the remainder when rent has come in.",
    ),
  GpuYieldVault_TooFewShares: ({ shares, minimum }, say) =>
    tell(
      `The price moved: ${say.shares(shares)} would be minted, less than your limit of ${say.shares(minimum)}.`,
      TRY_AGAIN,
    ),
  GpuYieldVault_TooFewAssets: ({ assets, minimum }, say) =>
    tell(
      `The price moved: you would get ${say.money(assets)}, less than your limit of ${say.money(minimum)}.`,
      TRY_AGAIN,
    ),
  GpuYieldVault_NothingLeft: ({ totalSupply }, say) =>
    tell(
      `The vault has lost everything; ${say.shares(totalSupply)} share nothing.`,
      "It takes no deposits any more. Keep your money.",
    ),
  GpuYieldVault_AssetsMissing: ({ balance, expected }, say) =>
    tell(
      `The vault holds ${say.money(balance)} but should hold ${say.money(expected)}: the token ` +
        "delivered less than it said.",
      "Do not try again. The token takes a fee on transfers or changed its balances.",
    ),
  GpuYieldVault_NothingToSkim: () => tell("No tokens were sent straight to the vault.", "There is nothing to take in."),
  GpuYieldVault_NotRescuable: ({ token }, say) =>
    tell(`${say.account(token)} is the vault's own asset or share.`, "Only foreign tokens can be sent out."),
  GpuYieldVault_NotSource: ({ caller }, say) =>
    tell(
      `${say.account(caller)} is no source of the vault.`,
      "Only managers that the governor has bound post numbers to the vault, or draw its cash.",
    ),
  GpuYieldVault_SourceAlreadyBound: ({ source }, say) =>
    tell(`${say.account(source)} is a source of the vault already.`, "Nothing needs to be done."),
  GpuYieldVault_TooManySources: ({ maximum }) =>
    tell(`The vault has ${maximum} sources, the most there may be.`, "Unbind one that holds nothing first."),
  GpuYieldVault_SourceInUse: ({ source }, say) =>
    tell(
      `${say.account(source)} holds facilities, or held some within the last year.`,
      "A source can be unbound a year after the last of them has ended.",
    ),
  GpuYieldVault_BadKink: () =>
    tell("A change was posted for a moment that has passed, or one was taken away that is not there.", SOURCE),
  GpuYieldVault_CurveTooSteep: () =>
    tell(
      "The vault's curve cannot hold so large a change.",
      "Finance it in smaller parts, or over a longer useful life.",
    ),
  GpuYieldVault_FeeAboveCap: ({ given, maximum }) =>
    tell(`A fee of ${given / 100} % is above the hard cap of ${maximum / 100} %.`, "Choose a fee within the cap."),
  GpuYieldVault_NoFee: () =>
    tell(
      "No performance fee is due or owed.",
      "It is taken only on profit above its highest mark. Nothing needs to be done.",
    ),
  GpuYieldVault_ZeroAddress: () => tell("An address is missing.", "Enter a receiver other than the zero address."),
  GpuYieldVault_DecimalsOutOfRange: ({ given, minimum, maximum }) =>
    tell(`The asset has ${given} decimals; the vault works with ${minimum} to ${maximum}.`, SETUP),
  GpuYieldVault_GridOutOfRange: ({ tick, markdownPeriod }, say) =>
    tell(`Ticks of ${say.length(tick)} and a markdown over ${say.length(markdownPeriod)} are out of range.`, SETUP),
  GpuYieldVault_VestingOutOfRange: ({ floor, cap, maximum }, say) =>
    tell(
      `Vesting from ${say.length(floor)} to ${say.length(cap)} is out of range (at most ${say.length(maximum)}).`,
      SETUP,
    ),
};
