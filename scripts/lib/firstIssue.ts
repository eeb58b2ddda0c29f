import type { z } from "zod";

/** The first thing zod found wrong, as one sentence with the path to it. */
export function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  if (!issue) return "invalid";
  const path = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys") {
    const keys = issue.keys.map((key) => JSON.stringify(key)).join(", ");
    return `unknown key ${keys}${path ? ` in ${path}` : ""}`;
  }
  return path ? `${path}: ${issue.message}` : issue.message;
}
