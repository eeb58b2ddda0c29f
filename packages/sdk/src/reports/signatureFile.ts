/** Signatures as files, and as wallets write them. */

import {
  compactSignatureToSignature,
  getAddress,
  parseCompactSignature,
  recoverAddress,
  serializeSignature,
  type Address,
  type Hex,
} from "viem";
import { address, hex, object, parse, requireKeys, show, withoutMark } from "./fields.ts";
import { ReportFileError } from "./ReportFileError.ts";
import type { Statement } from "./report.ts";
import type { ReportSignature } from "./sign.ts";
import { digestOf } from "./typedData.ts";

const SIGNATURE_FORMAT = "gpu-yield-vaults/signature/1";

/** A signature as a file of its own. */
export function showSignature(statement: Statement, { signer, signature }: ReportSignature): string {
  return show({ format: SIGNATURE_FORMAT, digest: digestOf(statement), signer, signature });
}

/**
 * Reads a signature of a statement: a file of `showSignature`; a key's by itself, as wallets give it; or
 * `0xACCOUNT:0xSIGNATURE` of an account that is a contract, as a Safe. A signature of something else is refused.
 */
export async function readSignature(text: string, statement: Statement): Promise<ReportSignature> {
  const plain = withoutMark(text).trim();
  const digest = digestOf(statement);
  const [, account, bytes] = /^(?:(0x[0-9a-f]{40}):)?(0x(?:[0-9a-f]{2})+)$/i.exec(plain) ?? [];
  if (account !== undefined && bytes !== undefined) {
    return { signer: getAddress(account.toLowerCase()), signature: hex(bytes, "the signature") };
  }
  if (bytes !== undefined) {
    const signature = ofKey(hex(bytes, "the signature"));
    return { signer: await recovered(digest, signature), signature };
  }
  const content = object(parse(plain), "it");
  if (content.format !== SIGNATURE_FORMAT) throw new ReportFileError(`format is not ${SIGNATURE_FORMAT}`);
  requireKeys(content, ["format", "digest", "signer", "signature"]);
  const signed = hex(content.digest, "digest", 32);
  if (signed !== digest) {
    throw new ReportFileError("it signs another report", [`it signs ${signed}`, `this is ${digest}`]);
  }
  return { signer: address(content.signer, "signer"), signature: hex(content.signature, "signature") };
}

/** As the quorum wants it: 65 bytes that end with 27 or 28, whichever way the wallet has written them. */
function ofKey(signature: Hex): Hex {
  if (signature.length === 130)
    return serializeSignature(compactSignatureToSignature(parseCompactSignature(signature)));
  if (signature.length !== 132)
    throw new ReportFileError(
      "a key's signature is 65 bytes; a contract's needs its account in front, 0xACCOUNT:0xSIGNATURE",
    );
  const parity = Number.parseInt(signature.slice(130), 16);
  return parity > 1 ? signature : (`${signature.slice(0, 130)}${(parity + 27).toString(16)}` as Hex);
}

async function recovered(hash: Hex, signature: Hex): Promise<Address> {
  try {
    return await recoverAddress({ hash, signature });
  } catch {
    throw new ReportFileError("it is no signature of any key");
  }
}
