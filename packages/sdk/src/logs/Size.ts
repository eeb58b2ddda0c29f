/** How often what had to be lowered is raised again at the least: once in so many answers. */
const SLOWEST = 64;

/** And once in so many where the node has named what works. */
const SURE = 16;

/** How much to ask for at once, as answers have taught it: lowered for an answer that says so, and raised again. */
export class Size {
  private answers = 0;
  private needed = 1;
  private isRaised = false;

  constructor(
    private size: number,
    private readonly most = Infinity,
  ) {}

  get now(): number {
    return this.size;
  }

  /** So many were too many, or, by the answer, all above `allowed`. Whether it can be lowered at all. */
  lower(tried: number, allowed = Infinity): boolean {
    if (tried <= 1) return false;
    // What came just after a raise will come again: raise less often.
    if (this.isRaised) this.needed = Math.min(this.needed * 2, SLOWEST);
    if (allowed < tried) this.needed = Math.max(this.needed, SURE);
    this.answers = 0;
    this.isRaised = false;
    this.size = Math.max(1, allowed < tried ? allowed : Math.floor(tried / 2));
    return true;
  }

  /** So many were answered. */
  accept(tried: number): void {
    if (tried < this.size) return;
    if (this.isRaised) this.needed = Math.max(1, this.needed / 2);
    this.isRaised = false;
    this.answers += 1;
    if (this.answers < this.needed || this.size >= this.most) return;
    this.size = Math.min(this.size * 2, this.most);
    this.answers = 0;
    this.isRaised = true;
  }
}
