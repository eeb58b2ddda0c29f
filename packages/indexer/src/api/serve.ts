import type { Context, Hono } from "hono";
import { z } from "zod";
import { readTarget } from "../../target.ts";
import { ROUTES, type Answered, type RouteName } from "../../client/routes.ts";
import { readAsOf, type AsOf } from "./asOf.ts";
import { Problem } from "./problem.ts";

type Route<Name extends RouteName> = (typeof ROUTES)[Name];

/** What a request asks, checked. */
export type Question<Name extends RouteName> = z.output<Route<Name>["parameters"]> & z.output<Route<Name>["query"]>;

/** What a route answers, but for what every answer has. */
export type Answer<Name extends RouteName> = Omit<Answered<Name>, "asOf" | "protocol">;

const { chainId, genesis, directory } = readTarget();
const protocol = { chainId, genesis, directory };

/** Answers a route by its schemas: what does not fit them is refused on both sides. */
export function serve<Name extends RouteName>(
  app: Hono,
  name: Name,
  answer: (question: Question<Name>, asOf: AsOf) => Promise<Answer<Name>>,
): void {
  const { path, parameters, query, answer: schema } = ROUTES[name];
  app.get(path, async (context) => {
    try {
      const question = {
        ...read(parameters, context.req.param()),
        ...read(query, context.req.query()),
      } as Question<Name>;
      const asOf = await readAsOf();
      const found = { asOf, protocol, ...(await answer(question, asOf)) };
      return context.json(z.encode(schema as z.ZodType, found) as object);
    } catch (error) {
      return refuse(context, error);
    }
  });
}

function read(schema: z.ZodObject, given: Readonly<Record<string, string>>): Record<string, unknown> {
  const parsed = z.strictObject(schema.shape).safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join(".") ?? "";
  throw new Problem(
    400,
    `The request is not understood: ${where === "" ? "" : `${where}: `}${issue?.message ?? "unreadable"}.`,
    "/v1/openapi.json says what may be asked.",
  );
}

function refuse(context: Context, error: unknown): Response {
  if (error instanceof Problem) return context.json({ error: error.message, next: error.next }, error.status);
  throw error;
}

/** How many rows a page may have. */
export function pageOf(limit: string | undefined): number {
  return Math.min(Number(limit ?? 100), 1_000);
}
