import fc from "fast-check"
import type { ArticlePromise, PromiseTotal } from "../../src/inventory/contract"
import { bootOurs, type InventoryUnderTest } from "../support/inventory-module"
import { judgeByHand } from "./judge-by-hand"
import { randomShop, type RandomShop } from "./random-shop"

let inventory: InventoryUnderTest
beforeAll(async () => void (inventory = await bootOurs()))
afterAll(() => inventory?.close())

let shops = 0

/** Puts a shop of its own into the database, by hand: what counts is what is read, whoever wrote it. */
async function open(shop: RandomShop): Promise<(kind: string, id: number | null) => string | null> {
  const run = (shops += 1)
  const name = (kind: string, id: number | null) => (id === null ? null : `${kind}-${run}-${id}`)
  const insert = (sql: string, rows: readonly object[]) => inventory.database.query(sql, [JSON.stringify(rows)])
  const places = (rows: readonly { item?: number | null; location?: number; channel?: number | null }[]) =>
    rows.map((row) => ({
      ...row,
      item: name("item", row.item ?? null),
      location: name("place", row.location ?? null),
      channel: name("channel", row.channel ?? null),
    }))
  // A channel's default is about every item there is, also those of the shop before.
  for (const table of ["safety_stock", "channel_buffer", "channel_allocation", "location_service"])
    await inventory.database.query(`delete from anyshelf_${table}`)
  await inventory.database.query(`set session_replication_role = replica`)
  await inventory.database.query(`set synchronous_commit = off`)
  await insert(
    `insert into inventory_level (id, inventory_item_id, location_id, stocked_quantity, raw_stocked_quantity, reserved_quantity,
       raw_reserved_quantity, raw_incoming_quantity, anyshelf_held, anyshelf_unrouted, anyshelf_version)
     select 'ilev-' || d.item || d.location, d.item, d.location, d."onHand", '{}', d.reserved, '{}', '{}', d.living + d.lapsed,
       d.unrouted, 1
     from jsonb_to_recordset($1) d(item text, location text, "onHand" numeric, reserved numeric, living numeric, lapsed numeric,
       unrouted numeric)`,
    places(shop.levels)
  )
  await insert(
    `insert into anyshelf_hold (claim_id, kind, owner, inventory_item_id, location_id, quantity, expires_at)
     select 'hold-' || x.item || x.location || x.name, 'hold', 'cart', x.item, x.location, x.quantity, now() + x.ttl
     from (select d.item, d.location, 'living' as name, d.living as quantity, interval '1 hour' as ttl
       from jsonb_to_recordset($1) d(item text, location text, living numeric)
       union all select d.item, d.location, 'lapsed', d.lapsed, interval '-1 second'
       from jsonb_to_recordset($1) d(item text, location text, lapsed numeric)) x where x.quantity > 0`,
    places(shop.levels)
  )
  await insert(
    `insert into anyshelf_safety_stock (location_id, inventory_item_id, quantity)
     select d.location, d.item, d.quantity from jsonb_to_recordset($1) d(location text, item text, quantity numeric)`,
    places(shop.safety)
  )
  await insert(
    `insert into anyshelf_channel_buffer (sales_channel_id, inventory_item_id, quantity, unit)
     select d.channel, d.item, d.quantity, d.unit
     from jsonb_to_recordset($1) d(channel text, item text, quantity numeric, unit text)`,
    places(shop.buffers)
  )
  await insert(
    `insert into anyshelf_channel_allocation (sales_channel_id, inventory_item_id, kind, quantity, threshold)
     select d.channel, d.item, d.kind, d.quantity, case d.kind when 'split' then d.below end
     from jsonb_to_recordset($1) d(channel text, item text, kind text, quantity numeric, below numeric)`,
    places(shop.allocations)
  )
  await insert(
    `insert into anyshelf_location_service (location_id, sales_channel_id, method, enabled)
     select d.location, d.channel, d.method, d.enabled
     from jsonb_to_recordset($1) d(location text, channel text, method text, enabled boolean)`,
    places(shop.services)
  )
  return name
}

async function readPromises(shop: RandomShop) {
  const name = await open(shop)
  return inventory.service.readPromises({
    articles: shop.articles.map((parts, n) => ({
      id: String(n),
      components: parts.map(({ item, requiredQuantity }) => ({
        inventoryItemId: name("item", item)!,
        requiredQuantity,
      })),
    })),
    places: [0, 1, 2, 3].map((location) => ({
      locationId: name("place", location)!,
      salesChannelIds: shop.links
        .filter((link) => link.location === location && shop.asked.includes(link.channel))
        .map(({ channel }) => name("channel", channel)!),
    })),
    salesChannelIds: shop.asked.map((channel) => name("channel", channel)!),
    withTerms: true,
  })
}

const total = ({ quantity, locations, channelBuffer, allocation }: PromiseTotal) => ({
  quantity,
  locations,
  channelBuffer,
  allocation,
})

const said = ({ any, ship, pickup, places }: ArticlePromise) => ({
  any: total(any),
  ship: total(ship),
  pickup: total(pickup),
  places: places.map(({ quantity, terms }) => [quantity, ...terms.map(({ available }) => available)]),
})

const byHand = (shop: RandomShop, article: RandomShop["articles"][number]) => {
  const { any, ship, pickup } = judgeByHand(shop, article)
  const sum = ({ quantity, locationsTotal, channelBuffer, allocation }: typeof any) => ({
    quantity,
    locations: locationsTotal,
    channelBuffer,
    allocation,
  })
  return {
    any: sum(any),
    ship: sum(ship),
    pickup: sum(pickup),
    places: any.locations.map(({ quantity, terms }) => [
      quantity,
      ...terms.map(({ available }) => Math.round(available * 1e6) / 1e6),
    ]),
  }
}

it("the database and the pure judgement say the same of every shop", async () => {
  await fc.assert(
    fc.asyncProperty(randomShop, async (shop) => {
      const { promises } = await readPromises(shop)
      expect(promises.map(said)).toEqual(shop.articles.map((article) => byHand(shop, article)))
    }),
    { numRuns: 400 }
  )
})

it("reading with terms or without gives the same numbers", async () => {
  const shop = fc.sample(randomShop, { numRuns: 1, seed: 7 })[0]!
  const { promises, served } = await readPromises(shop)
  for (const { places } of promises)
    expect(places.map(({ locationId }) => locationId)).toEqual(served.map(({ locationId }) => locationId))
})
