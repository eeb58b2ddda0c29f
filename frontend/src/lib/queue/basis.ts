/** Positions of `Basis`: what a date of the queue's rests on. */
export const BASIS = { cashThere: 0, rentOwed: 1, newCash: 2, hardwareResolved: 3, cure: 4 } as const;
