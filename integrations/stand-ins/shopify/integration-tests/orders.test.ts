import { latestId, latestOrder } from "./admin-client"
import { levelOf, openTestShop, type TestShop } from "./test-shop"

const amount = "{ shopMoney { amount currencyCode } }"

describe("what an order can say", () => {
  let shop: TestShop
  beforeEach(async () => {
    shop = await openTestShop()
  })
  afterEach(async () => {
    expect(shop.control.snapshot().counters).toMatchObject({ standInLied: 0, notImplemented: 0 })
    await shop.close()
  })

  it("[order-sums] adds up, whatever it is made of", async () => {
    await shop.control.loadProducts([
      {
        handle: "card",
        title: "Gift card",
        isGiftCard: true,
        variants: [{ sku: "CARD", price: "50", tracked: false, requiresShipping: false }],
      },
    ])
    await shop.control.sell({
      lines: [
        {
          sku: "RED",
          quantity: 2,
          lineDiscount: { kind: "automatic", title: "Two for one", percentage: 50 },
          duty: "3.00",
          attributes: [{ key: "Engraving", value: "Bo" }],
        },
        { sku: "CARD" },
      ],
      discounts: [
        { title: "TEN", percentage: 10 },
        { title: "SHIPFREE", target: "shipping", percentage: 100 },
      ],
      tip: "2.50",
      fees: [{ name: "Bag", price: "0.10" }],
      phone: "+15550100",
      orderAttributes: [{ key: "Gift note", value: "Happy birthday" }],
    })
    const order = await latestOrder(
      shop,
      `phone customAttributes { key value } discountCodes totalTipReceivedSet ${amount} originalTotalDutiesSet ${amount} originalTotalAdditionalFeesSet ${amount} additionalFees { name price ${amount} }
       totalDiscountsSet ${amount} totalPriceSet ${amount} currentTotalPriceSet ${amount} subtotalPriceSet ${amount} totalTaxSet ${amount} totalReceivedSet ${amount} totalShippingPriceSet ${amount}
       customer { phone defaultPhoneNumber { phoneNumber } email numberOfOrders } shippingLine { originalPriceSet ${amount} discountedPriceSet ${amount} discountAllocations { discountApplication { __typename targetType } } }
       discountApplications(first: 9) { nodes { __typename index targetType targetSelection ... on AutomaticDiscountApplication { title } } }
       lineItems(first: 9) { nodes { sku isGiftCard customAttributes { key value } duties { price ${amount} } taxLines { priceSet ${amount} } discountAllocations { allocatedAmountSet ${amount} discountApplication { index } } discountedTotalSet ${amount} } }
       fulfillmentOrders(first: 9) { nodes { deliveryMethod { methodType } } }`
    )
    // 2 × 20 less half is 20, less a tenth is 18; the card is 50, untaxed and not discounted; 5 % of 18 is 0.90.
    expect(order).toMatchObject({
      phone: "+15550100",
      customAttributes: [{ key: "Gift note", value: "Happy birthday" }],
      discountCodes: ["TEN", "SHIPFREE"],
      subtotalPriceSet: { shopMoney: { amount: "68.0" } },
      totalTaxSet: { shopMoney: { amount: "0.9" } },
      totalDiscountsSet: { shopMoney: { amount: "27.0" } },
      totalTipReceivedSet: { shopMoney: { amount: "2.5" } },
      originalTotalDutiesSet: { shopMoney: { amount: "3.0" } },
      originalTotalAdditionalFeesSet: { shopMoney: { amount: "0.1" } },
      totalShippingPriceSet: { shopMoney: { amount: "0.0" } },
      // 68 and 0.90 tax, 3 duty, 0.10 fee, 2.50 tip.
      totalPriceSet: { shopMoney: { amount: "74.5" } },
      totalReceivedSet: { shopMoney: { amount: "74.5" } },
      customer: { phone: "+15550100", email: null, numberOfOrders: "1" },
      shippingLine: {
        originalPriceSet: { shopMoney: { amount: "5.0" } },
        discountedPriceSet: { shopMoney: { amount: "0.0" } },
      },
      discountApplications: {
        nodes: [
          { __typename: "DiscountCodeApplication", targetType: "LINE_ITEM", targetSelection: "ALL" },
          { __typename: "DiscountCodeApplication", targetType: "SHIPPING_LINE" },
          { __typename: "AutomaticDiscountApplication", title: "Two for one", targetSelection: "EXPLICIT" },
        ],
      },
      lineItems: {
        nodes: [
          {
            sku: "RED",
            isGiftCard: false,
            customAttributes: [{ key: "Engraving", value: "Bo" }],
            duties: [{ price: { shopMoney: { amount: "3.0" } } }],
            discountedTotalSet: { shopMoney: { amount: "20.0" } },
            discountAllocations: [
              { allocatedAmountSet: { shopMoney: { amount: "20.0" } }, discountApplication: { index: 2 } },
              { allocatedAmountSet: { shopMoney: { amount: "2.0" } }, discountApplication: { index: 0 } },
            ],
          },
          { sku: "CARD", isGiftCard: true, taxLines: [], discountAllocations: [] },
        ],
      },
      fulfillmentOrders: {
        nodes: [{ deliveryMethod: { methodType: "SHIPPING" } }, { deliveryMethod: { methodType: "NONE" } }],
      },
    })
  })

  it.each([
    ["JPY", "1200", "1200.0", "JPY"],
    ["KWD", "1.255", "1.255", "KWD"],
    ["EUR", "19.99", "19.99", "EUR"],
  ])("[order-currency] writes %s with its own digits", async (currency, price, written, code) => {
    const other = await openTestShop({ seed: { currency, taxRate: 0, shippingPrice: 0 } })
    other.control.reset()
    await other.control.loadProducts([
      { handle: "x", title: "X", variants: [{ sku: "X", price, inventoryQuantity: 1 }] },
    ])
    await other.control.sell({ sku: "X" })
    expect(await latestOrder(other, `totalPriceSet ${amount} currentTotalPriceSet ${amount}`)).toEqual({
      totalPriceSet: { shopMoney: { amount: written, currencyCode: code } },
      currentTotalPriceSet: { shopMoney: { amount: written, currencyCode: code } },
    })
    await other.close()
  })

  it("[order-tax] has tax within prices or on top of them", async () => {
    await shop.control.sell({ sku: "RED", taxesIncluded: true, taxRate: 0.25, shippingPrice: "0" })
    expect(await latestOrder(shop, `taxesIncluded totalPriceSet ${amount} totalTaxSet ${amount}`)).toMatchObject({
      taxesIncluded: true,
      totalPriceSet: { shopMoney: { amount: "20.0" } },
      totalTaxSet: { shopMoney: { amount: "4.0" } },
    })
    await shop.control.sell({ sku: "RED", taxesIncluded: false, taxRate: 0.25, shippingPrice: "0" })
    expect(await latestOrder(shop, `totalPriceSet ${amount}`)).toMatchObject({
      totalPriceSet: { shopMoney: { amount: "25.0" } },
    })
  })

  it("[order-payment] is paid, partly paid, authorised or not paid yet", async () => {
    const statuses: unknown[] = []
    for (const payment of ["paid", "partial", "authorized", "pending"] as const) {
      await shop.control.sell({ sku: "MUG", payment })
      const { displayFinancialStatus, transactions } = await latestOrder(
        shop,
        "displayFinancialStatus transactions { kind status }"
      )
      statuses.push([displayFinancialStatus, transactions[0]?.kind ?? null])
    }
    expect(statuses).toEqual([
      ["PAID", "SALE"],
      ["PARTIALLY_PAID", "SALE"],
      ["AUTHORIZED", "AUTHORIZATION"],
      ["PENDING", null],
    ])
    const found = await shop.ask(`{ orders(first: 9, query: "financial_status:pending") { nodes { name } } }`)
    expect(found.data.orders.nodes).toEqual([{ name: "#1004" }])
  })

  it("says how risky it is, and who ordered or that nobody knows", async () => {
    await shop.control.sell({ sku: "RED", risk: "HIGH" })
    expect(await latestOrder(shop, "risk { recommendation assessments { riskLevel facts { sentiment } } }")).toEqual({
      risk: { recommendation: "CANCEL", assessments: [{ riskLevel: "HIGH", facts: [{ sentiment: "NEGATIVE" }] }] },
    })
    await shop.control.sell({ sku: "BLUE", channel: "pos", locationId: "Flagship store", customer: false })
    expect(
      await latestOrder(
        shop,
        "email customer { id } billingAddress { city } shippingAddress { city } retailLocation { name } closed fulfillments { displayStatus }"
      )
    ).toEqual({
      email: null,
      customer: null,
      billingAddress: null,
      shippingAddress: null,
      retailLocation: { name: "Flagship store" },
      closed: true,
      fulfillments: [{ displayStatus: "FULFILLED" }],
    })
  })

  it("keeps a returning customer's id, and takes what differs in an address", async () => {
    await shop.control.sell({
      sku: "RED",
      email: "bo@example.com",
      address: { city: "Bern", countryCode: "CH", provinceCode: null },
    })
    const first = await latestOrder(shop, "customer { id } shippingAddress { city countryCodeV2 provinceCode }")
    await shop.control.sell({ sku: "RED", email: "bo@example.com" })
    expect(first.shippingAddress).toEqual({ city: "Bern", countryCodeV2: "CH", provinceCode: null })
    expect((await latestOrder(shop, "customer { id }")).customer).toEqual(first.customer)
  })

  it("[edit-all] is edited: more, fewer and other units, prices, discounts and delivery", async () => {
    await shop.control.sell({ sku: "RED", quantity: 2, taxRate: 0 })
    await shop.control.edit({ orderId: latestId(shop), sku: "RED", quantity: 3 })
    await shop.control.edit({ orderId: latestId(shop), add: { sku: "MUG", quantity: 1 } })
    await shop.control.edit({ orderId: latestId(shop), sku: "RED", unitPrice: "15" })
    await shop.control.edit({ orderId: latestId(shop), discount: { title: "Sorry", amount: "3" }, shippingPrice: "0" })
    expect(levelOf(shop, "RED")).toMatchObject({ available: 2, committed: 3 })
    const order = await latestOrder(
      shop,
      `edited displayFinancialStatus originalTotalPriceSet ${amount} currentTotalPriceSet ${amount} totalOutstandingSet ${amount}
       lineItems(first: 9) { nodes { sku quantity originalUnitPriceSet ${amount} } } fulfillmentOrders(first: 9) { nodes { status } }
       discountApplications(first: 3) { nodes { __typename } }`
    )
    // 2 × 15, 1 × 20 more of the same, a mug at 8, less 3; 45 were paid.
    expect(order).toMatchObject({
      edited: true,
      displayFinancialStatus: "PARTIALLY_PAID",
      originalTotalPriceSet: { shopMoney: { amount: "45.0" } },
      currentTotalPriceSet: { shopMoney: { amount: "55.0" } },
      totalOutstandingSet: { shopMoney: { amount: "10.0" } },
      discountApplications: { nodes: [{ __typename: "ManualDiscountApplication" }] },
    })
    expect(
      order.lineItems.nodes.map(({ sku, quantity }: { sku: string; quantity: number }) => [sku, quantity])
    ).toEqual([
      ["RED", 2],
      ["RED", 1],
      ["MUG", 1],
    ])
    expect((await shop.post("/control/edit", { orderId: latestId(shop), sku: "RED" })).status).toBe(400)
    expect(
      (await shop.post("/control/edit", { orderId: latestId(shop), add: { sku: "RED", quantity: 99 } })).status
    ).toBe(409)
  })

  it("serves lines from the places that are named", async () => {
    await shop.control.sell({ lines: [{ sku: "BLUE", locationId: "Flagship store" }, { sku: "RED" }] })
    const { fulfillmentOrders } = await latestOrder(
      shop,
      "fulfillmentOrders(first: 5) { nodes { assignedLocation { name } lineItems(first: 5) { nodes { sku } } } }"
    )
    expect(fulfillmentOrders.nodes).toEqual([
      { assignedLocation: { name: "Flagship store" }, lineItems: { nodes: [{ sku: "BLUE" }] } },
      { assignedLocation: { name: "Warehouse" }, lineItems: { nodes: [{ sku: "RED" }] } },
    ])
  })
})
