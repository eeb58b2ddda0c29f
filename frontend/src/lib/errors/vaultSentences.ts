import { tell, type ErrorsOf, type Sentences } from "./sentence";

const TRY_AGAIN = "Look at the new preview and try again.";
const SETUP = "This concerns whoever sets the vault up; a deposit or a withdrawal never meets it.";

export const vaultSentences: Sentences<ErrorsOf<"GpuYieldVault">> = {
  GpuYieldVault_Paused: () =>
    tell(
      "Deposits and draws are paused by the guardian.",
      "Withdrawals stay open. Come back when the vault is resumed.",
    ),
  GpuYieldVault_NotPaused: () => tell("The vault is not paused.", "There is nothing to resume."),
  GpuYieldVault_TooMuchLate: ({ watched, nav }, say) =>
    tell(
      `${say.money(watched)} of the vault's ${say.money(nav)} is late, or has been until just now.`,
      "Deposits open again when it has been paid and that has vested. Withdrawals stay open.",
    ),
  GpuYieldVault_AwaitsResolution: ({ facilities }) =>
    tell(
      facilities === 1n ? "One facility is in default." : `${facilities} facilities are in default.`,
      "The queue is paid again when that has been resolved; until then a request can be cancelled.",
    ),
  GpuYieldVault_NothingToPay: () =>
    tell("The vault holds no cash for the queue.", "It is paid as rent comes in. Try again after the next settlement."),
  GpuYieldVault_NotQueue: ({ caller }, say) =>
    tell(`${say.account(caller)} is not the redemption queue.`, "Request a redemption from the queue."),
  GpuYieldVault_LateLimitOutOfRange: ({ given, maximum }) =>
    tell(`A late limit of ${given / 100} % was given; at most ${maximum / 100} % is allowed.`, SETUP),
  GpuYieldVault_StillDue: ({ nextDue }, say) =>
    tell(
      `More bookkeeping is due (since ${say.moment(nextDue)}) than one transaction carries out.`,
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
      "The guardian may only lower it; raising it is the curator's, with its delay.",
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
  GpuYieldVault_TooManyShares: ({ shares, maximum }, say) =>
    tell(
      `The price moved: ${say.shares(shares)} would be burned, more than your limit of ${say.shares(maximum)}.`,
      TRY_AGAIN,
    ),
  GpuYieldVault_TooFewAssets: ({ assets, minimum }, say) =>
    tell(
      `The price moved: you would get ${say.money(assets)}, less than your limit of ${say.money(minimum)}.`,
      TRY_AGAIN,
    ),
  GpuYieldVault_TooManyAssets: ({ assets, maximum }, say) =>
    tell(
      `The price moved: it would cost ${say.money(assets)}, more than your limit of ${say.money(maximum)}.`,
      TRY_AGAIN,
    ),
  GpuYieldVault_NothingLeft: ({ totalSupply }, say) =>
    tell(
      `The vault has lost everything; ${say.shares(totalSupply)} share nothing.`,
      "It takes no deposits any more. Keep your money.",
    ),
  GpuYieldVault_AssetsMissing: ({ balance, cash }, say) =>
    tell(
      `The vault holds ${say.money(balance)} but should hold ${say.money(cash)}: the token delivered less than it said.`,
      "Do not try again. The token takes a fee on transfers or changed its balances.",
    ),
  GpuYieldVault_NothingToSkim: () => tell("No tokens were sent straight to the vault.", "There is nothing to take in."),
  GpuYieldVault_NotRescuable: ({ token }, say) =>
    tell(`${say.account(token)} is the vault's own asset or share.`, "Only foreign tokens can be sent out."),
  GpuYieldVault_NotBook: ({ caller }, say) =>
    tell(`${say.account(caller)} is not the vault's facility book.`, "Only the book posts numbers to the vault."),
  GpuYieldVault_BookAlreadyBound: ({ book }, say) =>
    tell(`The vault is already bound to the book ${say.account(book)}, for life.`, SETUP),
  GpuYieldVault_ZeroAddress: () => tell("An address is missing.", "Enter a receiver other than the zero address."),
  GpuYieldVault_DecimalsOutOfRange: ({ given, minimum, maximum }) =>
    tell(`The asset has ${given} decimals; the vault works with ${minimum} to ${maximum}.`, SETUP),
  GpuYieldVault_VestingOutOfRange: ({ floor, cap, maximum }, say) =>
    tell(
      `Vesting from ${say.length(floor)} to ${say.length(cap)} is out of range (at most ${say.length(maximum)}).`,
      SETUP,
    ),
};
