import { join } from "node:path"
import { Modules } from "@medusajs/framework/utils"
import { describeSharedApp } from "../support/shared-app"
import { bank } from "./support/bank"
import { Storefront } from "./support/cart"
import { openShop, restock, sell, type OpenShop } from "./support/shop"
import { until } from "./support/until"

/** What the plugin puts right, shown on Medusa as it comes. When one of these fails after an upgrade, core has put it right itself. */
describeSharedApp(
  "Medusa alone, where stock is refused on the bank's webhook,",
  (app) => {
    let shop: OpenShop
    let store: Storefront
    let completions = 0

    beforeAll(async () => {
      shop = await openShop(app.getContainer())
      store = new Storefront(app.api, shop)
      await app
        .getContainer()
        .resolve(Modules.WORKFLOW_ENGINE)
        .subscribe({
          workflowId: "complete-cart",
          subscriberId: "test",
          subscriber: ({ eventType }: { eventType: string }) => {
            if (eventType === "onFinish") completions += 1
          },
        })
    })

    const tooLate = async (sku: string) => {
      const article = await sell(shop, sku, 1)
      const [shopper, quick] = [await store.prepare([[article, 1]]), await store.prepare([[article, 1]])]
      await store.complete(quick.cartId)
      return { article, shopper }
    }

    it("leaves the shopper's money on hold", async () => {
      const { shopper } = await tooLate("HELD")
      const account = bank.account(shopper.sessionId)
      bank.authorize(account, shopper.total)
      const before = completions
      await store.tell("authorized", shopper)
      await until("the webhook has tried to complete the cart", () => completions > before)
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
  },
  { directory: join(__dirname, "stock-app"), mode: "shared" }
)
