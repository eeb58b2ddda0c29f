import {
  buildReport,
  checkBounds,
  expectReport,
  NotPendingError,
  type BoundCheck,
  type RevenueReport,
} from "@gpu-yield-vaults/sdk/reports";
import type { Address } from "viem";
import type { ReadContext } from "../chain/client";
import { FlowError } from "../errors/explain";

/** The bounds of a report that somebody else has built: of the next period, or of one that is put right. */
export async function boundsOf(
  { client }: ReadContext,
  oracle: Address,
  report: RevenueReport,
): Promise<readonly BoundCheck[]> {
  const { cluster, period } = report;
  const next = await expectReport(client, oracle, { cluster });
  const expected =
    next.period === period ? next : await ofPending(() => expectReport(client, oracle, { cluster, pending: period }));
  const { installed } = await buildReport(client, expected, report, report.evidenceRoot);
  return checkBounds(report, installed, expected.limits);
}

/** A period that is neither the next nor pending can't be reported. */
export async function ofPending<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof NotPendingError)) throw error;
    throw new FlowError(error.message, "Only the next period, or one that is pending, can be reported.");
  }
}
