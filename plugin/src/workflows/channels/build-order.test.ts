import type { OrderLineRecord, OrderRecord } from "@anyshelf/connector-kit"
import { decorateCartTotals } from "@medusajs/framework/utils"
import fc from "fast-check"
import { majorUnits, minorUnits } from "../../domain/channels/order-money"
import { buildOrder, draftOf } from "./build-order"
import { importIds } from "./import-ids"
import type { ImportFacts, Part } from "./types"

const noFacts: ImportFacts = { lines: [], regionId: null }
const ids = importIds("shop", "17")

const currencies = fc.constantFrom("EUR", "JPY", "KWD", "USD")
const line = fc.record({
  quantity: fc.integer({ min: 0, max: 9 }),
  price: fc.nat(100_000),
  discount: fc.nat(150_000),
  tax: fc.nat(30_000),
  duties: fc.nat(500),
})
const randomOrder = fc.record({
  currencyCode: currencies,
  taxesIncluded: fc.boolean(),
  lines: fc.array(line, { maxLength: 5 }),
  shipping: fc.nat(3_000),
  shippingTax: fc.nat(700),
  tip: fc.nat(1_000),
  /** What nobody names, either way. */
  rest: fc.integer({ min: -2_000, max: 2_000 }),
})

/** An order whose total is whatever the channel says. */
function orderOf(given: typeof randomOrder extends fc.Arbitrary<infer T> ? T : never): OrderRecord {
  const money = (amount: number) => ({ amount, currencyCode: given.currencyCode })
  const lines = given.lines.map(({ quantity, price, discount, tax, duties }, index): OrderLineRecord => ({
    ref: `line-${index}`,
    listingRef: null,
    sku: null,
    title: `Line ${index}`,
    quantity,
    unitPrice: money(price),
    discount: money(discount),
    // No vendor says more tax than price when the price contains it.
    tax: money(given.taxesIncluded ? Math.min(tax, Math.floor(Math.max(0, price * quantity - discount) / 2)) : tax),
    requiresShipping: true,
    duties: money(duties),
  }))
  const sum = lines.reduce((total, each) => total + each.unitPrice.amount * each.quantity, 0)
  return {
    ref: "17",
    number: "#17",
    currencyCode: given.currencyCode,
    taxesIncluded: given.taxesIncluded,
    delivery: { method: "ship", locationRef: null },
    lines,
    shipping: money(given.shipping),
    shippingTax: money(given.shippingTax),
    charges: [{ kind: "tip", title: "Tip", amount: money(given.tip) }],
    total: money(Math.max(0, sum + given.shipping + given.rest)),
  } as unknown as OrderRecord
}

/** What Medusa makes of a draft, in the currency's smallest unit. */
function reckoned(order: OrderRecord, parts: readonly Part[]): number {
  const { items, delivery, credit } = draftOf({ order, connectionId: "shop" }, noFacts, parts, ids)
  const { currencyCode } = order
  const cart = {
    currency_code: currencyCode,
    items,
    shipping_methods: [delivery],
    credit_lines: credit > 0 ? [{ amount: majorUnits({ amount: credit, currencyCode }) }] : [],
  }
  const { total } = decorateCartTotals(structuredClone(cart) as never) as unknown as { total: unknown }
  return minorUnits(Number(total), currencyCode)
}

test("ours costs what theirs does, to the smallest unit, in every currency, however lines are split", () => {
  fc.assert(
    fc.property(randomOrder, fc.integer({ min: 1, max: 3 }), (given, splits) => {
      const order = orderOf(given)
      const parts = order.lines.flatMap(({ ref, quantity }) => {
        const first = Math.min(quantity, Math.ceil(quantity / splits))
        return [first, quantity - first].map((units, part) => ({
          lineRef: ref,
          part,
          quantity: units,
          locationId: `place-${part}`,
        }))
      })
      expect(reckoned(order, parts)).toBe(order.total.amount)
    }),
    { numRuns: 200 }
  )
})

test("ids are the same each time, and no two things share one", () => {
  fc.assert(
    fc.property(randomOrder, (given) => {
      const order = orderOf(given)
      const parts = order.lines.map(({ ref, quantity }) => ({ lineRef: ref, part: 0, quantity, locationId: null }))
      const input = { connectionId: "shop", recordId: "r", order, salesChannelId: "sc", locationIds: ["a"] }
      const [first, again] = [0, 1].map(() => buildOrder(input, noFacts, parts, ids, null))
      expect(again).toEqual(first)
      const all = (first?.items ?? []).map((item) => (item as unknown as { id: string }).id)
      expect(new Set(all).size).toBe(all.length)
    }),
    { numRuns: 50 }
  )
})
