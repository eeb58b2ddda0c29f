import { useFlow } from "@/hooks/useFlow";
import { useProtocol } from "@/hooks/useProtocol";
import { FACILITY_STATUS, type FacilityView } from "@/lib/chain/readFacilities";
import type { Token } from "@/lib/chain/readTokens";
import type { WorkoutView } from "@/lib/chain/readWorkout";
import { bookLossFlow } from "@/lib/flows/bookLossFlow";
import { formatAmount } from "@/lib/format/amount";
import { formatDateTime, formatFromNow } from "@/lib/format/time";
import type { ClusterHistory } from "@/lib/history/periods";
import { ActButton } from "../shell/ActButton";
import { Notice } from "../ui/Notice";

type DelinquencyNoticeProps = {
  facility: FacilityView;
  history?: ClusterHistory;
  asset: Token;
  now: number;
};

/** A facility that is delinquent, in resolution, or has been cured: since when, until when, and what ends it. */
export function DelinquencyNotice({ facility, history, asset, now }: DelinquencyNoticeProps) {
  const { status, delinquentSince, markedDownAt, workout, workoutSince, exitValue, value } = facility;
  const money = (units: bigint): string => `${formatAmount(units, asset.decimals)} ${asset.symbol}`;
  if (status === FACILITY_STATUS.resolving) {
    return (
      <Notice
        tone="bad"
        className="mt-4"
        title={`In resolution since ${formatDateTime(workoutSince)}`}
        testId="resolving"
      >
        It counts as delinquent until the resolution is closed: recoveries come in, the title leaves, and what is
        missing then is a loss, borne by the bond first. {workout && saleWords(workout, money, now)}
      </Notice>
    );
  }
  if (workout && workout.marked > 0n) {
    return (
      <Notice
        tone="bad"
        className="mt-4"
        title="A loss is announced"
        testId="announced"
        action={
          workout.bookableFrom !== 0 &&
          now >= workout.bookableFrom && <BookButton facility={facility} asset={asset} marked={workout.marked} />
        }
      >
        Leavers are paid {money(exitValue)} for it instead of {money(value)}: it counts as lost from the announcement
        on. {announcedWords(workout, money, now)}
      </Notice>
    );
  }
  if (workout && workout.claimed > 0n) {
    return (
      <Notice tone="bad" className="mt-4" title={`${money(workout.claimed)} of its losses is claimed`} testId="claimed">
        It counts as delinquent, where deposits are concerned, until it is recovered or{" "}
        {formatDateTime(workout.countsUntil)}: what still comes in belongs to who bore the loss.
      </Notice>
    );
  }
  if (delinquentSince > 0) {
    return (
      <Notice
        tone="bad"
        className="mt-4"
        title={`Delinquent since ${formatDateTime(delinquentSince)}`}
        testId="facility-delinquent"
      >
        Leavers are paid {money(exitValue)} for it instead of {money(value)}.{" "}
        {now < markedDownAt
          ? `That is marked down to nothing by ${formatDateTime(markedDownAt)}, ${formatFromNow(markedDownAt, now)}. `
          : "It is marked down to nothing: anyone may open its resolution. "}
        {facility.debt
          ? "It is cured when every payment past its grace has been made, by repaying or out of settled rent."
          : "It is cured when every period that is over has been reported, its rent paid in, and both settled."}
      </Notice>
    );
  }
  const last = history?.delinquencies.at(-1);
  return last ? (
    <Notice className="mt-4" title="Cured" testId="cured">
      It was delinquent from {formatDateTime(last.since)} to {formatDateTime(last.curedAt)}. What it paid then counts
      with what is delinquent, for deposits, until it has vested.
    </Notice>
  ) : null;
}

/** Anyone books what was announced. */
function BookButton({
  facility,
  asset,
  marked,
}: Pick<DelinquencyNoticeProps, "facility" | "asset"> & { marked: bigint }) {
  const { workouts, losses } = useProtocol().deployment.contracts;
  const startFlow = useFlow();
  const { cluster, name: clusterName } = facility;
  return (
    <ActButton
      look="secondary"
      onAct={() => startFlow(bookLossFlow({ workouts, losses, asset, cluster, clusterName, marked }))}
    >
      Book the loss
    </ActButton>
  );
}

/** What becomes of an announced loss. */
function announcedWords(
  { price, offeredUntil, bookableFrom }: WorkoutView,
  money: (units: bigint) => string,
  now: number,
): string {
  if (bookableFrom === 0) {
    return price === undefined
      ? "Its offer is over: anyone may withdraw it."
      : `It is offered for ${money(price)} until ${formatDateTime(offeredUntil)}.`;
  }
  return now < bookableFrom
    ? `Curator or guardian may take it back until ${formatDateTime(bookableFrom)}; then anyone may book it.`
    : "Anyone may book it now.";
}

/** How the title leaves, and when anyone may see to it. */
function saleWords(
  { sellFrom, auctionEndsAt, price, owed }: WorkoutView,
  money: (units: bigint) => string,
  now: number,
): string {
  const redeemed = owed > 0n ? ` Whoever pays ${money(owed)} gives it back to its borrower.` : "";
  if (auctionEndsAt > 0) {
    return now < auctionEndsAt
      ? `Anyone buys it now for ${money(price ?? 0n)}, which falls to nothing by ` +
          `${formatDateTime(auctionEndsAt)}.${redeemed}`
      : `Nobody has bought it: anyone takes it for nothing, or burns it.${redeemed}`;
  }
  const offered = price === undefined ? "" : `It is offered for ${money(price)}. `;
  const auction =
    now < sellFrom
      ? `From ${formatDateTime(sellFrom)} on anyone may start selling it at a falling price.`
      : "Anyone may start selling it at a falling price.";
  return `${offered}${auction}${redeemed}`;
}
