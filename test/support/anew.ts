let count = 0;

/** A name that no deployment of this run has had: fixtures share chains, and each begins with nothing deployed. */
export const anew = (): string => `deployment ${++count} of the tests`;
