import ts from "typescript";

/** How a line is broken, where it stands in the syntax tree. */
export type Operator =
  /** `<` and `<=`, `>` and `>=` change places, `===` and `!==` too. */
  | "compare"
  /** `+` and `-` change places, `*` and `/` too. */
  | "reckon"
  /** A condition, or what is negated, becomes its opposite. */
  | "negate"
  /** A number becomes one more. */
  | "count"
  /** `&&` and `||` change places. */
  | "join";

/** A place: the nth one, from 0, that an operator finds inside what has a name; in the whole file without a name. */
export type Place = { readonly within?: string; readonly operator: Operator; readonly nth: number };

const { SyntaxKind: Kind } = ts;

const COMPARED: Readonly<Partial<Record<ts.SyntaxKind, string>>> = {
  [Kind.LessThanToken]: "<=",
  [Kind.LessThanEqualsToken]: "<",
  [Kind.GreaterThanToken]: ">=",
  [Kind.GreaterThanEqualsToken]: ">",
  [Kind.EqualsEqualsEqualsToken]: "!==",
  [Kind.ExclamationEqualsEqualsToken]: "===",
};
const RECKONED: Readonly<Partial<Record<ts.SyntaxKind, string>>> = {
  [Kind.PlusToken]: "-",
  [Kind.MinusToken]: "+",
  [Kind.AsteriskToken]: "/",
  [Kind.SlashToken]: "*",
};
const JOINED: Readonly<Partial<Record<ts.SyntaxKind, string>>> = {
  [Kind.AmpersandAmpersandToken]: "||",
  [Kind.BarBarToken]: "&&",
};

type Edit = { readonly from: number; readonly to: number; readonly text: string };

/** The source with one line broken; undefined where there is no such place. */
export function breakLine(source: string, { within, operator, nth }: Place): string | undefined {
  const file = ts.createSourceFile("x.ts", source, ts.ScriptTarget.Latest, true);
  const scope = within === undefined ? file : named(file, within);
  const edit = scope && editsIn(scope, operator)[nth];
  return edit && source.slice(0, edit.from) + edit.text + source.slice(edit.to);
}

/** The function, method, or constant of this name. */
function named(node: ts.Node, name: string): ts.Node | undefined {
  const isOne = ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isVariableDeclaration(node);
  if (isOne && node.name?.getText() === name) return node;
  return ts.forEachChild(node, (child) => named(child, name));
}

function editsIn(scope: ts.Node, operator: Operator): readonly Edit[] {
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    const edit = OPERATORS[operator](node);
    if (edit) edits.push(edit);
    ts.forEachChild(node, visit);
  };
  visit(scope);
  return edits;
}

const OPERATORS: Readonly<Record<Operator, (node: ts.Node) => Edit | undefined>> = {
  compare: (node) => swapped(node, COMPARED),
  reckon: (node) => swapped(node, RECKONED),
  join: (node) => swapped(node, JOINED),
  negate(node) {
    if (ts.isPrefixUnaryExpression(node) && node.operator === Kind.ExclamationToken) {
      return { from: node.getStart(), to: node.operand.getStart(), text: "" };
    }
    const condition = ts.isIfStatement(node)
      ? node.expression
      : ts.isConditionalExpression(node)
        ? node.condition
        : null;
    return condition === null
      ? undefined
      : { from: condition.getStart(), to: condition.getEnd(), text: `!(${condition.getText()})` };
  },
  count(node) {
    if (!ts.isNumericLiteral(node) && !ts.isBigIntLiteral(node)) return undefined;
    return {
      from: node.getStart(),
      to: node.getEnd(),
      text: `(${node.getText()} + 1${ts.isBigIntLiteral(node) ? "n" : ""})`,
    };
  },
};

function swapped(node: ts.Node, table: Readonly<Partial<Record<ts.SyntaxKind, string>>>): Edit | undefined {
  if (!ts.isBinaryExpression(node)) return undefined;
  const { operatorToken } = node;
  const text = table[operatorToken.kind];
  return text === undefined ? undefined : { from: operatorToken.getStart(), to: operatorToken.getEnd(), text };
}
