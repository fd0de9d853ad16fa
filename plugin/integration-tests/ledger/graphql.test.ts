import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { AnyshelfInventory } from "../../src/inventory/contract"
import { anonymousWith, ask, staffWith } from "../support/ask"
import { describeSharedApp } from "../support/shared-app"
import { createProducts, createShop, itemOf, stockEverywhere, type Shop } from "../support/shop"

const movements = /* GraphQL */ `
  query (
    $first: Int
    $after: String
    $sku: String
    $item: ID
    $location: ID
    $kind: StockMovementKind
    $cause: String
    $from: DateTime
    $to: DateTime
  ) {
    stockMovements(
      first: $first
      after: $after
      sku: $sku
      inventoryItemId: $item
      locationId: $location
      kind: $kind
      cause: $cause
      from: $from
      to: $to
    ) {
      nodes {
        id
        inventoryItemId
        sku
        locationId
        location {
          name
        }
        version
        kind
        onHandDelta
        reservedDelta
        incomingDelta
        onHandAfter
        reservedAfter
        incomingAfter
        cause
        causeId
        actor
        correlationId
        reason
        occurredAt
        recordedAt
        parts {
          reservedDelta
          cause
          causeId
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        endCursor
      }
    }
  }
`

const asOf = /* GraphQL */ `
  query ($at: DateTime!, $skus: [String!], $items: [ID!], $locations: [ID!]) {
    stockAsOf(at: $at, skus: $skus, inventoryItemIds: $items, locationIds: $locations) {
      asOf
      levels {
        sku
        location {
          name
        }
        onHand
        reserved
        incoming
        version
        changedAt
      }
    }
  }
`

