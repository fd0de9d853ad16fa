import fc from "fast-check"
import type { LineRecord, OrderRecord } from "./order-records"
import { currentTotals, originalTotals } from "./totals"

const line = fc
  .record({
    unitPrice: fc.nat(100_000),
    quantity: fc.integer({ min: 1, max: 50 }),
    removed: fc.nat(50),
    off: fc.nat(100),
  })
  .map(({ unitPrice, quantity, removed, off }) => {
    const currentQuantity = Math.max(0, quantity - removed)
    const discount = Math.floor((unitPrice * quantity * off) / 100)
    const allocations = [{ discount: 0, amount: discount }]
    return {
      unitPrice,
      quantity,
      currentQuantity,
      allocations,
      duty: removed,
      giftCard: false,
    } as unknown as LineRecord
  })

const order = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 5 }),
    taxesIncluded: fc.boolean(),
    taxRate: fc.double({ min: 0, max: 0.3, noNaN: true }),
    tip: fc.nat(1000),
    fees: fc.array(
      fc.nat(500).map((price) => ({ id: 1, name: "fee", price })),
      { maxLength: 2 }
    ),
  })
  .map(
    (fields) =>
      ({
        ...fields,
        shipping: { id: 1, title: "Standard", price: 500, allocations: [], refunded: 0 },
        cancelledAt: null,
      }) as unknown as OrderRecord
  )

describe("an order's sums", () => {
  it("add up, and are never less than nothing or more than what was ordered", () => {
    fc.assert(
      fc.property(order, (one) => {
        const ordered = originalTotals(one)
        const now = currentTotals(one)
        for (const { total, subtotal, shipping, tax, duties, fees, tip } of [ordered, now])
          expect(total).toBe(subtotal + shipping + duties + fees + tip + (one.taxesIncluded ? 0 : tax))
        expect(now.subtotal).toBeGreaterThanOrEqual(0)
        expect(now.subtotal).toBeLessThanOrEqual(ordered.subtotal)
      })
    )
  })

  it("leave nothing to pay for shipping when the order is cancelled", () => {
    const cancelled = {
      lines: [],
      taxesIncluded: false,
      taxRate: 0.2,
      shipping: { id: 1, title: "", price: 500, allocations: [], refunded: 0 },
      fees: [],
      tip: 0,
      cancelledAt: 1,
    } as unknown as OrderRecord
    expect([originalTotals(cancelled).total, currentTotals(cancelled).total]).toEqual([600, 0])
  })
})
