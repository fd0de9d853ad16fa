import type { OrderRecord } from "@anyshelf/connector-kit"
import type { LinesFragment, OrderFactsFragment } from "./generated/admin"
import { toOrder } from "./order-record"

type Line = LinesFragment["nodes"][number]
type FulfillmentOrder = OrderFactsFragment["fulfillmentOrders"]["nodes"][number]

const bag = (amount: string, currencyCode = "EUR") =>
  ({ shopMoney: { amount, currencyCode } }) as Line["originalUnitPriceSet"]
const taxed = (amount: string) => ({ priceSet: bag(amount) })

const line = (change: Partial<Line> = {}): Line => ({
  id: "gid://shopify/LineItem/1",
  sku: "CUP",
  name: "Cup - Blue",
  quantity: 2,
  currentQuantity: 2,
  requiresShipping: true,
  isGiftCard: false,
  customAttributes: [],
  duties: [],
  variant: { id: "gid://shopify/ProductVariant/1" },
  originalUnitPriceSet: bag("19.99"),
  discountAllocations: [{ allocatedAmountSet: bag("1.50") }, { allocatedAmountSet: bag("0.50") }],
  taxLines: [taxed("3.00"), taxed("0.34")],
  ...change,
})

const fulfillment = (methodType: string | null, place: string | null, status = "OPEN"): FulfillmentOrder =>
  ({
    id: "gid://shopify/FulfillmentOrder/1",
    status,
    deliveryMethod: methodType && { methodType },
    assignedLocation: { location: place && { id: place } },
  }) as FulfillmentOrder

function order(
  change: Partial<OrderFactsFragment> = {},
  lines: readonly Line[] = [line()],
  placed?: ReadonlyMap<string, readonly string[]>
): OrderRecord {
  const facts = {
    id: "gid://shopify/Order/17",
    name: "#1017",
    email: "zoe@example.com",
    test: false,
    cancelledAt: null,
    processedAt: "2026-11-23T09:00:00Z",
    updatedAt: "2026-11-23T09:30:00Z",
    currencyCode: "EUR",
    taxesIncluded: true,
    sourceName: "web",
    sourceIdentifier: null,
    phone: null,
    note: null,
    cancelReason: null,
    discountCodes: [],
    displayFinancialStatus: "PAID",
    displayFulfillmentStatus: "UNFULFILLED",
    dutiesIncluded: false,
    customAttributes: [],
    customer: null,
    additionalFees: [],
    currentTotalTaxSet: bag("4.29"),
    currentTotalDutiesSet: null,
    totalTipReceivedSet: bag("0"),
    totalRefundedSet: bag("0"),
    totalReceivedSet: bag("43.93"),
    retailLocation: null,
    shippingAddress: null,
    billingAddress: null,
    currentTotalPriceSet: bag("43.93"),
    shippingLines: { nodes: [{ currentDiscountedPriceSet: bag("5.95"), taxLines: [taxed("0.95")] }] },
    fulfillmentOrders: { nodes: [fulfillment("SHIPPING", "L1")] },
    lineItems: { nodes: lines, pageInfo: { hasNextPage: false, endCursor: null } },
    ...change,
  } as OrderFactsFragment
  return toOrder(facts, lines, undefined, placed)
}

const amounts = ({ unitPrice, discount, tax }: OrderRecord["lines"][number]) => [
  unitPrice.amount,
  discount.amount,
  tax.amount,
]

test("an order in our words", () => {
  const { raw, lines, ...record } = order()
  expect(raw).toMatchObject({ sourceName: "web" })
  expect(lines.map(amounts)).toEqual([[1999, 200, 334]])
  expect(record).toEqual({
    feed: "orders",
    ref: "gid://shopify/Order/17",
    number: "#1017",
    status: "open",
    test: false,
    placedAt: "2026-11-23T09:00:00.000Z",
    updatedAt: "2026-11-23T09:30:00.000Z",
    currencyCode: "EUR",
    taxesIncluded: true,
    email: "zoe@example.com",
    shippingAddress: null,
    billingAddress: null,
    delivery: { method: "ship", locationRef: "L1" },
    shipping: { amount: 500, currencyCode: "EUR" },
    shippingTax: { amount: 95, currencyCode: "EUR" },
    charges: [],
    total: { amount: 4393, currencyCode: "EUR" },
    customer: null,
    discountCodes: [],
    note: null,
    payment: "paid",
    captured: { amount: 4393, currencyCode: "EUR" },
    cancelReason: null,
    fulfilments: [],
    refunds: [],
    ourOrderId: null,
  })
})

test.each([
  ["nothing removed", 4, 4, [1999, 200, 334]],
  ["one of four removed", 4, 3, [1999, 150, 251]],
  ["all removed", 4, 0, [1999, 0, 0]],
  ["an empty line", 0, 0, [1999, 200, 334]],
])("discount and tax shrink with the units that are left: %s", (_name, quantity, currentQuantity, expected) => {
  const plenty = { currentTotalPriceSet: bag("1000") }
  const [only] = order(plenty, [line({ quantity, currentQuantity })]).lines
  expect(only && amounts(only)).toEqual(expected)
  expect(only?.quantity).toBe(currentQuantity)
})

