import { cartNeeds, poolsOf, type CartLine, type CartToHold } from "./cart-needs"

const line = (id: string, quantity: number, variant: Partial<NonNullable<CartLine["variant"]>> | null): CartLine => ({
  id,
  quantity,
  variant: variant && {
    manage_inventory: true,
    allow_backorder: false,
    inventory_items: [{ inventory_item_id: `item of ${id}`, required_quantity: 1 }],
    ...variant,
  },
})
const cart = (...items: (CartLine | null)[]): CartToHold => ({
  id: "cart",
  completed_at: null,
  sales_channel_id: "web",
  items,
})

describe("what a cart needs", () => {
  it("is the stock item of each line", () => {
    expect(cartNeeds(cart(line("a", 2, {}), line("b", 1, {})))).toEqual([
      { lineItemId: "a", inventoryItemId: "item of a", quantity: 2 },
      { lineItemId: "b", inventoryItemId: "item of b", quantity: 1 },
    ])
  })

  it("is each component of a kit, as many times as one kit takes", () => {
    const inventory_items = [
      { inventory_item_id: "frame", required_quantity: 1 },
      { inventory_item_id: "wheel", required_quantity: 2 },
    ]
    expect(cartNeeds(cart(line("bike", 3, { inventory_items }))).map((need) => need.quantity)).toEqual([3, 6])
  })

  it("leaves out what nobody counts, what may be back-ordered, and lines without a variant", () => {
    const lines = [
      line("a", 1, { manage_inventory: false }),
      line("b", 1, { allow_backorder: true }),
      line("c", 1, null),
      null,
    ]
    expect(cartNeeds(cart(...lines))).toEqual([])
  })
})

describe("where an item may come from", () => {
  const at = (inventoryItemId: string, locationId: string, free: number) => ({ inventoryItemId, locationId, free })

  it("the place that has most stands first, equal ones by their ids, for each item its own", () => {
    const free = [at("x", "c", 1), at("x", "b", 5), at("x", "a", 1), at("y", "c", 0)]
    expect(poolsOf(free, 200)).toEqual(
      new Map([
        ["x", ["b", "a", "c"]],
        ["y", ["c"]],
      ])
    )
  })

  it("of very many, those that have most", () => {
    expect(poolsOf([at("x", "a", 1), at("x", "b", 2), at("x", "c", 3)], 2)).toEqual(new Map([["x", ["c", "b"]]]))
  })
})
