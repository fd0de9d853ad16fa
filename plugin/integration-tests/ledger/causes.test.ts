import { createReservationsWorkflow } from "@medusajs/medusa/core-flows"
import { Modules } from "@medusajs/framework/utils"
import { createStep, createWorkflow, type StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { AnyshelfInventory, StockMovement } from "../../src/inventory/contract"
import { describeSharedApp } from "../support/shared-app"
import { createShop, type Shop } from "../support/shop"
import { openCounter, stockProduct, type Counter } from "./support/counter"

const failing = createStep("anyshelf-test-fail", async (): Promise<StepResponse<void>> => {
  throw new Error("as planned")
})

/** Somebody's own workflow, of which a workflow of core's is a step, and which fails after it. */
const reserveAndFail = createWorkflow(
  "anyshelf-test-reserve-and-fail",
  (input: { id: string; reservations: never[] }) => {
    const made = createReservationsWorkflow.runAsStep({ input: { reservations: input.reservations } })
    failing()
    return new WorkflowResponse(made)
  }
)

describeSharedApp("the causes of movements", ({ api, getContainer }) => {
  let shop: Shop
  let counter: Counter
  let inventory: AnyshelfInventory
  let products = 0

  beforeAll(async () => {
    shop = await createShop(getContainer())
    counter = await openCounter(api, shop)
    inventory = shop.container.resolve<AnyshelfInventory>(Modules.INVENTORY)
  })

  const product = () => stockProduct(shop, `thing-${(products += 1)}`)

  /** What happened to an item since it was stocked, oldest first. */
  const movementsOf = async (itemId: string): Promise<StockMovement[]> => {
    const all = await inventory.readMovements({ inventoryItemId: itemId, limit: 100 })
    return all.filter((each) => each.version > 1).reverse()
  }

  it("a checkout names the cart, and has one correlation id", async () => {
    const { variantId, itemId } = await product()
    const { cartId } = await counter.buy({ [variantId]: 2 }, { "x-correlation-id": "checkout-1" })
    expect(await movementsOf(itemId)).toMatchObject([
      { kind: "allocated", reservedDelta: 2, cause: "complete-cart", causeId: cartId, actor: null, correlationId: "checkout-1" },
    ]) // prettier-ignore
  })

  it("all movements of a checkout have one correlation id: Medusa's own where the client sent none", async () => {
    const [cup, saucer] = [await product(), await product()]
    const correlationsOf = async () =>
      (await Promise.all([cup, saucer].map(({ itemId }) => movementsOf(itemId)))).map(
        (each) => each.at(-1)!.correlationId
      )
    await counter.buy({ [cup.variantId]: 1, [saucer.variantId]: 2 })
    const [first, same] = await correlationsOf()
    expect(first).toMatch(/^[\w-]{36}$/)
    expect(same).toBe(first)
    await counter.buy({ [cup.variantId]: 1, [saucer.variantId]: 1 })
    const [second] = await correlationsOf()
    expect(second).not.toBe(first)
  })

  it("an order that is sent, not sent after all, and cancelled: each movement tells the order and who did it", async () => {
    const { variantId, itemId } = await product()
    const order = await counter.buy({ [variantId]: 2 })
    const items = order.items.map(({ id, quantity }) => ({ id, quantity }))
    const location_id = (await movementsOf(itemId))[0]!.locationId
    await counter.admin(`/admin/orders/${order.id}/fulfillments`, { items, location_id })
    const shipped = (await movementsOf(itemId)).slice(1)
    expect(shipped.map(({ kind, onHandDelta }) => [kind, onHandDelta])).toContainEqual(["shipped", -2])
    for (const each of shipped)
      expect(each).toMatchObject({ cause: "create-order-fulfillment", causeId: order.id, actor: counter.user.id })
    expect(new Set(shipped.map((each) => each.correlationId)).size).toBe(1)

    const { data } = await api.get(`/admin/orders/${order.id}?fields=fulfillments.id`, {
      headers: { authorization: counter.user.authorization },
    })
    await counter.admin(`/admin/orders/${order.id}/fulfillments/${data.order.fulfillments[0].id}/cancel`, {})
    const undone = (await movementsOf(itemId)).slice(1 + shipped.length)
    expect(undone.length).toBeGreaterThan(0)
    for (const each of undone) expect(each).toMatchObject({ cause: "cancel-order-fulfillment", causeId: order.id })

    await counter.admin(`/admin/orders/${order.id}/cancel`, {})
    expect((await movementsOf(itemId)).at(-1)).toMatchObject({
      kind: "released",
      cause: "cancel-order",
      causeId: order.id,
      actor: counter.user.id,
    })
  })

  it("a count by hand keeps the words of the person who made it; without them it says so by their absence", async () => {
    const { itemId } = await product()
    const path = `/admin/inventory-items/${itemId}/location-levels/${shop.locationIds[1]}`
    const reason = "Two broken: counted “again” – på ny"
    await counter.admin(path, { stocked_quantity: 8 }, { "x-anyshelf-reason": encodeURIComponent(reason) })
    await counter.admin(path, { stocked_quantity: 7 })
    expect(await movementsOf(itemId)).toMatchObject([
      { kind: "adjusted", onHandDelta: -2, cause: "update-inventory-levels-workflow", actor: counter.user.id, reason },
      { onHandDelta: -1, reason: null },
    ])
  })

  it("a secret key acts as itself", async () => {
    const { itemId } = await product()
    const reservation = { inventory_item_id: itemId, location_id: shop.locationIds[0], quantity: 1 }
    const headers = { authorization: `Basic ${Buffer.from(`${shop.secretKey}:`).toString("base64")}` }
    await counter.admin("/admin/reservations", reservation, headers)
    expect(await movementsOf(itemId)).toMatchObject([
      { cause: "create-reservations-workflow", actor: counter.secretKeyId },
    ])
  })

  it("a shopper cannot put words into the ledger, nor a malformed correlation id", async () => {
    const { variantId, itemId } = await product()
    await counter.buy(
      { [variantId]: 1 },
      {
        "x-anyshelf-reason": "free",
        "x-correlation-id": "a b;drop",
        "x-request-id": "x".repeat(65),
      }
    )
    const [sold] = await movementsOf(itemId)
    expect(sold).toMatchObject({ reason: null, cause: "complete-cart" })
    expect(sold!.correlationId).toMatch(/^auto-\w+$/)
  })

  it("a workflow that is a step belongs to its parent, also while it is undone", async () => {
    const { itemId } = await product()
    const reservations = [{ inventory_item_id: itemId, location_id: shop.locationIds[0], quantity: 1 }] as never[]
    const run = reserveAndFail(shop.container).run({
      input: { id: "thing_7", reservations },
      context: { transactionId: "run-7" } as never,
    })
    await expect(run).rejects.toMatchObject({ message: "as planned" })
    const own = { cause: "anyshelf-test-reserve-and-fail", causeId: "thing_7", actor: "system", correlationId: "run-7" }
    expect(await movementsOf(itemId)).toMatchObject([
      { kind: "allocated", ...own },
      { kind: "released", ...own },
    ])
  })

  it("a cause that was told wins over the workflow, which fills in what it left out", async () => {
    const { itemId } = await product()
    const reservations = [{ inventory_item_id: itemId, location_id: shop.locationIds[0]!, quantity: 1 }]
    await inventory.withCause({ cause: "fair", causeId: "oslo-2026" }, () =>
      createReservationsWorkflow(shop.container).run({
        input: { reservations },
        context: { transactionId: "run-8" } as never,
      })
    )
    expect(await movementsOf(itemId)).toMatchObject([
      { cause: "fair", causeId: "oslo-2026", actor: "system", correlationId: "run-8" },
    ])
  })

  it("many checkouts at once each keep their own cause, also where one statement serves several", async () => {
    const { variantId, itemId } = await product()
    const orders = await Promise.all(
      Array.from({ length: 6 }, (_, index) => counter.buy({ [variantId]: 1 }, { "x-correlation-id": `many-${index}` }))
    )
    const told = (await movementsOf(itemId)).flatMap((each) => (each.parts.length > 0 ? each.parts : [each]))
    expect(told.map((each) => each.causeId).sort()).toEqual(orders.map((order) => order.cartId).sort())
    expect(told.map((each) => each.correlationId).sort()).toEqual(orders.map((_, index) => `many-${index}`))
    expect(told.reduce((sum, each) => sum + each.reservedDelta, 0)).toBe(6)
  })
})
