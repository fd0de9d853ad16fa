import { connectorLaws, type ContractHarness } from "@anyshelf/connector-kit/contract"
import { done, listingOf, openShop, placeOf, shown, subscribe } from "./support/open-shop"

const SKU = "SKU-1"

async function openHarness(): Promise<ContractHarness> {
  const shop = await openShop()
  close = shop.close
  const { control } = shop.standIn
  await subscribe(shop)
  const place = placeOf(shop, "Warehouse")
  const listing = await listingOf(shop.session, SKU)
  return {
    connection: shop.connection,
    level: { stockRef: listing.stockRef, locationRef: place },
    show: async (quantity) => void done(await control.setStock({ sku: SKU, locationId: place, available: quantity })),
    shown: async () => shown(shop, SKU) ?? Number.NaN,
    sell: async () => {
      const before = shop.inbox.received.length
      const sale = done(await control.sell({ sku: SKU, locationId: place, wait: true }))
      const webhook = shop.inbox.received
        .slice(before)
        .find(({ headers }) => headers["x-shopify-topic"] === "orders/create")
      if (!webhook) throw new Error("The shop sold, and told nobody.")
      return { orderRef: `gid://shopify/Order/${sale.result.id}`, webhook }
    },
    signatureHeader: "x-shopify-hmac-sha256",
    missingStockRef: "gid://shopify/InventoryItem/99999999",
    close: shop.close,
  }
}

let close: () => Promise<void> = () => Promise.resolve()
afterEach(() => close())

test.each(connectorLaws.map((law) => [law.name, law] as const))("%s", async (_name, law) => {
  await law.check(await openHarness())
})
