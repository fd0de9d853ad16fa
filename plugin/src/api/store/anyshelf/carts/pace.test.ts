import { PaceKeeper } from "./pace"

describe("a pace", () => {
  it("lets so many calls of a name through in a window, and says how long to wait", () => {
    let now = 1000
    const pace = new PaceKeeper({ calls: 2, windowMs: 100, namesMax: 10 }, () => now)
    expect([pace.waitMs("a"), pace.waitMs("a")]).toEqual([0, 0])
    now += 30
    expect([pace.waitMs("a"), pace.waitMs("b")]).toEqual([70, 0])
    now += 70
    expect(pace.waitMs("a")).toBe(0)
  })

  it("remembers no more names than it may", () => {
    const pace = new PaceKeeper({ calls: 1, windowMs: 100, namesMax: 2 }, () => 0)
    for (const name of ["a", "b", "c"]) expect(pace.waitMs(name)).toBe(0)
    expect(pace.waitMs("c")).toBe(100)
    expect(pace.waitMs("a")).toBe(0)
  })
})
