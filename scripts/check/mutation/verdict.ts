export type Outcome = "killed" | "survived" | "does not compile" | "no verdict";

export type Verdict = { readonly outcome: Outcome; readonly why: string };

/** What one of Hardhat's runners says, in short. */
export function judge(output: string): Verdict {
  const failed = /^ +\d+\) (.+)/m.exec(output)?.[1];
  if (/^ +\d+ failing/m.test(output) && failed !== undefined) {
    const why = /Error: (.*)/.exec(output)?.[1] ?? "";
    return { outcome: "killed", why: `${failed.replace(/\s*\(.*/, "")}, ${why.slice(0, 110)}` };
  }
  if (/^ +\d+ passing/m.test(output)) return { outcome: "survived", why: "" };
  const complaint = /^.*?((?:Type|Declaration|Parser|Compiler|Syntax)?Error: .*)$/m.exec(output)?.[1];
  if (output.includes("Compilation failed"))
    return { outcome: "does not compile", why: (complaint ?? "").slice(0, 110) };
  return { outcome: "no verdict", why: output.trim().split("\n").slice(-3).join(" / ") };
}
