import { join } from "node:path"
import { describeSharedApp } from "../support/shared-app"
import { bank } from "./support/bank"
import { Storefront } from "./support/cart"
import { openShop, restock, sell, type Article, type OpenShop } from "./support/shop"
import { until } from "./support/until"

/** What the plugin puts right, shown on Medusa as it comes. When one of these fails after an upgrade, core has put it right itself. */
describeSharedApp(
  "Medusa alone, where stock is refused on the bank's webhook,",
  (app) => {
    let shop: OpenShop
    let store: Storefront

    beforeAll(async () => {
      shop = await openShop(app.getContainer())
      store = new Storefront(app.api, shop)
    })

    const tooLate = async (sku: string) => {
      const article = await sell(shop, sku, 1)
      const [shopper, quick] = [await store.prepare([[article, 1]]), await store.prepare([[article, 1]])]
      await store.complete(quick.cartId)
      return { article, shopper }
    }

    it("leaves the shopper's money on hold", async () => {
      const { article, shopper } = await tooLate("HELD")
      const account = bank.account(shopper.sessionId)
      bank.authorize(account, shopper.total)
      await store.tell("authorized", shopper)
      await untilProcessed(article)
      expect(account).toMatchObject({ onHold: shopper.total, calls: [] })
    })

    it("places an order for nothing later, by the session whose money it has given back", async () => {
      const { article, shopper } = await tooLate("TAKEN")
      const account = bank.account(shopper.sessionId)
      bank.capture(account, shopper.total)
      await store.tell("captured", shopper)
      await until("the money is back", () => account.givenBack === shopper.total)
      // The refund is noted at the bank before Medusa has written it down.
      await until("the cart can be completed again", async () => (await store.complete(shopper.cartId)).status === 400)
      await restock(shop, article, 1)
      expect((await store.complete(shopper.cartId)).data.type).toBe("order")
      expect(account.taken - account.givenBack).toBe(0)
    })

    /** A second webhook, for a cart that can be completed, is looked at after the first one: when it is done, so is the first. */
    const untilProcessed = async ({ sku }: Article) => {
      const next = await sell(shop, `${sku}-NEXT`, 1)
      const shopper = await store.prepare([[next, 1]])
      await store.tell("authorized", shopper)
      await until("the next webhook placed its order", async () => {
        const { data } = await store.complete(shopper.cartId)
        return data.type === "order"
      })
      await new Promise((resolve) => setTimeout(resolve, 7_000))
    }
  },
  { directory: join(__dirname, "stock-app"), mode: "shared" }
)
