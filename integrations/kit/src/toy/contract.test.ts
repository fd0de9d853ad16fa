import { connectorLaws, type ContractHarness } from "../contract"
import { toy, toyFetch, ToyShop } from "."

function toyHarness(): ContractHarness {
  const secrets = { token: "token-of-the-toy-shop", webhookSecret: "secret-of-the-toy-shop" }
  const articles = ["cup", "plate", "bowl"].map((ref) => ({ ref, title: ref, sku: ref.toUpperCase() }))
  const shop = new ToyShop({ ...secrets, articles, locations: { east: "East", west: "West" } })
  const level = { stockRef: "cup", locationRef: "west" }
  shop.count("cup", "west", 5)
  return {
    connection: toy({ id: "toys", url: "http://toy.invalid", salesChannel: "Toys", ...secrets }),
    fetch: toyFetch(shop),
    level,
    show: async (quantity) => shop.count(level.stockRef, level.locationRef, quantity),
    shown: async () => shop.available(level.stockRef, level.locationRef),
    sell: async () => {
      const { order, webhook } = shop.sell(level.stockRef, level.locationRef, 1)
      return { orderRef: order.ref, webhook }
    },
    signatureHeader: "x-toy-signature",
    missingStockRef: "ghost",
    close: async () => undefined,
  }
}

test.each(connectorLaws.map((law) => [law.name, law] as const))("%s", async (_name, law) => {
  await law.check(toyHarness())
})