describeSharedApp("the ledger in GraphQL", ({ api, getContainer }) => {
  let shop: Shop
  let inventory: AnyshelfInventory
  let cup: string

  beforeAll(async () => {
    shop = await createShop(getContainer())
    inventory = shop.container.resolve<AnyshelfInventory>(Modules.INVENTORY)
    await createProducts(shop, [
      { handle: "cup", variants: [{ sku: "CUP", size: "One" }] },
      { handle: "saucer", variants: [{ sku: "SAUCER", size: "One" }] },
    ])
    await stockEverywhere(shop, ["CUP", "SAUCER"], 5)
    cup = await itemOf(shop, "CUP")
  })

  const staff = () => staffWith(shop.publishableKey)
  const read = async (variables: object) => {
    const { data, errors } = await ask(api, staff(), movements, variables)
    expect(errors).toBeUndefined()
    return data.stockMovements
  }
  const refusal = async (query: string, variables: object) => (await ask(api, staff(), query, variables)).errors?.[0]
  const adjust = (place: number, change: number) =>
    inventory.adjustInventory(cup, shop.locationIds[place]!, change).then(() => undefined)

  describe("is for staff", () => {
    const questions = () => [
      [movements, { sku: "CUP" }] as const,
      [asOf, { at: new Date().toISOString(), skus: ["CUP"] }] as const,
    ]

    it.each([
      ["a stranger", () => anonymousWith(shop.publishableKey)],
      ["nobody at all", () => anonymousWith(null)],
      [
        "a shopper",
        () => ({ kind: "customer" as const, actorId: "cus_1", scopes: [], publishableKey: shop.publishableKey }),
      ],
    ])("and refused to %s", async (_, identity) => {
      for (const [query, variables] of questions()) {
        const { data, errors } = await ask(api, identity(), query, variables)
        expect(Object.values(data)).toEqual([null])
        expect(errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }])
      }
    })
  })

  it("tells every figure, who, why and when", async () => {
    const cause = { cause: "count", causeId: "count-7", actor: "user_1", correlationId: "c-7", reason: "Two broken" }
    await inventory.withCause(cause, () => adjust(0, -2))
    const { nodes } = await read({ sku: "CUP", first: 1 })
    expect(nodes).toEqual([
      {
        id: expect.stringMatching(/^amov_/),
        inventoryItemId: cup,
        sku: "CUP",
        locationId: shop.locationIds[0],
        location: { name: "Warehouse" },
        version: 2,
        kind: "ADJUSTED",
        onHandDelta: -2,
        reservedDelta: 0,
        incomingDelta: 0,
        onHandAfter: 3,
        reservedAfter: 0,
        incomingAfter: 0,
        ...cause,
        occurredAt: expect.any(String),
        recordedAt: expect.any(String),
        parts: [],
      },
    ])
  })

  it("pages through all of it, newest first, and a page does not shift when more is written meanwhile", async () => {
    const everything: { id: string }[] = []
    let after: string | null = null
    const whole = (await read({ first: 100 })).nodes
    do {
      const page: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } = await read({
        first: 5,
        after,
      })
      everything.push(...page.nodes)
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
      await adjust(1, 1)
    } while (after)
    expect(everything.map(({ id }) => id)).toEqual(whole.map(({ id }: { id: string }) => id))
    const instants = whole.map(({ recordedAt }: { recordedAt: string }) => recordedAt)
    expect(instants).toEqual([...instants].sort().reverse())
  })

  it("pages of one item over all its places are the item's movements in the same order", async () => {
    const whole = (await read({ first: 100 })).nodes.filter((each: { sku: string }) => each.sku === "CUP")
    const first = await read({ item: cup, first: 4 })
    const second = await read({ item: cup, first: 100, after: first.pageInfo.endCursor })
    expect([...first.nodes, ...second.nodes].map(({ id }) => id)).toEqual(whole.map(({ id }: { id: string }) => id))
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
  })

  it("is narrowed by place, kind, cause and span, which may be combined", async () => {
    const [store] = [shop.locationIds[2]!]
    const before = (await inventory.readStockAsOf({ inventoryItemIds: [cup], asOf: new Date() })).asOf
    await inventory.withCause({ cause: "delivery", kind: "received" }, () => adjust(2, 4))
    await inventory.createReservationItems({ inventory_item_id: cup, location_id: store, quantity: 1 })
    const kinds = async (variables: object) =>
      (await read({ sku: "CUP", ...variables })).nodes.map((each: { kind: string }) => each.kind)
    expect(await kinds({ location: store, first: 2 })).toEqual(["ALLOCATED", "RECEIVED"])
    expect(await kinds({ kind: "RECEIVED" })).toEqual(["RECEIVED"])
    expect(await kinds({ cause: "delivery", location: store })).toEqual(["RECEIVED"])
    expect(await kinds({ cause: "delivery", location: shop.locationIds[3] })).toEqual([])
    const from = new Date(before.getTime() - 1).toISOString()
    expect(await kinds({ from })).toEqual(["ALLOCATED", "RECEIVED"])
    expect(await kinds({ to: from, location: store })).toEqual(["ADJUSTED"])
    const everywhere = await read({ kind: "RECEIVED", from })
    expect(everywhere.nodes).toMatchObject([{ sku: "CUP", cause: "delivery" }])
    expect((await read({ sku: "NO-SUCH" })).nodes).toEqual([])
  })

  it("finds a cause inside a movement that served several", async () => {
    const saucer = await itemOf(shop, "SAUCER")
    await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        inventory.withCause({ cause: "rush", causeId: `cart-${index}` }, () =>
          inventory.createReservationItems({
            inventory_item_id: saucer,
            location_id: shop.locationIds[4]!,
            quantity: 1,
          })
        )
      )
    )
    const { nodes } = await read({ sku: "SAUCER", cause: "rush" })
    const shares = nodes.flatMap((each: { parts: object[] }) => (each.parts.length > 0 ? each.parts : [each]))
    expect(shares.map(({ causeId }: { causeId: string }) => causeId).sort()).toEqual(
      [0, 1, 2, 3, 4].map((n) => `cart-${n}`)
    )
    expect(nodes.some((each: { parts: object[] }) => each.parts.length > 1)).toBe(true)
    expect(shares.reduce((sum: number, { reservedDelta }: { reservedDelta: number }) => sum + reservedDelta, 0)).toBe(5)
  })

  it.each([
    ["a page without end", { first: 101 }, '"first" is 101'],
    ["two names of an item", { sku: "CUP", item: "iitem_1" }, 'Give "inventoryItemId" or "sku", not both'],
    ["a needle in all of history", { cause: "delivery" }, "Name an item, or a span"],
    ["a cursor that we did not give", { after: "bm9wZQ" }, "is not a cursor"],
    [
      "a cursor with words for numbers",
      { after: Buffer.from('["1;drop","x"]').toString("base64url") },
      "is not a cursor",
    ],
    ["an instant without a zone", { from: "2026-11-23T09:30:00" }, '"from" must be an instant in ISO 8601'],
    [
      "a span that ends before it begins",
      { from: "2026-11-23T09:30:00Z", to: "2026-11-22T09:30:00Z" },
      "from must be before to",
    ],
  ])("refuses %s, and says what to do", async (_, variables, sentence) => {
    expect(await refusal(movements, variables)).toMatchObject({
      message: expect.stringContaining(sentence),
      extensions: { code: "BAD_USER_INPUT" },
    })
  })

  it("tells stock as it was, by SKU or by id, everywhere or at some places", async () => {
    const { asOf: at } = await inventory.readStockAsOf({ inventoryItemIds: [], asOf: new Date() })
    const stock = await inventory.readStock({ inventoryItemIds: [cup] })
    await new Promise((resolve) => setImmediate(resolve))
    await adjust(5, 9)
    const { data } = await ask(api, staff(), asOf, { at: at.toISOString(), skus: ["CUP"] })
    const told = data.stockAsOf.levels.map((each: { onHand: number; reserved: number }) => [each.onHand, each.reserved])
    const places = [...stock.stock].sort((a, b) => (a.locationId < b.locationId ? -1 : 1))
    expect(told).toEqual(places.map((each) => [each.onHand, each.reserved]))
    const one = { at: new Date().toISOString(), items: [cup], locations: [shop.locationIds[5]] }
    const { data: now } = await ask(api, staff(), asOf, one)
    expect(now.stockAsOf.levels).toMatchObject([{ sku: "CUP", location: { name: "Store 10" }, onHand: 14 }])
    expect(await refusal(asOf, { at: "now", skus: ["CUP"] })).toMatchObject({ extensions: { code: "BAD_USER_INPUT" } })
    expect(await refusal(asOf, { at: one.at })).toMatchObject({ message: 'Give "inventoryItemIds" or "skus".' })
  })

  it("takes as many statements for a full page as for one movement", async () => {
    const knex = shop.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    const statementsOf = async (first: number) => {
      const statements: string[] = []
      const count = ({ sql }: { sql: string }) => void (sql.includes("workflow_execution") || statements.push(sql))
      knex.client.on("query", count)
      const { nodes } = await read({ first })
      knex.client.removeListener("query", count)
      return { nodes: nodes.length, statements: statements.length }
    }
    await statementsOf(1)
    const [one, many] = [await statementsOf(1), await statementsOf(30)]
    expect(many.nodes).toBeGreaterThan(20)
    expect(many.statements).toBe(one.statements)
    expect(many.statements).toBeLessThanOrEqual(3)
  })
})
