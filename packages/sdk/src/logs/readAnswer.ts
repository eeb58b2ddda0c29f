/** One answer of JSON-RPC, as it came. */
export type Item = {
  id?: unknown;
  result?: unknown;
  error?: { code: number; message: string; data?: unknown } | undefined;
};

/** The answers in a text; `undefined` where it is something else. */
export function readItems(text: string): Item[] | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  const items: unknown[] = Array.isArray(body) ? body : [body];
  const read = items.map(readItem).filter((item) => item !== undefined);
  return read.length === items.length ? read : undefined;
}

function readItem(item: unknown): Item | undefined {
  if (typeof item !== "object" || item === null) return undefined;
  if (!("error" in item) || item.error === null || item.error === undefined) {
    return "result" in item ? { ...item, error: undefined } : undefined;
  }
  const { error } = item;
  if (typeof error === "string") return { ...item, error: { code: 0, message: error } };
  const { code = 0, message, data } = error as { code?: number; message?: string; data?: unknown };
  return { ...item, error: { code, message: message ?? JSON.stringify(error), data } };
}

/** The words of a page, without its markup. */
export const plainWords = (text: string): string =>
  text
    .replace(/<(script|style)[^]*?<\/\1>/gi, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

/** What `fetch` knows of a failure; Node keeps the reason one step further down. */
export function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  const inner: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  const reason = inner instanceof Error && inner.message ? inner : error;
  return reason instanceof Error ? reason.message : String(reason);
}
