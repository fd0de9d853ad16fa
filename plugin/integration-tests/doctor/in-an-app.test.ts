import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import type { FindingCode } from "../../src/domain/doctor"
import { runDoctor } from "../../src/inventory/doctor/run-doctor"
import type { AnyshelfInventory } from "../../src/inventory/contract"
import { describeSharedApp } from "../support/shared-app"
import { createProducts, createShop, itemOf, stockEverywhere, type Shop } from "../support/shop"

describeSharedApp("the doctor in an app", ({ api, getContainer }) => {
  let shop: Shop
  let knex: Knex
  let inventory: AnyshelfInventory
  let item: string
  let variantId: string
  let backorderVariantId: string

  beforeAll(async () => {
    shop = await createShop(getContainer())
    knex = getContainer().resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex
    inventory = getContainer().resolve(Modules.INVENTORY) as unknown as AnyshelfInventory
    const [cup] = await createProducts(shop, [
      {
        handle: "cup",
        variants: [
          { sku: "CUP-1", size: "One" },
          { sku: "CUP-2", size: "Two", allow_backorder: true },
        ],
      },
    ])
    ;[variantId, backorderVariantId] = ["CUP-1", "CUP-2"].map(
      (sku) => cup!.variants.find((variant) => variant.sku === sku)!.id
    ) as [string, string]
    await stockEverywhere(shop, ["CUP-1", "CUP-2"], 20)
    item = await itemOf(shop, "CUP-1")
  })

  const look = () => runDoctor(knex, { actor: "test" })
  const repair = () => runDoctor(knex, { actor: "test", repair: true })

  /** An order of two cups, of which some are reserved. */
  async function order(reserved: number, variant = variantId): Promise<{ id: string; line: string }> {
    const made = await getContainer()
      .resolve(Modules.ORDER)
      .createOrders({
        currency_code: "eur",
        sales_channel_id: shop.channelId,
        region_id: shop.regionId,
        items: [{ title: "Cup", quantity: 2, unit_price: 5, variant_id: variant }],
      })
    const line = made.items![0]!.id
    if (reserved > 0)
      await inventory.createReservationItems({
        inventory_item_id: item,
        location_id: shop.locationIds[0]!,
        quantity: reserved,
        line_item_id: line,
      })
    return { id: made.id, line }
  }

  /** Everything that was done so far lies an hour back; what is done later is new. */
  const anHourLater = () =>
    knex.raw(`
      update "order" set updated_at = updated_at - interval '1 hour', created_at = created_at - interval '1 hour';
      update order_item set updated_at = updated_at - interval '1 hour';
      update order_line_item set updated_at = updated_at - interval '1 hour';
      update reservation_item set updated_at = updated_at - interval '1 hour';
      update anyshelf_hold set created_at = created_at - interval '1 hour'`)

  const found = async (): Promise<[FindingCode, string | undefined][]> =>
    (await look()).findings.map(({ code, subject }) => [code, subject.orderId ?? subject.lineItemId])

  afterEach(async () => {
    await knex.raw(`delete from "order"; delete from order_line_item`)
    await knex.raw(`delete from anyshelf_hold`)
    await inventory.deleteReservationItems((await inventory.listReservationItems({})).map(({ id }) => id))
    await knex.raw(`update inventory_level set anyshelf_unrouted = 0`)
    expect(await look()).toMatchObject({ healthy: true, skipped: [] })
  })

  it("an order with its stock, or that may be backordered, is healthy", async () => {
    await order(2)
    await order(0, backorderVariantId)
    await anHourLater()
    expect(await found()).toEqual([])
  })

  it("an order that waits for stock is told, once it had its time; a person decides", async () => {
    const none = await order(0)
    const some = await order(1)
    expect(await found()).toEqual([])
    await anHourLater()
    const report = await repair()
    expect(report).toMatchObject({ healthy: false, found: 2, repaired: 0 })
    const told = Object.fromEntries(report.findings.map((each) => [each.subject.orderId, each]))
    expect(told[none.id]).toMatchObject({
      code: "order_without_stock",
      outcome: "left",
      repair: "person",
      subject: { sku: "CUP-1", lineItemId: none.line, orderNumber: expect.stringMatching(/^\d+$/) },
      sentence: "The order waits for 2 more, and has 0 reserved.",
      remedy: expect.stringContaining("Allocate items"),
    })
    expect(told[some.id]).toMatchObject({ figures: { wanted: "2", claimed: "1" } })
  })

  it("a pool reservation serves its order", async () => {
    const waiting = await order(0)
    await inventory.reserve({
      lines: [
        { inventoryItemId: item, locationIds: shop.locationIds.slice(0, 3), quantity: 2, lineItemId: waiting.line },
      ],
    })
    await anHourLater()
    expect(await found()).toEqual([])
  })

  it.each([
    [
      "cancelled",
      (id: string) => knex.raw(`update "order" set status = 'canceled', canceled_at = now() where id = ?`, [id]),
    ],
    ["deleted", (id: string) => knex.raw(`update "order" set deleted_at = now() where id = ?`, [id])],
    [
      "gone from the database",
      (id: string) =>
        knex.raw(
          `with o as (delete from "order" where id = ? returning id) delete from order_line_item where id in (select item_id from order_item where order_id in (select id from o))`,
          [id]
        ),
    ],
    ["edited, so that the line is gone", (id: string) => knex.raw(`update "order" set version = 2 where id = ?`, [id])],
    [
      "fulfilled past the reservation",
      (id: string) =>
        knex.raw(
          `update order_item set fulfilled_quantity = quantity, raw_fulfilled_quantity = raw_quantity where order_id = ?`,
          [id]
        ),
    ],
  ])("stock reserved for an order that is %s is given back, in both kinds", async (_, act) => {
    const { id, line } = await order(1)
    await inventory.reserve({
      lines: [{ inventoryItemId: item, locationIds: shop.locationIds.slice(0, 3), quantity: 1, lineItemId: line }],
    })
    await act(id)
    expect((await found()).filter(([code]) => code === "orphan_reservation")).toEqual([])
    await anHourLater()
    const before = await look()
    expect(before.findings.map(({ code, figures }) => [code, figures.claimed])).toEqual([
      ["orphan_reservation", "1"],
      ["orphan_reservation", "1"],
    ])
    expect(await repair()).toMatchObject({ healthy: true, repaired: 2 })
    expect(await look()).toMatchObject({ healthy: true, found: 0 })
    const { stock } = await inventory.readStock({ inventoryItemIds: [item] })
    expect(stock.every(({ reserved, unrouted }) => reserved === 0 && unrouted === 0)).toBe(true)
    const [last] = await inventory.readMovements({ inventoryItemId: item, limit: 1 })
    expect(last).toMatchObject({ cause: "doctor", causeId: "orphan_reservation", actor: "test", reservedDelta: -1 })
  })

  const promise = (line: string) =>
    knex.raw(
      `insert into anyshelf_future_promise (id, inventory_item_id, location_id, line_item_id, quantity, promised_for, created_at)
       values (?, ?, ?, ?, 2, now(), now() - interval '1 hour')`,
      [`afp_${line}`, item, shop.locationIds[0]!, line]
    )

  it("a promise on a delivery serves its order, and ends with it", async () => {
    const { id, line } = await order(0)
    await promise(line)
    await anHourLater()
    expect(await found()).toEqual([])
    await knex.raw(`update "order" set status = 'canceled', canceled_at = now() where id = ?`, [id])
    await anHourLater()
    expect(await found()).toEqual([["orphan_reservation", id]])
    expect(await repair()).toMatchObject({ healthy: true, repaired: 1 })
    expect((await knex.raw(`select 1 from anyshelf_future_promise`)).rows).toEqual([])
  })

  it("a reservation for a line that no order knows is told, and left", async () => {
    const claim = { inventory_item_id: item, location_id: shop.locationIds[0]!, quantity: 1, line_item_id: "till-7" }
    await inventory.createReservationItems(claim)
    await anHourLater()
    expect((await repair()).findings).toMatchObject([
      { code: "unknown_reservation", outcome: "left", subject: { lineItemId: "till-7", locationName: "Warehouse" } },
    ])
  })

  it("what Medusa's own cancelling leaves is healthy", async () => {
    const { id } = await order(2)
    await cancelOrderWorkflow(getContainer()).run({ input: { order_id: id } })
    await anHourLater()
    expect(await found()).toEqual([])
  })

  describe("over HTTP", () => {
    const headers = () => ({ authorization: `Basic ${shop.secretKey}` })
    const ask = (body: unknown) => api.post("/admin/anyshelf/doctor", body, { headers: headers() })
    const lines = (text: unknown) =>
      (typeof text === "string"
        ? text
            .trimEnd()
            .split("\n")
            .map((line) => JSON.parse(line))
        : [text]) as {
        progress?: { part: string }
        report?: { healthy: boolean; found: number }
      }[]

    it("is for staff", async () => {
      expect((await api.post("/admin/anyshelf/doctor", {})).status).toBe(401)
    })

    it.each([[{ repair: "yes" }], [{ repair: true, force: true }]])("refuses %j", async (body) => {
      expect((await ask(body)).status).toBe(400)
    })

    it("tells its progress line by line, and the report last", async () => {
      const { status, headers: answered, data } = await ask({})
      expect(status).toBe(200)
      expect(answered["content-type"]).toBe("application/x-ndjson; charset=utf-8")
      const told = lines(data)
      expect(new Set(told.flatMap(({ progress }) => progress?.part ?? []))).toEqual(
        new Set(["levels", "reservations", "orders", "channels"])
      )
      expect(told.at(-1)).toMatchObject({ report: { healthy: true, found: 0, schema: 1 } })
    })

    it("looks without being told to repair, and repairs in the name of who asked", async () => {
      const { id } = await order(1)
      await knex.raw(`update "order" set status = 'canceled', canceled_at = now() where id = ?`, [id])
      await anHourLater()
      expect(lines((await ask({})).data).at(-1)).toMatchObject({ report: { healthy: false, repaired: 0 } })
      expect(lines((await ask({ repair: true })).data).at(-1)).toMatchObject({ report: { healthy: true, repaired: 1 } })
      const [last] = await inventory.readMovements({ inventoryItemId: item, limit: 1 })
      expect(last).toMatchObject({ cause: "doctor", actor: expect.stringMatching(/^apk_/) })
    })

    it("refuses with a sentence where it cannot look", async () => {
      await knex.raw(
        `update mikro_orm_migrations set name = 'later' where name = 'Migration20261123130000AnyshelfClaims'`
      )
      const { status, data } = await ask({})
      await knex.raw(
        `update mikro_orm_migrations set name = 'Migration20261123130000AnyshelfClaims' where name = 'later'`
      )
      expect(status).toBe(400)
      expect(data.message).toContain("Run npx medusa db:migrate first")
    })
  })

  it("a change that no channel was told of is marked again", async () => {
    await knex.raw(
      `
      insert into anyshelf_channel_listing (id, connection_id, external_id, product_ref, stock_ref, title, external_updated_at, seen_at, state, inventory_item_ids)
        values ('lst_1', 'c', 'e', 'p', 's', 't', now(), now(), 'mapped', array[?]);
      insert into anyshelf_channel_publication (id, connection_id, listing_id, stock_ref, external_location_id, updated_at)
        values ('pub_1', 'c', 'lst_1', 's', 'l', now() - interval '1 day');
      delete from anyshelf_stock_change`.replace("?", `'${item}'`)
    )
    expect(await look()).toMatchObject({ healthy: true })
    await knex.raw(`update inventory_level set anyshelf_changed_at = now() - interval '1 hour'`)
    const report = await repair()
    expect(report.counts).toEqual({ change_not_told: shop.locationIds.length })
    expect(report.healthy).toBe(true)
    const { rows } = await knex.raw(`select count(*)::int as marks from anyshelf_stock_change`)
    expect(rows).toEqual([{ marks: shop.locationIds.length }])
    await knex.raw(`delete from anyshelf_channel_publication; delete from anyshelf_channel_listing`)
  })
})
