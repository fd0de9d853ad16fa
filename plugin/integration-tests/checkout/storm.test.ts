import { describeSharedApp } from "../support/shared-app"
import { bank } from "./support/bank"
import { Storefront, type Shopper } from "./support/cart"
import { openShop, sell } from "./support/shop"
import { tracesIn } from "./support/traces"
import { until } from "./support/until"

/** The storm of `npm run bench checkout` in small: counts only. */
const shoppers = 24
const units = 16

describeSharedApp(
  "many shoppers who press buy at once",
  (app) => {
    it("get exactly what there is; the others are told, nobody waits for a lock, nobody pays for nothing", async () => {
      const shop = await openShop(app.getContainer())
      const store = new Storefront(app.api, shop)
      const [one, other] = [await sell(shop, "STORM-1", units), await sell(shop, "STORM-2", units)]
      // Crossed lines: core's locks would wait for each other.
      const carts: Shopper[] = []
      for (let at = 0; at < shoppers; at += 1) {
        const lines: [typeof one, number][] = [
          [one, 1],
          [other, 1],
        ]
        carts.push(await store.prepare(at % 2 ? lines : lines.reverse()))
      }
      const replies = await Promise.all(carts.map(({ cartId }) => store.complete(cartId)))
      const bought = replies.filter(({ data }) => data.type === "order")
      const refused = replies.filter(({ data }) => data.code === "insufficient_inventory")
      expect({ bought: bought.length, refused: refused.length }).toEqual({ bought: units, refused: shoppers - units })
      expect(refused.every(({ status, data }) => status === 400 && /^Not enough stock/.test(data.message))).toBe(true)

      await until("only orders are paid for", () => bank.owed === units * carts[0]!.total)
      expect(await tracesIn(app.getContainer())).toMatchObject({
        order: units,
        order_cart: units,
        payment: units,
        reservation_item: 2 * units,
        reserved: 2 * units,
        "completed carts": units,
      })
    })
  },
  { mode: "shared" }
)
