// What the NatSpec of contracts/interfaces/ has to say. The compiler reads it: what it attaches to a declaration
// counts.

import solc from "solc";
import { z } from "zod";

/** What a file leaves unsaid, and where. */
export type Gap = { readonly file: string; readonly line: number; readonly rule: string };

/**
 * How the notice of a function that changes anything opens: with who may call it, a condition if there is one, and a
 * colon.
 */
export const CALLERS = [
  // roles of the authority
  "Governor, with its delay",
  "Curator, with its delay",
  "Registrar, with its delay",
  "Guardian",
  "Arbiter",
  "Originators",
  "Tighteners",
  "Announcers",
  "Cancellers",
  "Contradictions only",
  "Disputes only",
  "Slashers only",
  "Custodians only",
  "Draw limits only",
  // contracts that a contract knows for life
  "Manager only",
  "Oracle only",
  "Draw escrow only",
  "Origination only",
  "Queue only",
  "Workouts only",
  "Losses only",
  "Sources only",
  // whom the accounts name
  "Admitted operators only",
  "Bidder",
  "Controller",
  "Operator",
  "Owner",
  "Title holder only",
  "Itself only", // a step that is undone by itself
  "Anyone",
  "Nobody",
] as const;

export type Caller = (typeof CALLERS)[number];

const ParametersSchema = z.object({ parameters: z.array(z.object({ name: z.string() })) });
const DeclarationSchema = z.object({
  nodeType: z.string(),
  name: z.string().optional(),
  src: z.string(),
  documentation: z.object({ text: z.string() }).nullish(),
  stateMutability: z.string().optional(),
  parameters: ParametersSchema.optional(),
  returnParameters: ParametersSchema.optional(),
});
const TopLevelSchema = DeclarationSchema.extend({ nodes: z.array(DeclarationSchema).default([]) });
const OutputSchema = z.object({
  errors: z.array(z.object({ formattedMessage: z.string() })).default([]),
  sources: z.record(z.string(), z.object({ ast: z.object({ nodes: z.array(TopLevelSchema) }) })).default({}),
});

type Declaration = z.infer<typeof DeclarationSchema>;

/** Words that stand behind a tag: `@notice` also where no tag is written, as the compiler has it. */
type Docs = { readonly notice: string; readonly params: readonly string[]; readonly returns: readonly string[] };

/** Kinds of declarations that need a sentence, by the compiler's names for them. */
const SPEAKING: Readonly<Record<string, string>> = {
  ContractDefinition: "interface",
  EnumDefinition: "enum",
  ErrorDefinition: "error",
  EventDefinition: "event",
  FunctionDefinition: "function",
  StructDefinition: "struct",
};

/** Everything that the source of one interface file leaves unsaid, from the top down. */
export function gapsIn(file: string, source: string): Gap[] {
  const bytes = Buffer.from(source);
  const lineOf = ({ src }: Declaration): number =>
    bytes.subarray(0, Number.parseInt(src)).toString().split("\n").length;
  return declarationsIn(source).flatMap((node) =>
    rulesBrokenBy(node).map((rule) => ({ file, line: lineOf(node), rule })),
  );
}

/** Who may call each function of a file that changes anything, as its notice says; undefined where it does not. */
export function callersIn(source: string): Map<string, Caller | undefined> {
  const functions = declarationsIn(source).filter((node) => changesAnything(node));
  return new Map(functions.map(({ name = "", documentation }) => [name, callerOf(docsOf(documentation?.text))]));
}

function declarationsIn(source: string): Declaration[] {
  const input = {
    language: "Solidity",
    sources: { file: { content: source } },
    settings: { stopAfter: "parsing", outputSelection: { "*": { "": ["ast"] } } },
  };
  const compile = solc.compile as (input: string) => string;
  const { errors, sources } = OutputSchema.parse(JSON.parse(compile(JSON.stringify(input))));
  const nodes = sources.file?.ast.nodes;
  if (nodes === undefined) throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join("\n"));
  return nodes.flatMap((node) => [node, ...node.nodes]).filter(({ nodeType }) => nodeType in SPEAKING);
}

function rulesBrokenBy(node: Declaration): string[] {
  const { nodeType, name = "", documentation, parameters, returnParameters } = node;
  const what = `${SPEAKING[nodeType] ?? nodeType} ${name}`;
  const docs = docsOf(documentation?.text);
  const rules = isSentence(docs.notice) ? [] : [`${what} has no sentence that says what it is`];
  if (nodeType !== "FunctionDefinition") return rules;

  const params = parameters?.parameters.map((parameter) => parameter.name) ?? [];
  const returns = returnParameters?.parameters.map((parameter) => parameter.name) ?? [];
  for (const param of params) {
    if (!isDescribed(param, docs.params)) rules.push(`${what} says nothing of its @param ${param}`);
  }
  returns.forEach((value, i) => {
    const said = value === "" ? docs.returns[i] : isDescribed(value, docs.returns);
    if (!said) rules.push(`${what} says nothing of its @return ${value || `${i + 1} of ${returns.length}`}`);
  });
  if (changesAnything(node) && docs.notice !== "" && callerOf(docs) === undefined) {
    rules.push(`${what} does not open with who may call it ("Anyone: …", "Guardian: …")`);
  }
  return rules;
}

function changesAnything({ nodeType, stateMutability = "" }: Declaration): boolean {
  return nodeType === "FunctionDefinition" && !["view", "pure"].includes(stateMutability);
}

function docsOf(text = ""): Docs {
  const tags = text
    .split(/(?:^|\n)\s*(?=@)/)
    .map((part) => part.trim().replaceAll(/\s+/g, " "))
    .map((part) => (part.startsWith("@") ? part : `@notice ${part}`));
  const of = (tag: string): string[] =>
    tags.filter((part) => part.startsWith(`@${tag} `)).map((part) => part.slice(tag.length + 2).trim());
  return { notice: of("notice").join(" ").trim(), params: of("param"), returns: of("return") };
}

/** A name and something behind it. */
function isDescribed(name: string, lines: readonly string[]): boolean {
  return lines.some((line) => line.startsWith(`${name} `));
}

function isSentence(text: string): boolean {
  return /^\S+ .*[.]$/.test(text);
}

function callerOf({ notice }: Docs): Caller | undefined {
  const opening = /^([^:.]+): /.exec(notice)?.[1];
  return CALLERS.find((caller) => opening !== undefined && new RegExp(`^${caller}\\b`).test(opening));
}
