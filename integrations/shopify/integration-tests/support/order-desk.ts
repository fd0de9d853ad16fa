import type { OrderDesk, SeenOrder, TrialSale } from "@anyshelf/connector-kit/contract"
import { moneyFromDecimal } from "@anyshelf/connector-kit"
import type { StandIn } from "@anyshelf/stand-in-shopify"
import { ask } from "./ask"
import { done } from "./done"

/** What an order is sold of, and where. */
export interface DeskOptions {
  readonly standIn: StandIn
  readonly accessToken: string
  readonly sku: string
  readonly locationId: string
  readonly otherLocationId: string
}

/** The stand-in's orders, as the laws drive them from behind the connector's back. */
export function orderDesk(options: DeskOptions): OrderDesk {
  const mailsBefore = new Map<string, number>()
  return {
    otherLocationRef: options.otherLocationId,
    place: async (sale) => {
      const order = await place(options, sale)
      if (order) mailsBefore.set(order.orderRef, mailsOf(options.standIn))
      return order
    },
    seen: (orderRef) => seen(options, orderRef, mailsBefore.get(orderRef) ?? 0),
    edit: async (orderRef, lineRef, quantity) => {
      if (!lineRef) return
      done(await options.standIn.control.edit({ orderId: orderRef, sku: options.sku, quantity }))
    },
    cancel: async (orderRef) => void done(await options.standIn.control.cancel({ orderId: orderRef })),
    requestReturn: (orderRef, lineRef, quantity) => requestReturn(options, orderRef, lineRef, quantity),
  }
}

/** The stand-in sells in one currency, that of its shop. */
async function place({ standIn, sku, locationId }: DeskOptions, { quantities, method, currencyCode, test }: TrialSale) {
  const shopCurrency = standIn.control.snapshot().shop.currency
  if (currencyCode && currencyCode !== shopCurrency) return null
  const { result } = done(
    await standIn.control.sell({
      // What is written beside them keeps two lines of one article apart.
      lines: quantities.map((quantity, at) => ({
        sku,
        quantity,
        locationId,
        attributes: [{ key: "Line", value: String(at + 1) }],
      })),
      locationId,
      delivery: method,
      tip: 1.5,
      discount: { code: "TEN", percentage: 10 },
      ...(test && { test }),
    })
  )
  const id = `gid://shopify/Order/${result.id}`
  const order = standIn.control.snapshot({ orders: 100 }).orders?.find((each) => each.id === id)
  const [amount = "", currency = ""] = order?.total.split(" ") ?? []
  return {
    orderRef: id,
    lineRefs: result.lines.map((line) => `gid://shopify/LineItem/${line.id}`),
    total: moneyFromDecimal(amount, currency),
  }
}

const SEEN = `query ($id: ID!) { order(id: $id) { cancelledAt currencyCode
  fulfillments(first: 8) { status trackingInfo(first: 8) { number }
    fulfillmentLineItems(first: 8) { nodes { quantity lineItem { id } } } }
  fulfillmentOrders(first: 8) { nodes { status assignedLocation { location { id } } fulfillmentHolds { id }
    lineItems(first: 8) { nodes { remainingQuantity lineItem { id } } } } }
  refunds(first: 8) { totalRefundedSet { shopMoney { amount currencyCode } } }
  returns(first: 8) { nodes { status returnLineItems(first: 8) { nodes { processedQuantity
    ... on ReturnLineItem { fulfillmentLineItem { lineItem { id } } } } } } } } }`

interface Lines<More = unknown> {
  readonly nodes: readonly ({ readonly lineItem: { readonly id: string } } & More)[]
}
interface Answer {
  readonly order: {
    readonly cancelledAt: string | null
    readonly fulfillments: readonly {
      readonly status: string
      readonly trackingInfo: readonly { readonly number: string | null }[]
      readonly fulfillmentLineItems: Lines<{ readonly quantity: number }>
    }[]
    readonly fulfillmentOrders: {
      readonly nodes: readonly {
        readonly status: string
        readonly assignedLocation: { readonly location: { readonly id: string } | null }
        readonly fulfillmentHolds: readonly unknown[]
        readonly lineItems: Lines<{ readonly remainingQuantity: number }>
      }[]
    }
    readonly refunds: readonly {
      readonly totalRefundedSet: { readonly shopMoney: { readonly amount: string; readonly currencyCode: string } }
    }[]
    readonly returns: {
      readonly nodes: readonly {
        readonly status: string
        readonly returnLineItems: {
          readonly nodes: readonly {
            readonly processedQuantity: number
            readonly fulfillmentLineItem: { readonly lineItem: { readonly id: string } }
          }[]
        }
      }[]
    }
  }
}

