/** Where a node is asked, without anything that is nobody's business. */
export type Endpoint = {
  readonly url: string; // without credentials: `fetch` refuses an address that has some
  readonly headers: Readonly<Record<string, string>>;
  readonly shown: string; // scheme and host; keys stand in paths and queries
  /** Takes out of a node's words what its address keeps secret. */
  readonly hush: (words: string) => string;
};

/** Shorter parts of a path are no keys: `v2`, `rpc`, `mainnet`. */
const SHORTEST_KEY = 12;

export function endpointOf(address: string): Endpoint {
  const url = new URL(address);
  const { username, password } = url;
  const secrets = [
    ...[username, password].map(decodeURIComponent),
    ...url.searchParams.values(),
    ...url.pathname.split("/").filter((part) => part.length >= SHORTEST_KEY),
  ].filter((secret) => secret !== "");
  url.username = url.password = "";
  const hasMore = url.pathname.length > 1 || url.search !== "";
  const shown = `${url.origin}${hasMore ? "/…" : ""}`;
  return {
    url: url.href,
    headers: {
      "content-type": "application/json",
      ...(username || password ? { authorization: `Basic ${base64(`${username}:${password}`)}` } : {}),
    },
    shown,
    hush: (words) =>
      secrets.reduce(
        (text, secret) => text.replaceAll(secret, "…"),
        words.replaceAll(address, shown).replaceAll(url.href, shown),
      ),
  };
}

const base64 = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(decodeURIComponent(text))));
