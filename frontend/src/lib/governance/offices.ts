import { roleId } from "@gpu-yield-vaults/sdk/roles";

/** An office that people hold, what its holder may do, and what watches it. */
export type OfficeView = {
  id: "governor" | "registrar" | "guardian" | "arbiter" | "curator" | "vaultGuardian";
  name: string;
  /** What it is in the glossary. */
  term: "governor" | "curator" | "guardian" | "arbiter";
  /** Role whose members hold it. */
  role: bigint;
  may: string;
  /** What a holder with bad intent takes, freezes or misleads at worst. */
  atWorst: string;
  stoppedBy: string;
};

/** Who is in office: for the protocol, and for the vault of a number. */
export function officesOf(vault: number): readonly OfficeView[] {
  return [
    {
      id: "governor",
      name: "Governor",
      term: "governor",
      role: roleId("governor"),
      may:
        "Say who finances and who reports, within which bounds and timings; set fee, cap and limits of draws; list " +
        "and retire vaults; give and take roles.",
      atWorst: "All cash, by letting a contract post values that lies. Not what closed epochs were paid.",
      stoppedBy: "The protocol’s guardian cancels what waits. Who asks to leave in time is paid before it happens.",
    },
    {
      id: "registrar",
      name: "Registrar",
      term: "curator",
      role: roleId("registrar"),
      may: "Issue titles of clusters, for all vaults.",
      atWorst: "A title of machines that are not there. Nothing is drawn for it unless a curator approves it, too.",
      stoppedBy: "The protocol’s guardian cancels what waits.",
    },
    {
      id: "guardian",
      name: "Guardian of the protocol",
      term: "guardian",
      role: roleId("guardian"),
      may:
        "Void a report once a period, stop an award out of stakes, and cancel what governor and registrar have " +
        "announced, but not its own removal.",
      atWorst: "Makes periods final days later, and freezes what is announced. No exit and no settlement.",
      stoppedBy: "The governor removes it after its delay; nobody else cancels that.",
    },
    {
      id: "arbiter",
      name: "Arbiter",
      term: "arbiter",
      role: roleId("arbiter"),
      may: "Decide a dispute in which the reporters defended their report, and void a report a second time.",
      atWorst: "Lets a false report stand for its challengers’ bonds, or voids a true one twice. Moves no price.",
      stoppedBy: "The guardian’s veto, while the report’s own window runs. Silence decides for the challenger.",
    },
    {
      id: "curator",
      name: "Curator of this vault",
      term: "curator",
      role: roleId("curator", vault),
      may:
        "Approve facilities, offer capital and hardware, mark GPUs, open and close workouts, announce losses, and " +
        "end a pause.",
      atWorst:
        "Sells hardware for nothing, books losses early or late; with an operator, as much of the NAV as the limits " +
        "of draws let go to it.",
      stoppedBy: "The vault’s guardian cancels what waits, takes offers back, lowers approvals and limits, and pauses.",
    },
    {
      id: "vaultGuardian",
      name: "Guardian of this vault",
      term: "guardian",
      role: roleId("guardian", vault),
      may:
        "Only reduce risk: stop deposits and draws, lower approvals, marks and limits, take losses and offers back, " +
        "and cancel what the curator has announced.",
      atWorst: "Freezes deposits, draws and what is announced. No exit and no settlement.",
      stoppedBy: "The governor removes it after its delay.",
    },
  ];
}
