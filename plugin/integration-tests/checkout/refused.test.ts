import { Modules } from "@medusajs/framework/utils"
import { describeSharedApp } from "../support/shared-app"
import { bank } from "./support/bank"
import { Storefront, type Shopper } from "./support/cart"
import { openShop, promote, restock, sell, type OpenShop } from "./support/shop"
import { tracesIn } from "./support/traces"
import { until } from "./support/until"

describeSharedApp(
  "a checkout that is refused for stock",
  (app) => {
    let shop: OpenShop
    let store: Storefront
    const placed: unknown[] = []

    beforeAll(async () => {
      shop = await openShop(app.getContainer())
      store = new Storefront(app.api, shop)
      const bus = app.getContainer().resolve(Modules.EVENT_BUS)
      bus.subscribe("order.placed", async ({ data }) => void placed.push(data))
    })

    /** What the law is about: everything that an order or a payment leaves behind, here and at the bank. */
    const trace = async () => ({ ...(await tracesIn(app.getContainer())), placed: placed.length, owed: bank.owed })

    /** The law: after `work`, and what follows from it, there is as much of everything as before. */
    const leavingNothing = async <T>(work: () => Promise<T>): Promise<T> => {
      const before = await trace()
      const result = await work()
      await until("the bank owes nothing", () => bank.owed === before.owed)
      expect(await trace()).toEqual(before)
      return result
    }

    const isReplaced = ({ cartId, sessionId }: Shopper) =>
      until("another session is open", async () => {
        const open = await store.sessionOf(cartId)
        return open !== undefined && open !== sessionId
      })

    /** A shopper with a full cart, and another one who was quicker: carts are only filled while there is stock. */
    const tooLate = async (sku: string) => {
      const article = await sell(shop, sku, 1)
      const [shopper, quick] = [await store.prepare([[article, 1]]), await store.prepare([[article, 1]])]
      expect((await store.complete(quick.cartId)).data.type).toBe("order")
      return { article, shopper }
    }

    it("says so in a typed 4xx, and leaves no order, no payment and no use of a promotion", async () => {
      await promote(shop, "TENTH")
      const { shopper } = await tooLate("PLAIN")
      await store.applyPromotion(shopper.cartId, "TENTH")
      await store.beginToPay(shopper.cartId)
      const { status, data } = await leavingNothing(() => store.complete(shopper.cartId))
      expect(status).toBe(400)
      expect(data).toMatchObject({ type: "not_allowed", code: "insufficient_inventory" })
      expect(data.message).toMatch(/^Not enough stock available/)
    })

    it("lets the shopper change the cart and buy what is there", async () => {
      const article = await sell(shop, "CHANGED", 3)
      const shopper = await store.prepare([[article, 2]])
      const quick = await store.prepare([[article, 2]])
      await store.complete(quick.cartId)
      expect((await store.complete(shopper.cartId)).status).toBe(400)
      await store.changeQuantity(shopper.cartId, 1)
      const { total } = await store.beginToPay(shopper.cartId)
      const owedBefore = bank.owed
      expect((await store.complete(shopper.cartId)).data.type).toBe("order")
      expect(bank.owed - owedBefore).toBe(total)
    })

    it("lets go what the shopper's bank holds since the browser confirmed it, and opens another session", async () => {
      const { article, shopper } = await tooLate("CONFIRMED")
      await leavingNothing(async () => {
        bank.authorize(bank.account(shopper.sessionId), shopper.total)
        expect((await store.complete(shopper.cartId)).status).toBe(400)
      })
      await isReplaced(shopper)
      await restock(shop, article, 1)
      expect((await store.complete(shopper.cartId)).data.type).toBe("order")
      expect(bank.account(shopper.sessionId)).toMatchObject({ onHold: 0, taken: 0 })
    })

    it("asks a bank again that did not answer", async () => {
      const { shopper } = await tooLate("UNANSWERED")
      await leavingNothing(async () => {
        bank.authorize(bank.account(shopper.sessionId), shopper.total)
        bank.failNext = "delete"
        await store.complete(shopper.cartId)
      })
      expect(bank.account(shopper.sessionId).calls).toEqual(["delete", "delete"])
    })

    it("leaves nothing either when it comes by the bank's webhook, money on hold", async () => {
      const { shopper } = await tooLate("HELD")
      await leavingNothing(async () => {
        bank.authorize(bank.account(shopper.sessionId), shopper.total)
        await store.tell("authorized", shopper)
      })
      await isReplaced(shopper)
    })

    it("gives money back once that the bank has taken, however often its webhook tells; the next order is paid anew", async () => {
      const { article, shopper } = await tooLate("TAKEN")
      const account = bank.account(shopper.sessionId)
      const owedBefore = bank.owed
      bank.capture(account, shopper.total)
      await Promise.all([1, 2, 3].map(() => store.tell("captured", shopper)))
      await until("the money is back", () => bank.owed === owedBefore)
      await isReplaced(shopper)
      expect(account.calls.filter((call) => call === "refund")).toHaveLength(1)

      await restock(shop, article, 1)
      const again = await store.beginToPay(shopper.cartId)
      expect((await store.complete(shopper.cartId)).data.type).toBe("order")
      expect(bank.account(again.sessionId).onHold).toBe(shopper.total)
      expect(account.givenBack).toBe(account.taken)
    })

    it("gives the units back when the card is declined after they were reserved", async () => {
      const article = await sell(shop, "DECLINED", 1)
      const shopper = await store.prepare([[article, 1]], "declined")
      const { data } = await leavingNothing(() => store.complete(shopper.cartId))
      expect(data).toMatchObject({ message: expect.stringMatching(/authoriz/i) })
    })

    it("keeps the session of a shopper whose bank asks for more", async () => {
      const article = await sell(shop, "MORE", 1)
      const shopper = await store.prepare([[article, 1]], "asks-for-more")
      await leavingNothing(() => store.complete(shopper.cartId))
      expect(await store.sessionOf(shopper.cartId)).toBe(shopper.sessionId)
    })
  },
  { mode: "shared" }
)
