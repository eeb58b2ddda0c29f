import { z } from "zod";
import { ROUTES } from "./routes.ts";
import { problem } from "./schemas/service.ts";

/** The routes as OpenAPI has them, made from the schemas that both sides check by. */
export function openApi(): Record<string, unknown> {
  const problems = {
    description: "What went wrong, and what to do.",
    content: { "application/json": { schema: { $ref: "#/components/schemas/Problem" } } },
  };
  const paths = Object.entries(ROUTES).map(([operationId, { path, what, parameters, query, answer }]) => [
    path.replace(/:(\w+)/g, "{$1}"),
    {
      get: {
        operationId,
        summary: what,
        parameters: [...parametersOf(parameters, "path"), ...parametersOf(query, "query")],
        responses: {
          200: { description: "The answer, and as of which block.", ...json(answer) },
          400: problems,
          404: problems,
          503: problems,
        },
      },
    },
  ]);
  return {
    openapi: "3.1.0",
    info: {
      title: "Index of GPU yield vaults",
      version: "1.0.0",
      description:
        "Amounts are in base units of the vault's token, shares in share units, both as decimal text; times are unix " +
        "seconds; addresses are in small letters.",
    },
    paths: Object.fromEntries(paths) as unknown,
    components: { schemas: { Problem: schemaOf(problem) } },
  };
}

/** What is on the wire. */
function schemaOf(schema: z.ZodType): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  if ($schema !== "https://json-schema.org/draft/2020-12/schema") throw new Error("OpenAPI 3.1 speaks another schema");
  return JSON.parse(JSON.stringify(rest)) as Record<string, unknown>;
}

const json = (schema: z.ZodType) => ({ content: { "application/json": { schema: schemaOf(schema) } } });

function parametersOf(schema: z.ZodObject, place: "path" | "query") {
  return Object.entries(schema.shape).map(([name, one]) => {
    const { description, ...rest } = schemaOf(one as z.ZodType);
    const required = place === "path" || !(one as z.ZodType).safeParse(undefined).success;
    return { name, in: place, required, ...(description !== undefined && { description }), schema: rest };
  });
}
