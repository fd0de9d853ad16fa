import assert from "node:assert/strict"
import type { Money, OrderRecord } from "../../records"
import type { ContractHarness, TrialSale } from "../harness"
import { lawsOf, type Law } from "../law"
import { assertSame, deskOf, noOrders, openSession, placed } from "../session"

/** Currencies with two decimals, none, and three. */
const CURRENCIES = ["EUR", "JPY", "KWD"]

const moneyHint = "Amounts are whole, in the currency's smallest unit: use moneyFromDecimal. Parts add up to the total."

export const orderLaws: readonly Law[] = lawsOf("contract", [
  {
    name: "an order of several lines is read whole, and its parts add up to what the customer pays",
    hint: moneyHint,
    missing: noOrders,
    async check(harness) {
      const order = await placed(harness, { quantities: [2, 1], method: "ship" })
      const read = await readOrder(harness, order.orderRef)
      assertSame(
        read.lines.map(({ ref, quantity }) => [ref, quantity]).sort(),
        [...order.lineRefs.map((ref, at) => [ref, [2, 1][at]] as [string, number])].sort()
      )
      assertSame(read.total, order.total)
      assert.equal(sumOf(read), read.total.amount, "Lines, charges and delivery do not add up to the total.")
    },
  },
  ...CURRENCIES.map((currencyCode) => ({
    name: `an order in ${currencyCode} is counted in its smallest unit`,
    hint: moneyHint,
    missing: noOrders,
    async check(harness: ContractHarness) {
      await harness.show(10)
      const order = await deskOf(harness).place({ quantities: [3], method: "ship", currencyCode })
      // A channel that sells in one currency only keeps this law by selling in no other.
      if (!order) return
      const read = await readOrder(harness, order.orderRef)
      assertSame(read.total, order.total)
      assert.equal(read.currencyCode, currencyCode)
    },
  })),
  {
    name: "how an order is handed over, that it is a test, and that it was called off are read",
    hint: "`delivery.method` is what the customer chose; `test` and `status` decide whether stock is reserved at all.",
    missing: noOrders,
    async check(harness) {
      for (const sale of [
        { quantities: [1], method: "ship" },
        { quantities: [1], method: "pickup" },
        { quantities: [1], method: "ship", test: true },
      ] satisfies TrialSale[]) {
        const { orderRef } = await placed(harness, sale)
        const read = await readOrder(harness, orderRef)
        const methods = new Set([read.delivery.method, ...read.lines.map((line) => line.delivery?.method)])
        assert.ok(methods.has(sale.method), `Expected ${sale.method}; read ${[...methods].join(", ")}`)
        assertSame([read.test, read.status], ["test" in sale, "open"])
        if (!deskOf(harness).cancel) continue
        await deskOf(harness).cancel?.(orderRef)
        const cancelled = await readOrder(harness, orderRef)
        assert.equal(cancelled.status, "cancelled")
        assert.ok(
          cancelled.lines.every(({ quantity }) => quantity === 0),
          "Nothing of a cancelled order is wanted."
        )
      }
    },
  },
])

/** An order through the connector; it has to be there. */
export async function readOrder(harness: ContractHarness, orderRef: string): Promise<OrderRecord> {
  const read = await openSession(harness).get("orders", orderRef)
  assert.ok(read, `The order ${orderRef} cannot be read.`)
  return read
}

function sumOf(order: OrderRecord): number {
  const all: Money[] = [order.total, order.shipping, ...order.lines.flatMap(({ unitPrice, tax }) => [unitPrice, tax])]
  for (const { amount, currencyCode } of all) {
    assert.ok(Number.isSafeInteger(amount), `${amount} is not whole.`)
    assert.equal(currencyCode, order.currencyCode)
  }
  const added = (tax: Money | undefined) => (order.taxesIncluded ? 0 : (tax?.amount ?? 0))
  const lines = order.lines.reduce(
    (sum, { unitPrice, quantity, discount, tax, duties }) =>
      sum + unitPrice.amount * quantity - discount.amount + added(tax) + (duties?.amount ?? 0),
    0
  )
  const charges = (order.charges ?? []).reduce((sum, { amount }) => sum + amount.amount, 0)
  return lines + charges + order.shipping.amount + added(order.shippingTax)
}
