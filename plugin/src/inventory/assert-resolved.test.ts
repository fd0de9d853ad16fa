import { assertAnyshelfInventory } from "./assert-resolved"

const container = (service: unknown) => ({ resolve: () => service }) as never

describe("the check that our Inventory Module is the one in use", () => {
  it("returns it when it is", () => {
    const ours = { isAnyshelfInventory: true }
    expect(assertAnyshelfInventory(container(ours))).toBe(ours)
  })

  it.each([{}, { isAnyshelfInventory: false }])("says what to do when another is: %p", (service) => {
    expect(() => assertAnyshelfInventory(container(service))).toThrow(
      /another Inventory Module is in use, so stock can be oversold.*withAnyshelf/
    )
  })

  it("says what to do when there is none", () => {
    expect(() => assertAnyshelfInventory(container(undefined))).toThrow(/no Inventory Module is loaded.*withAnyshelf/)
  })
})
