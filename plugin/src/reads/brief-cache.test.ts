import { BriefCache } from "./brief-cache"

describe("BriefCache", () => {
  let time = 0
  let reads = 0
  const read = async () => ++reads
  const cache = () => new BriefCache<number>({ lifetimeMs: 100, entriesMax: 2 }, () => time)

  beforeEach(() => {
    time = 0
    reads = 0
  })

  it("never gives an answer older than its lifetime", async () => {
    const subject = cache()
    expect(await subject.get("a", read)).toBe(1)
    time = 99
    expect(await subject.get("a", read)).toBe(1)
    time = 100
    expect(await subject.get("a", read)).toBe(2)
  })

  it("reads once for callers that ask at once", async () => {
    const subject = cache()
    expect(await Promise.all([subject.get("a", read), subject.get("a", read)])).toEqual([1, 1])
  })

  it("forgets a read that failed", async () => {
    const subject = cache()
    await expect(subject.get("a", () => Promise.reject(new Error("down")))).rejects.toThrow("down")
    expect(await subject.get("a", read)).toBe(1)
  })

  it("never holds more than its bound: the oldest goes", async () => {
    const subject = cache()
    for (const key of ["a", "b", "c"]) await subject.get(key, read)
    expect(await subject.get("c", read)).toBe(3)
    expect(await subject.get("b", read)).toBe(2)
    expect(await subject.get("a", read)).toBe(4)
  })
})
