import { z } from "zod";
import { ROUTES, type Answered, type Asked, type RouteName } from "./routes.ts";
import { problem } from "./schemas/service.ts";

/** Why the index gave no answer: its own words, or what stood in the way. */
export class IndexError extends Error {
  override readonly name = "IndexError";

  constructor(
    message: string,
    readonly next: string,
    readonly status: number | undefined, // of HTTP; none where nobody answered
  ) {
    super(message);
  }
}

export type IndexClientOptions = {
  /** Milliseconds for one answer; 10,000 unless told. */
  readonly timeout?: number;
};

/**
 * Reads an index over HTTP. What it answers is checked against the same schemas that the index answers by.
 *
 * @example
 * const index = new IndexClient("http://127.0.0.1:42069");
 * const { vaults } = await index.read("vaults", {});
 */
export class IndexClient {
  private readonly base: string;

  constructor(
    address: string,
    private readonly options: IndexClientOptions = {},
  ) {
    this.base = address.replace(/\/+$/, "");
  }

  /** Asks one route. Throws an `IndexError` where there is no answer, or one that is not understood. */
  async read<Name extends RouteName>(route: Name, asked: Asked<Name>): Promise<Answered<Name>> {
    const response = await this.fetch(`${this.base}${pathOf(route, asked as Record<string, string>)}`);
    const body: unknown = await response.json().catch(() => undefined);
    if (!response.ok) {
      const told = problem.safeParse(body);
      const { error, next } = told.data ?? { error: `status ${response.status}`, next: "Try again." };
      throw new IndexError(error, next, response.status);
    }
    const decoded = z.safeDecode(ROUTES[route].answer as z.ZodType, body);
    if (decoded.success) return decoded.data as Answered<Name>;
    const [issue] = decoded.error.issues;
    throw new IndexError(
      `The index at ${this.base} answers what is not understood: ${issue?.path.join(".")} ${issue?.message}`,
      "Use a client and an index of the same version.",
      response.status,
    );
  }

  private async fetch(url: string): Promise<Response> {
    try {
      return await fetch(url, { signal: AbortSignal.timeout(this.options.timeout ?? 10_000) });
    } catch {
      throw new IndexError(`No index answers at ${this.base}.`, "Start it with npm run index.", undefined);
    }
  }
}

function pathOf(route: RouteName, asked: Readonly<Record<string, string | undefined>>): string {
  const rest = new URLSearchParams();
  let { path }: { path: string } = ROUTES[route];
  for (const [name, value] of Object.entries(asked)) {
    if (value === undefined) continue;
    if (path.includes(`:${name}`)) path = path.replace(`:${name}`, encodeURIComponent(value));
    else rest.set(name, value);
  }
  const query = rest.toString();
  return query === "" ? path : `${path}?${query}`;
}
