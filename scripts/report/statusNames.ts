/** The oracle's report statuses, in the order of its enumeration. */
export const ReportStatusName = ["none", "missed", "pending", "challenged", "disputed", "void", "final"] as const;