async function seen({ standIn, accessToken }: DeskOptions, id: string, mailsBefore: number): Promise<SeenOrder> {
  const { order } = await ask<Answer>(standIn, accessToken, SEEN, { id })
  const live = order.fulfillments.filter(({ status }) => status !== "CANCELLED")
  const open = order.fulfillmentOrders.nodes.filter(({ status }) => status !== "CLOSED" && status !== "CANCELLED")
  const returns = order.returns.nodes.filter(({ status }) => status !== "CANCELED" && status !== "DECLINED")
  const places = open.flatMap((work) =>
    work.lineItems.nodes.map(({ lineItem }) => [lineItem.id, work.assignedLocation.location?.id ?? null] as const)
  )
  return {
    cancelled: order.cancelledAt !== null,
    left: unitsBy(
      live.flatMap((each) => each.fulfillmentLineItems.nodes.map((n) => [n.lineItem.id, n.quantity] as const))
    ),
    parcels: live.flatMap(({ trackingInfo }) => trackingInfo.flatMap(({ number }) => number ?? [])),
    held: open.some(({ fulfillmentHolds }) => fulfillmentHolds.length > 0),
    places: Object.fromEntries(places),
    mails: mailsOf(standIn) - mailsBefore,
    refunds: order.refunds.length,
    refunded: order.refunds.reduce(
      (sum, { totalRefundedSet: { shopMoney } }) =>
        sum + moneyFromDecimal(shopMoney.amount, shopMoney.currencyCode).amount,
      0
    ),
    returns: returns.length,
    received: unitsBy(
      returns.flatMap(({ returnLineItems }) =>
        returnLineItems.nodes.map((line) => [line.fulfillmentLineItem.lineItem.id, line.processedQuantity] as const)
      )
    ),
  }
}

/** The letters that went out so far. The stand-in counts them for the whole shop: an order's own are those since it was placed. */
const mailsOf = (standIn: StandIn): number =>
  Object.values(standIn.control.snapshot().mails).reduce((sum, count) => sum + count, 0)

function unitsBy(units: readonly (readonly [string, number])[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const [ref, quantity] of units) sums[ref] = (sums[ref] ?? 0) + quantity
  return sums
}

const SENT = `query ($id: ID!) { order(id: $id) { fulfillments(first: 8) { status
  fulfillmentLineItems(first: 20) { nodes { id quantity lineItem { id } } } } } }`
const REQUEST = `mutation ($input: ReturnRequestInput!) { returnRequest(input: $input) {
  return { id } userErrors { message } } }`

interface Sent {
  readonly order: {
    readonly fulfillments: readonly {
      readonly fulfillmentLineItems: {
        readonly nodes: readonly { readonly id: string; readonly lineItem: { readonly id: string } }[]
      }
    }[]
  }
}

async function requestReturn({ standIn, accessToken }: DeskOptions, id: string, lineRef: string, quantity: number) {
  const { order } = await ask<Sent>(standIn, accessToken, SENT, { id })
  const sent = order.fulfillments.flatMap((each) => each.fulfillmentLineItems.nodes)
  const line = sent.find(({ lineItem }) => lineItem.id === lineRef)
  const returnLineItems = [{ fulfillmentLineItemId: line?.id, quantity, returnReason: "UNWANTED" }]
  const { returnRequest } = await ask<{ returnRequest: { userErrors: { message: string }[] } }>(
    standIn,
    accessToken,
    REQUEST,
    { input: { orderId: id, returnLineItems } }
  )
  const [error] = returnRequest.userErrors
  if (error) throw new Error(error.message)
}
