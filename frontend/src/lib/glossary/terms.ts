/** One word of the app, in words of everyday. */
export type Term = {
  /** Its anchor in the page's address. */
  readonly id: string;
  readonly name: string;
  /** May break lines. */
  readonly text: string;
  /** Ids of words that belong to it. */
  readonly see?: readonly string[];
};

export type Chapter = { readonly title: string; readonly terms: readonly Term[] };

export const GLOSSARY: readonly Chapter[] = [
  {
    title: "Your money",
    terms: [
      {
        id: "vault",
        name: "Vault",
        text: `A contract that takes a stablecoin, buys GPUs with it through operators, and gives out shares. Nobody
          can take its money out by a key: it leaves to who burns shares, or to a cluster within limits that
          stand on chain.`,
        see: ["share", "facility"],
      },
      {
        id: "share",
        name: "Share",
        text: "Your part of the vault, an ERC-4626 token. How many you have does not change; what each is worth does.",
        see: ["entry-price", "exit-price"],
      },
      {
        id: "nav",
        name: "NAV (net asset value)",
        text: `What all shares together are worth to who enters: the cash, and the hardware’s value at this second,
          less what is locked.`,
        see: ["cash", "value", "locked"],
      },
      { id: "cash", name: "Cash", text: "Stablecoins that lie in the vault: what can be paid out at once." },
      {
        id: "value",
        name: "Value",
        text: `What the financed hardware stands for in the books. It falls every second, in a straight line, whether
          or not anybody reports. It is no market price.`,
        see: ["depreciation", "salvage"],
      },
      {
        id: "locked",
        name: "Locked, and vesting",
        text: `Rent that has arrived and does not count yet. It joins the price over the time that it took to be
          earned, a day at least, so that nobody can deposit for one second and leave with it.`,
      },
      {
        id: "entry-price",
        name: "Entry price",
        text: "What one share costs now: NAV by shares. No transaction moves it; only time, or a loss that is booked.",
        see: ["nav", "exit-price"],
      },
      {
        id: "exit-price",
        name: "Exit price",
        text: `What one share is paid now to who leaves. It is the entry price, but for what is late: who leaves
          forgoes a part of what may not come any more, so that those who stay are not left with all of the
          loss.`,
        see: ["unrealised-loss"],
      },
      {
        id: "unrealised-loss",
        name: "Unrealised loss",
        text: `What leavers forgo for everything that is late at this moment. It grows in a straight line while
          somebody is late, and is zero again once they have caught up.`,
        see: ["delinquent", "markdown"],
      },
      {
        id: "fee",
        name: "Fee",
        text: `A part of the profit, taken out of what a settlement brings before it vests. Losses and depreciation
          are made up for first; capital that comes back is no profit, and no profit means no fee.`,
      },
    ],
  },
  {
    title: "Leaving",
    terms: [
      {
        id: "instant-exit",
        name: "Instant exit",
        text: `Shares for cash in one transaction, up to the cash that is there and not kept for who waits in the
          queue.`,
        see: ["queue"],
      },
      {
        id: "queue",
        name: "Queue",
        text: "Where requests to leave wait for cash. Those of one epoch are paid alike, the older epoch first.",
        see: ["epoch", "patient"],
      },
      {
        id: "epoch",
        name: "Epoch",
        text: "A week of the queue’s calendar. Until it is over you may take back what you have asked for.",
      },
      {
        id: "patient",
        name: "Patient request",
        text: `The ordinary one: it is paid only while next to nothing is an unrealised loss, and waits for a cure
          otherwise.`,
        see: ["any-price", "unrealised-loss", "cure"],
      },
      {
        id: "any-price",
        name: "Request at any price",
        text: "It is paid in its turn, at the exit price of that moment, whatever that is.",
        see: ["exit-price"],
      },
    ],
  },
  {
    title: "What your money bought",
    terms: [
      {
        id: "cluster",
        name: "Cluster",
        text: "GPUs of one model in one place, with one title on chain.",
        see: ["facility"],
      },
      {
        id: "facility",
        name: "Facility",
        text: "The contract by which the vault finances one cluster: a share of its rent, a loan, or a lease.",
        see: ["revenue-share", "loan", "lease"],
      },
      {
        id: "revenue-share",
        name: "Revenue share",
        text: "The vault owns the hardware and has its part of every rent, after running costs.",
        see: ["waterfall"],
      },
      {
        id: "loan",
        name: "Loan",
        text: "The operator repays what it drew with interest, in level payments; the title is pledged.",
      },
      { id: "lease", name: "Lease", text: "Level payments as of a loan, and a last one that buys the hardware." },
      {
        id: "operator",
        name: "Operator",
        text: "Who runs the GPUs, rents them out, and pays the rent in.",
        see: ["bond"],
      },
      {
        id: "draw",
        name: "Draw",
        text: "The vault’s cash becomes hardware: the operator takes what was approved, at most once for all.",
      },
      {
        id: "depreciation",
        name: "Depreciation",
        text: `What hardware loses each second on its way to its salvage value. It is part of your money coming back
          with the rent, and no income.`,
        see: ["economic-yield", "cash-yield"],
      },
      {
        id: "salvage",
        name: "Salvage value",
        text: "What the hardware is taken to be worth at the end of its useful life.",
      },
      {
        id: "bond",
        name: "Bond",
        text: "The operator’s own money, put up before it draws. It bears a loss first.",
        see: ["realised-loss"],
      },
      { id: "reserve", name: "Reserve", text: "A part of a facility’s rent that is held back for its bad days." },
      {
        id: "covenant",
        name: "Covenant",
        text: `What a loan must keep to: that rent covers its payments, that not too much of the hardware’s worth is
          owed, that machines are rented. Who falls short has cash kept back, then taken.`,
      },
    ],
  },
  {
    title: "Rent, and what is said of it",
    terms: [
      {
        id: "reporter",
        name: "Reporter",
        text: `Somebody independent of the operator who reads meters and invoices, and signs what a cluster did in a
          period, with a stake of its own at risk.`,
        see: ["report", "quorum"],
      },
      {
        id: "report",
        name: "Report",
        text: `One period of one cluster: hours offered and sold, rent, energy, costs, and the root of its evidence.
          It moves no price.`,
        see: ["received"],
      },
      {
        id: "quorum",
        name: "Quorum",
        text: "As many reporters as must sign the very same report: more than two thirds.",
      },
      {
        id: "challenge-window",
        name: "Challenge window",
        text: "The time after a report in which anybody may dispute it, with a bond. Then it is final, for ever.",
        see: ["dispute"],
      },
      {
        id: "dispute",
        name: "Dispute",
        text: `Somebody has put up money on one figure of a report being false. The reporters correct it or defend it;
          if they defend it the arbiter decides. Nothing is settled meanwhile, and whoever lets a deadline pass loses.`,
        see: ["award", "evidence-root"],
      },
      {
        id: "award",
        name: "Award",
        text: "What challengers who were right are paid, out of the stakes of who had signed the report.",
      },
      {
        id: "evidence-root",
        name: "Evidence root",
        text: `One number over all files behind a report. Any of them can be shown to be one of those, and no other
          file can.`,
      },
      {
        id: "received",
        name: "Received",
        text: "Tokens that arrived. Only they are income; what is reported and not paid is a receivable.",
        see: ["receivable"],
      },
      { id: "receivable", name: "Receivable", text: "Reported and not paid: shown, aged, and never in a price." },
      {
        id: "waterfall",
        name: "Waterfall",
        text: `The order in which rent is given out: energy and other running costs, what is owed, the reserve, then
          the rest between vault and operator.`,
      },
      {
        id: "settle",
        name: "Settle",
        text: "Give out what was paid in, up to what the final reports say. Anyone may.",
        see: ["waterfall"],
      },
    ],
  },
  {
    title: "When it goes wrong",
    terms: [
      {
        id: "delinquent",
        name: "Late (delinquent)",
        text: "A facility whose report or payment has not come when it was due, grace included.",
        see: ["markdown", "cure"],
      },
      {
        id: "markdown",
        name: "Markdown",
        text: `What leavers forgo of a late facility: nothing at first, all of it ninety days later, in a straight
          line.`,
        see: ["exit-price"],
      },
      { id: "cure", name: "Cure", text: "The late one has caught up. Leavers are paid in full again." },
      {
        id: "default",
        name: "Default, and resolution",
        text: `Anyone may open the resolution of a facility that stays late: insurance, sales and the bond are paid
          in, and what is missing is booked as a loss.`,
        see: ["realised-loss", "recovery"],
      },
      {
        id: "recovery",
        name: "Recovery",
        text: "Money out of a default that is no rent: insurance, a sale, the bond.",
      },
      {
        id: "realised-loss",
        name: "Realised loss",
        text: `A loss that is booked, once and for all. The operator’s bond bears it first, then the facility’s
          reserve, then what is locked, and the shares the rest.`,
        see: ["bond", "reserve", "locked"],
      },
    ],
  },
  {
    title: "Who may change things",
    terms: [
      {
        id: "governor",
        name: "Governor",
        text: `Who says who finances and who reports, within which bounds, and the fee. Everything it does is announced
          first, and waits longer than an epoch: who wants out before is paid before.`,
        see: ["announced", "epoch"],
      },
      {
        id: "curator",
        name: "Curator",
        text: `Who chooses hardware and terms, marks what GPUs are worth, sells, and closes what went wrong. What it
          does waits, but for losses, which leavers pay for at once.`,
        see: ["announced", "guardian"],
      },
      {
        id: "guardian",
        name: "Guardian",
        text: `Who can stop deposits and draws, veto a report, and cancel what was announced; and can move no money.
          The protocol has one, and each vault.`,
        see: ["announced", "pause"],
      },
      {
        id: "announced",
        name: "Announced change",
        text: `What somebody in office is going to do, in public, until its delay is over. Then it can be carried out
          for a week, by who announced it. Until then it can be cancelled.`,
        see: ["guardian"],
      },
      {
        id: "arbiter",
        name: "Arbiter",
        text: `Who decides a dispute in which the reporters defend their report, before its deadline; silence decides
          for who said that it is false.`,
      },
      { id: "pause", name: "Pause", text: "A stop of deposits and draws. Nobody is kept from leaving by it." },
    ],
  },
  {
    title: "Yields",
    terms: [
      {
        id: "economic-yield",
        name: "Economic yield",
        text: "What a share is worth more after a while, with the hardware’s loss of value deducted.",
      },
      {
        id: "cash-yield",
        name: "Cash yield",
        text: `What came in. Most of the difference to the economic yield is your own money coming back as the
          hardware depreciates.`,
        see: ["depreciation"],
      },
    ],
  },
];
