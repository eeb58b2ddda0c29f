import { expect } from "chai";
import { Queue } from "../../../scripts/lib/queue.ts";

describe("Queue", () => {
  it("gives back the least first, whatever the order of arrival", () => {
    const numbers = Array.from({ length: 500 }, (_, index) => (index * 7_919) % 503);
    const queue = new Queue<number>((a, b) => a < b);
    for (const number of numbers) queue.push(number);

    const taken = numbers.map(() => queue.shift());
    expect(taken).to.deep.equal([...numbers].sort((a, b) => a - b));
    expect(queue.shift()).to.equal(undefined);
  });

  it("takes newcomers in while it is emptied", () => {
    const queue = new Queue<number>((a, b) => a < b);
    queue.push(5);
    queue.push(1);
    expect(queue.shift()).to.equal(1);
    queue.push(3);
    expect([queue.shift(), queue.shift(), queue.shift()]).to.deep.equal([3, 5, undefined]);
  });
});
