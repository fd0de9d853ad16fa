import { percentile, race } from "./load"

describe("a race", () => {
  it("sends each contestant exactly its requests, warm-up included", async () => {
    const sent = { first: 0, second: 0 }
    const timings = await race(
      [
        { name: "first", run: async () => void sent.first++ },
        { name: "second", run: async () => void sent.second++ },
      ],
      { clients: 3, requests: 7, rounds: 2, warmUp: 4 }
    )
    expect(sent).toEqual({ first: 18, second: 18 })
    expect(timings.get("first")).toHaveLength(14)
  })

  it("fails when a contestant answers wrongly", async () => {
    const wrong = { name: "wrong", run: () => Promise.reject(new Error("another product")) }
    await expect(race([wrong], { clients: 1, requests: 1, rounds: 1, warmUp: 0 })).rejects.toThrow("another product")
  })
})

describe("a percentile", () => {
  it.each([
    [0.5, 5],
    [0.99, 10],
    [0, 1],
    [1, 10],
  ])("of %p is the value that this share does not exceed", (share, value) => {
    expect(percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], share)).toBe(value)
  })
})
