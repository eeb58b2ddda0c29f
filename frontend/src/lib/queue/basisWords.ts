import { BASIS } from "./basis";

/** What a date rests on, in a sentence. `isClosed`: the epoch of the request is over, and its settlement is awaited. */
export function basisWords(basis: number, isClosed = false): string {
  const when = isClosed ? "At the next settlement, which anyone may call" : "The end of your epoch";
  switch (basis) {
    case BASIS.cashThere:
      return `${when}, if the cash there now stays: it pays everybody up to and with you.`;
    case BASIS.rentOwed:
      return isClosed
        ? "When the rent that is owed has come in: the cash there does not reach as far as you."
        : `${when}, if the rent that is owed has come in by then.`;
    case BASIS.newCash:
      return isClosed
        ? "When new rent has come in: cash and owed rent do not reach as far as you."
        : `${when}, if new rent comes in by then: cash and owed rent do not reach as far as you.`;
    case BASIS.hardwareResolved:
      return (
        "When all hardware has reached the end of its life or its resolution is over, if nothing is " +
        "paid out before."
      );
    case BASIS.cure:
      return "Nobody knows: too much is unrealised for who is patient. It takes a cure, or the end of the workouts.";
    default:
      return "This app does not know what this date rests on.";
  }
}
