import { createHmac } from "node:crypto"
import http from "node:http"
import { secrets, shopDomain } from "./plan"

/** What a sender is told to send. */
export interface Posting {
  readonly url: string
  readonly perSecond: number
  readonly seconds: number
  /** Begins the ids of its events. */
  readonly name: string
  /** Each so-manieth event is sent a second time at once. */
  readonly repeatedEvery: number
}

/** What came of it. */
export interface Posted {
  /** Distinct events, and requests in all. */
  readonly events: number
  readonly requests: number
  /** From when each was due until its answer was there, in milliseconds. */
  readonly tookMs: readonly number[]
  /** Answers that were not 200, by status; 0 for none at all. */
  readonly refused: Readonly<Record<string, number>>
}

/** Shopify gives up after this. https://shopify.dev/docs/apps/build/webhooks/subscribe/https */
const answerMs = 5_000
const tick = 2

/** Sends at its own pace, whatever the answers do: a server that is slow gets no fewer requests for it. */
export async function postWebhooks(posting: Posting): Promise<Posted> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 512 })
  const send = senderTo(new URL(posting.url), agent)
  const due = plan(posting)
  const beganAt = performance.now()
  const sent: Promise<{ ms: number; status: number }>[] = []
  while (sent.length < due.length) {
    const now = performance.now() - beganAt
    for (let next = due[sent.length]; next && next.atMs <= now; next = due[sent.length]) {
      const { atMs, event } = next
      sent.push(send(event).then((status) => ({ ms: performance.now() - beganAt - atMs, status })))
    }
    await new Promise((resolve) => setTimeout(resolve, tick))
  }
  const answers = await Promise.all(sent)
  agent.destroy()
  const refused: Record<string, number> = {}
  for (const { status } of answers) if (status !== 200) refused[status] = (refused[status] ?? 0) + 1
  const events = new Set(due.map(({ event }) => event)).size
  return { events, requests: due.length, tookMs: answers.map(({ ms }) => ms).sort((a, b) => a - b), refused }
}

function plan({ perSecond, seconds, name, repeatedEvery }: Posting): { atMs: number; event: string }[] {
  return Array.from({ length: perSecond * seconds }, (_none, at) => {
    const number = at % repeatedEvery === 1 ? at - 1 : at
    return { atMs: (at * 1_000) / perSecond, event: `${name}-${number}` }
  })
}

function senderTo(url: URL, agent: http.Agent): (event: string) => Promise<number> {
  let order = 5_000_000_000_000
  return (event) => {
    const body = Buffer.from(JSON.stringify(orderBody((order += 1))))
    const signature = createHmac("sha256", secrets.webhookSecret).update(body).digest("base64")
    const headers = {
      "content-type": "application/json",
      "content-length": body.length,
      "user-agent": "Shopify-Captain-Hook",
      "x-shopify-topic": "orders/updated",
      "x-shopify-hmac-sha256": signature,
      "x-shopify-shop-domain": shopDomain,
      "x-shopify-api-version": "2026-07",
      "x-shopify-webhook-id": event,
      "x-shopify-event-id": event,
      "x-shopify-triggered-at": new Date().toISOString(),
    }
    return new Promise((resolve) => {
      const request = http.request(url, { method: "POST", headers, agent, timeout: answerMs }, (response) => {
        response.resume()
        response.once("end", () => resolve(response.statusCode ?? 0))
      })
      request.once("timeout", () => request.destroy())
      request.once("error", () => resolve(0))
      request.end(body)
    })
  }
}

/** An order as Shopify words it in webhooks, as long as one of two lines is. */
function orderBody(id: number): object {
  const money = {
    shop_money: { amount: "19.90", currency_code: "EUR" },
    presentment_money: { amount: "19.90", currency_code: "EUR" },
  }
  const address = {
    first_name: "Ada",
    last_name: "Byron",
    address1: "Nyhavn 1",
    city: "København",
    zip: "1051",
    province: null,
    country: "Denmark",
    country_code: "DK",
    phone: null,
  }
  const line = (at: number) => ({
    id: id * 10 + at,
    admin_graphql_api_id: `gid://shopify/LineItem/${id * 10 + at}`,
    sku: `BENCH-${at}`,
    title: "Article",
    quantity: 1,
    current_quantity: 1,
    fulfillable_quantity: 1,
    price: "19.90",
    price_set: money,
    total_discount_set: money,
    taxable: true,
    tax_lines: [{ title: "VAT", rate: 0.25, price: "4.98", price_set: money }],
    properties: [],
    variant_id: id + at,
    product_id: id,
  })
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    name: `#${id % 10_000}`,
    created_at: "2026-11-23T10:00:00+01:00",
    updated_at: "2026-11-23T10:00:00+01:00",
    currency: "EUR",
    financial_status: "paid",
    fulfillment_status: null,
    email: "ada@example.com",
    total_price: "39.80",
    total_price_set: money,
    subtotal_price_set: money,
    total_tax_set: money,
    customer: { id, email: "ada@example.com", first_name: "Ada", last_name: "Byron", default_address: address },
    billing_address: address,
    shipping_address: address,
    line_items: [line(1), line(2)],
    shipping_lines: [{ id, title: "Parcel", price_set: money, tax_lines: [] }],
    discount_codes: [],
    fulfillments: [],
    refunds: [],
  }
}
