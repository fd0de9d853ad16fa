import http from "node:http"
import type { AddressInfo } from "node:net"
import type { Shop } from "../../examples/store/journeys/support/shop"

/** A number that Shopify shows from an instant on. */
export interface ShownLevel {
  readonly stockRef: string
  readonly locationRef: string
  readonly available: number
  /** When the shop told us, milliseconds since 1970: a little after it showed the number, since its own stamps are whole seconds. */
  readonly at: number
}

interface LevelBody {
  readonly inventory_item_id: number
  readonly location_id: number
  readonly available: number
}

const subscribe = `
  mutation Subscribe($uri: String!) {
    webhookSubscriptionCreate(topic: INVENTORY_LEVELS_UPDATE, webhookSubscription: { uri: $uri, format: JSON }) {
      userErrors { message }
    }
  }`

/** Subscribes to the shop's stock levels as any other app would: from outside, by webhook. */
export async function listenToShopify(shop: Shop): Promise<{
  onLevel(tell: (level: ShownLevel) => void): void
  close(): Promise<void>
}> {
  let tell: (level: ShownLevel) => void = () => {}
  const server = http.createServer(async (request, response) => {
    const at = Date.now()
    let text = ""
    for await (const chunk of request) text += String(chunk)
    response.end()
    const body = JSON.parse(text) as LevelBody
    tell({
      stockRef: `gid://shopify/InventoryItem/${body.inventory_item_id}`,
      locationRef: `gid://shopify/Location/${body.location_id}`,
      available: body.available,
      at,
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  const answer = await fetch(`${shop.urls.standIn}/admin/api/2026-07/graphql.json`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-shopify-access-token": shop.secrets.shopifyToken },
    body: JSON.stringify({ query: subscribe, variables: { uri: `http://127.0.0.1:${port}/levels` } }),
  })
  const text = await answer.text()
  if (!answer.ok || /"message"/.test(text)) throw new Error(`Shopify did not take the subscription: ${text}`)
  return {
    onLevel: (given) => void (tell = given),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
