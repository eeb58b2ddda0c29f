/** Milliseconds between two looks. */
const EVERY = 500;

/** Whoever started this process may be killed, and then cannot end it: nobody would be left to serve its node. */
export function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, EVERY).unref();
}
