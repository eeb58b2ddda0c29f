import { isA } from "../syntax.ts";
import { replace, type Operator } from "./operator.ts";

/** A function is open to whoever its modifier keeps out. A constructor's are the contracts below. */
export const open: Operator = (node, { member }) =>
  isA(node, "ModifierInvocation") && isA(member.node, "FunctionDefinition") && !member.node.isConstructor
    ? [replace(node, "")]
    : [];
