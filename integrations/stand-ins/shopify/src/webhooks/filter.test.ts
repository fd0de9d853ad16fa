import { filterFault, passes } from "./filter"

describe("a subscription's filter", () => {
  const body = { id: 7, status: "Active", vendor: null, variants: [{ price: "9.50" }, { price: "12.00" }] }

  it.each([
    ["status:active", true],
    ["status:draft", false],
    ["-status:draft", true],
    ["variants.price:>=12", true],
    ["variants.price:>12", false],
    ["variants.price:>12 OR id:7", true],
    ["id:* AND status:active", true],
    ["vendor:*", false],
    ["nothing:*", false],
  ])("%s: %p", (filter, expected) => {
    expect(passes(body, filter)).toBe(expected)
  })

  it("lets everything through when there is none, and says what is wrong with one that cannot be read", () => {
    expect([passes(body, null), filterFault("id:7"), filterFault("(id:7")]).toEqual([
      true,
      null,
      expect.stringContaining("invalid"),
    ])
  })
})
