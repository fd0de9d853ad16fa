import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { OrderRecord } from "@anyshelf/connector-kit"
import type { Channel } from "../../src/channels/channel"
import { handleOrder } from "../../src/channels/handle-order"
import { describeApp } from "../support/app"
import { line, money, orderOf, readyChannel } from "./support/orders"
import { connectToy } from "./support/toy-shop"

describeApp("channels totals", ({ getContainer }) => {
  let channel: Channel
  beforeEach(async () => void (channel = await readyChannel(await connectToy(getContainer()))))

  const importAs = async (order: OrderRecord) => {
    await handleOrder(channel, order)
    const query = getContainer().resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({
      entity: "order",
      fields: [
        "id",
        "total",
        "tax_total",
        "discount_total",
        "shipping_total",
        "currency_code",
        "email",
        "region_id",
        "summary.*",
        "shipping_address.*",
        "items.*",
      ],
    })
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- fields are chosen by name above
    return data[0] as any
  }

  it.each<[string, OrderRecord, object]>([
    [
      "taxes on top",
      orderOf([line("cup", 3, { unitPrice: money(1999), discount: money(300), tax: money(1424) })], {
        taxesIncluded: false,
        total: money(7121),
      }),
      { total: 71.21, tax_total: 14.24 },
    ],
    [
      "taxes included",
      orderOf([line("cup", 3, { unitPrice: money(1999), discount: money(300), tax: money(1139) })], {
        total: money(5697),
      }),
      { total: 56.97, tax_total: 11.39 },
    ],
    [
      "delivery with tax on it",
      orderOf([line("cup", 1)], { shipping: money(500), shippingTax: money(125), total: money(1625) }),
      { total: 16.25, shipping_total: 6.25 },
    ],
    ["something more that nobody names", orderOf([line("cup", 1)], { total: money(1250) }), { total: 12.5 }],
    ["something off the whole order", orderOf([line("cup", 1)], { total: money(900) }), { total: 9 }],
    [
      "a currency without decimals",
      orderOf([line("cup", 2, { unitPrice: money(1999, "JPY") })], {
        currencyCode: "JPY",
        total: money(3998, "JPY"),
        shipping: money(0, "JPY"),
      }),
      { total: 3998 },
    ],
    [
      "a currency with three decimals",
      orderOf([line("cup", 1, { unitPrice: money(1999, "KWD") })], {
        currencyCode: "KWD",
        total: money(1999, "KWD"),
        shipping: money(0, "KWD"),
      }),
      { total: 1.999 },
    ],
  ])(
    "an order with %s costs here what it costs there, and nobody is asked to pay twice",
    async (_case, order, expected) => {
      const ours = await importAs(order)
      for (const [field, amount] of Object.entries(expected))
        expect([field, Number(ours[field])]).toEqual([field, expect.closeTo(amount as number, 6)])
      expect(Number(ours.summary.pending_difference)).toBeCloseTo(0, 6)
      expect(ours.currency_code).toBe(order.currencyCode.toLowerCase())
    }
  )

  it("carries who, where to, what, and the region of that country", async () => {
    const ours = await importAs(orderOf([line("cup", 1)]))
    expect(ours).toMatchObject({ email: "ada@example.com", region_id: expect.stringContaining("reg_") })
    expect(ours.shipping_address).toMatchObject({ first_name: "Ada", address_1: "Street 1", country_code: "dk" })
    expect(ours.items[0]).toMatchObject({
      title: "cup",
      variant_sku: "CUP",
      product_title: "cup",
      variant_title: "One",
    })
  })
})
