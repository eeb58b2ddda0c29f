import type { Answered, Asked, IndexClient, RouteName } from "@gpu-yield-vaults/indexer/client";
import { isAddressEqual } from "viem";
import type { PastHead } from "../history/LogSource";
import type { Deployment } from "../config/deployment";

/** What the index said when it was last asked. */
export type IndexState =
  | { kind: "unasked" }
  /** Its last block, and how many there were behind it. */
  | { kind: "answers"; block: bigint; behind: bigint }
  | { kind: "fails"; why: string };

/** Milliseconds for one answer: as long as a person would wait before the node is asked instead. */
const TIMEOUT = 8_000;

/** Milliseconds for which an index that was of no use is left alone. */
const PAUSE = 10_000;

/**
 * The index of a deployment, if it is one of this chain. It only ever saves time: whoever asks it does without where it
 * gives no answer. Its client, and the schemas by which answers are checked, are loaded when it is first asked.
 */
export class IndexReader {
  state: IndexState = { kind: "unasked" };
  private client: Promise<IndexClient> | undefined;
  private again = 0;

  constructor(
    readonly url: string,
    private readonly deployment: Pick<Deployment, "chainId" | "contracts">,
    private readonly now: () => number = Date.now,
  ) {}

  /** Whether it would be asked now. */
  get isAsked(): boolean {
    return this.now() >= this.again;
  }

  /** It is left alone for a while. */
  pause(): void {
    this.again = this.now() + PAUSE;
  }

  /** What a route answers; undefined where it does not, is about another chain, or has just been of no use. */
  async ask<Name extends RouteName>(
    route: Name,
    asked: Asked<Name>,
    head: PastHead,
  ): Promise<Answered<Name> | undefined> {
    if (!this.isAsked) return undefined;
    try {
      this.client ??= import("@gpu-yield-vaults/indexer/client").then(
        ({ IndexClient }) => new IndexClient(this.url, { timeout: TIMEOUT }),
      );
      const answer = await (await this.client).read(route, asked);
      const stranger = this.strangerIn(answer, head);
      if (stranger === undefined) {
        const behind = head.number - answer.asOf.block;
        this.state = { kind: "answers", block: answer.asOf.block, behind: behind > 0n ? behind : 0n };
        return answer;
      }
      this.fail(stranger);
    } catch (error) {
      this.fail(error instanceof Error ? error.message : String(error));
    }
    return undefined;
  }

  private strangerIn({ protocol }: Answered<RouteName>, { genesis }: PastHead): string | undefined {
    const { chainId, contracts } = this.deployment;
    if (protocol.chainId !== chainId) return `It is an index of chain ${protocol.chainId}.`;
    if (genesis !== undefined && protocol.genesis !== genesis) return "It is an index of another chain of this number.";
    if (!isAddressEqual(protocol.directory, contracts.directory)) return "It is an index of another protocol.";
    return undefined;
  }

  private fail(why: string): void {
    this.state = { kind: "fails", why };
    this.pause();
  }
}
