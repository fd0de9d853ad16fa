import { compareByName } from "./by-name"
import { isTimeZone } from "./time-zone"

describe("isTimeZone", () => {
  it.each(["Europe/Copenhagen", "America/Argentina/Buenos_Aires", "UTC"])("knows %s", (name) => {
    expect(isTimeZone(name)).toBe(true)
  })

  it.each(["", "+01:00", "Europe/Atlantis", "'; drop table"])("refuses %p", (name) => {
    expect(isTimeZone(name)).toBe(false)
  })
})

describe("compareByName", () => {
  it("sorts numbers as people do, and never calls two places equal", () => {
    const places = [
      { id: "3", name: "Store 10" },
      { id: "2", name: "store 2" },
      { id: "1", name: "Store 10" },
    ]
    expect([...places].sort(compareByName).map((each) => each.id)).toEqual(["2", "1", "3"])
  })
})
