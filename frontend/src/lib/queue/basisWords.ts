import { BASIS } from "../chain/readForecast";

/** What a date of the forecast rests on, in a sentence. */
export function basisWords(basis: number): string {
  switch (basis) {
    case BASIS.cashThere:
      return "The end of your epoch, if the cash there now stays: it pays everybody up to and with you.";
    case BASIS.rentOwed:
      return "The end of your epoch, if the rent that is owed has come in by then.";
    case BASIS.newCash:
      return "The end of your epoch, if new rent comes in by then: cash and owed rent do not reach as far as you.";
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
