import { Modules } from "@medusajs/framework/utils"
import { describeSharedApp } from "../support/shared-app"
import { bank } from "./support/bank"
import { Storefront } from "./support/cart"
import { openShop, sell } from "./support/shop"
import { tracesIn } from "./support/traces"
import { until } from "./support/until"

describeSharedApp(
  "a process that is killed between reservation and payment",
  (app) => {
    it("leaves an order with its units and no payment; who asks again gets that order, unpaid", async () => {
      const container = app.getContainer()
      const shop = await openShop(container)
      const store = new Storefront(app.api, shop)
      const shopper = await store.prepare([[await sell(shop, "KILLED", 1), 1]])
      // What a killed process leaves in the database is what is there while it waits for its bank.
      let endSilence = () => {}
      bank.silence = new Promise((resolve) => (endSilence = resolve))
      const killed = store.complete(shopper.cartId)
      await until("the bank is asked", () => bank.account(shopper.sessionId).calls.includes("authorize"))
      expect(await tracesIn(container)).toMatchObject({
        order: 1,
        order_cart: 1,
        payment: 0,
        reservation_item: 1,
        reserved: 1,
        "completed carts": 1,
      })

      // The lock's lease ends two minutes later; the shopper who asks again gets the one order, not a second.
      await container.resolve(Modules.LOCKING).releaseAll()
      bank.silence = undefined
      const { data } = await store.complete(shopper.cartId)
      expect(data).toMatchObject({ type: "order", order: { summary: { paid_total: 0 } } })
      expect(await tracesIn(container)).toMatchObject({ order: 1, payment: 0, reserved: 1 })
      endSilence()
      await killed
    })
  },
  { mode: "shared" }
)