test("currencies of none and of three decimals are counted in their own smallest unit", () => {
  const inCurrency = (currencyCode: "JPY" | "KWD", price: string) =>
    order({ currencyCode, currentTotalPriceSet: bag(price, currencyCode), shippingLines: { nodes: [] } }, [
      line({ originalUnitPriceSet: bag(price, currencyCode), discountAllocations: [], taxLines: [] }),
    ])
  expect(inCurrency("JPY", "1200.0").total).toEqual({ amount: 1200, currencyCode: "JPY" })
  expect(inCurrency("KWD", "1.25").lines[0]?.unitPrice).toEqual({ amount: 1250, currencyCode: "KWD" })
})

test("delivery is without tax, wherever Shopify puts the tax", () => {
  expect(order({ taxesIncluded: false }).shipping.amount).toBe(595)
  expect(order({ taxesIncluded: true }).shipping.amount).toBe(500)
  expect(order({ shippingLines: { nodes: [] } }).shipping.amount).toBe(0)
})

test("a line of its own, a gift card and an empty SKU", () => {
  const [custom, card] = order({}, [
    line({ variant: null, sku: "" }),
    line({ isGiftCard: true, requiresShipping: true, sku: "  GC " }),
  ]).lines
  expect([custom?.listingRef, custom?.sku]).toEqual([null, null])
  expect([card?.requiresShipping, card?.giftCard, card?.sku]).toEqual([false, true, "  GC "])
})

test("a cancelled order, a test order and an order by nobody", () => {
  expect(order({ cancelledAt: "2026-11-23T09:20:00Z" }).status).toBe("cancelled")
  expect(order({ test: true }).test).toBe(true)
  expect(order({ email: "" }).email).toBeNull()
})

test("an address has only what Shopify knows", () => {
  const shippingAddress = {
    firstName: "Zoë",
    lastName: null,
    city: "Köln",
    zip: "50667",
    countryCodeV2: "DE",
    phone: "",
  }
  const known = order({ shippingAddress: shippingAddress as OrderFactsFragment["shippingAddress"] }).shippingAddress
  expect(known).toEqual({ firstName: "Zoë", city: "Köln", postalCode: "50667", countryCode: "DE" })
})

const till = { id: "TILL" }

test.each([
  ["one place", { nodes: [fulfillment("PICK_UP", "L1")] }, null, { method: "pickup", locationRef: "L1" }],
  [
    "two places",
    { nodes: [fulfillment("SHIPPING", "L1"), fulfillment("SHIPPING", "L2")] },
    null,
    { method: "ship", locationRef: null },
  ],
  [
    "a closed part",
    { nodes: [fulfillment("SHIPPING", "L1", "CLOSED"), fulfillment("LOCAL", "L2")] },
    null,
    { method: "local", locationRef: "L2" },
  ],
  ["all closed", { nodes: [fulfillment("SHIPPING", "L1", "CLOSED")] }, null, { method: "ship", locationRef: "L1" }],
  ["a parcel shop", { nodes: [fulfillment("PICKUP_POINT", "L1")] }, null, { method: "ship", locationRef: "L1" }],
  ["no method", { nodes: [fulfillment(null, "L1")] }, null, { method: "ship", locationRef: "L1" }],
  ["a till", { nodes: [fulfillment("RETAIL", null, "CLOSED")] }, till, { method: "pos", locationRef: "TILL" }],
  ["a till without work", { nodes: [] }, till, { method: "pos", locationRef: "TILL" }],
  ["nothing known", { nodes: [] }, null, { method: "ship", locationRef: null }],
])("how it leaves the shop: %s", (_name, fulfillmentOrders, retailLocation, delivery) => {
  expect(order({ fulfillmentOrders, retailLocation }).delivery).toEqual(delivery)
})

test("a line that leaves in another way than the rest says so", () => {
  const nodes = [fulfillment("SHIPPING", "L1"), { ...fulfillment("PICK_UP", "L2"), id: "W2" }]
  const placed = new Map([
    [nodes[0]!.id, ["A"]],
    ["W2", ["B"]],
  ])
  const { delivery, lines } = order({ fulfillmentOrders: { nodes } }, [line({ id: "A" }), line({ id: "B" })], placed)
  expect(delivery).toEqual({ method: "ship", locationRef: null })
  expect(lines.map((each) => each.delivery)).toEqual([
    { method: "ship", locationRef: "L1" },
    { method: "pickup", locationRef: "L2" },
  ])
})

test("who ordered, what was written beside it, and whose copy it is", () => {
  const customer = {
    id: "gid://shopify/Customer/1",
    firstName: "Zoë",
    lastName: "",
    defaultEmailAddress: null,
    defaultPhoneNumber: { phoneNumber: "+49221" },
  }
  const customAttributes = [{ key: "anyshelf_order_id", value: "order_1" }]
  const engraved = line({
    customAttributes: [
      { key: "Engraving", value: "Für Ann" },
      { key: "_theme", value: "x" },
      { key: "Empty", value: null },
    ],
  })
  const read = order({ customer, customAttributes, note: "Ring twice", discountCodes: ["TEN"] }, [engraved])
  expect(read).toMatchObject({
    customer: { email: "zoe@example.com", phone: "+49221", firstName: "Zoë", lastName: null },
    ourOrderId: "order_1",
    note: "Ring twice",
    discountCodes: ["TEN"],
  })
  expect(read.lines[0]?.properties).toEqual({ Engraving: "Für Ann" })
})

test.each([
  ["PARTIALLY_PAID", "pending"],
  ["PARTIALLY_REFUNDED", "partially-refunded"],
  ["EXPIRED", "pending"],
  [null, undefined],
] as const)("payment that is %s is %s", (displayFinancialStatus, payment) => {
  expect(order({ displayFinancialStatus }).payment).toBe(payment)
})
