import { randomUUID } from "node:crypto"
import type { InventoryUnderTest } from "../../support/inventory-module"
import { counts, key, type Model } from "./model"

/** The module under test, with one sequence's items, places and names. */
export interface World {
  readonly inventory: InventoryUnderTest
  readonly items: readonly string[]
  readonly places: readonly string[]
  /** Makes a name its own, so that sequences share a database and nothing else. */
  readonly named: (name: string) => string
}

const places = Array.from({ length: counts.places }, (_, n) => n)

/** Items of its own: the first counted in pieces, the second in kilograms, with stock at each place. */
export async function createWorld(
  inventory: InventoryUnderTest,
  model: Model,
  stock: readonly number[]
): Promise<World> {
  const id = randomUUID().slice(0, 8)
  const named = (name: string) => `${name}-${id}`
  const items = Array.from({ length: counts.items }, (_, n) => named(`iitem_${n}`))
  const locations = places.map((n) => named(`place_${n}`))
  const pairs = items.flatMap((item, n) => locations.map((location, at) => ({ item, location, n, at })))
  await inventory.database.query(
    `insert into inventory_item (id, sku, unit_of_measure) select i.id, i.id, i.unit
     from jsonb_to_recordset($1::jsonb) as i(id text, unit text)`,
    [JSON.stringify(items.map((item, n) => ({ id: item, unit: ["piece", "kg"][n] })))]
  )
  const figures = pairs.map((pair, n) => ({ ...pair, id: named(`ilev_${n}`), on_hand: stock[n % stock.length]! }))
  await inventory.database.query(
    `insert into inventory_level (id, inventory_item_id, location_id, stocked_quantity, raw_stocked_quantity, reserved_quantity,
       raw_reserved_quantity, incoming_quantity, raw_incoming_quantity)
     select l.id, l.item, l.location, l.on_hand, jsonb_build_object('value', l.on_hand::text, 'precision', 20),
       0, '{"value": "0", "precision": 20}', 0, '{"value": "0", "precision": 20}'
     from jsonb_to_recordset($1::jsonb) as l(id text, item text, location text, on_hand numeric)`,
    [JSON.stringify(figures)]
  )
  for (const { n, at, on_hand } of figures) model.levels.set(key(n, at), { onHand: on_hand, safety: null })
  return { inventory, items, places: locations, named }
}

/** Everything that a sequence left in the database, and what is wrong with it in itself. */
export interface State {
  readonly levels: readonly { item: string; place: string; onHand: number; reserved: number; promise: number }[]
  readonly reservations: readonly {
    id: string
    item: string
    place: string
    quantity: number
    backorder: boolean
    line: string
  }[]
  readonly claims: readonly {
    id: string
    kind: "hold" | "reservation"
    owner: string
    item: string
    place: string
    pool: string[] | null
    quantity: number
    line: string | null
    living: boolean
  }[]
  readonly wrong: readonly string[]
}

/** Reads it in one statement. `wrong` names each law of the books that does not hold for these items. */
export async function readState({ inventory, items }: World): Promise<State> {
  const [row] = await inventory.database.query<State>(stateQuery, [items])
  return row!
}

const stateQuery = `
  with level as (select * from inventory_level where inventory_item_id = any($1::text[]) and deleted_at is null),
  hold as (select * from anyshelf_hold where inventory_item_id = any($1::text[])),
  reservation as (select * from reservation_item where inventory_item_id = any($1::text[]) and deleted_at is null),
  movement as (select * from anyshelf_stock_movement where inventory_item_id = any($1::text[])),
  told as (
    select l.*, (select coalesce(sum(r.quantity), 0) from reservation r where r.inventory_item_id = l.inventory_item_id
        and r.location_id = l.location_id) as claimed,
      (select coalesce(sum(h.quantity), 0) from hold h where h.kind = 'hold' and h.inventory_item_id = l.inventory_item_id
        and h.location_id = l.location_id) as is_held,
      (select coalesce(sum(h.quantity), 0) from hold h where h.kind = 'reservation' and h.inventory_item_id = l.inventory_item_id
        and h.location_id = l.location_id) as is_unrouted,
      m.count, m.last, m.on_hand, m.reserved, c.version as marked
    from level l
    left join lateral (select count(*), max(m.version) as last, sum(m.on_hand_delta) as on_hand, sum(m.reserved_delta) as reserved
      from movement m where m.inventory_item_id = l.inventory_item_id and m.location_id = l.location_id) m on true
    left join anyshelf_stock_change c on c.inventory_item_id = l.inventory_item_id and c.location_id = l.location_id)
  select
    (select coalesce(jsonb_agg(jsonb_build_object('item', inventory_item_id, 'place', location_id, 'onHand', stocked_quantity,
      'reserved', reserved_quantity, 'promise', anyshelf_free(l) - anyshelf_safety(inventory_item_id, location_id))), '[]')
      from level l) as levels,
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'item', inventory_item_id, 'place', location_id, 'quantity', quantity,
      'backorder', allow_backorder, 'line', line_item_id)), '[]') from reservation) as reservations,
    (select coalesce(jsonb_agg(jsonb_build_object('id', claim_id, 'kind', kind, 'owner', owner, 'item', inventory_item_id,
      'place', location_id, 'pool', to_jsonb(pool), 'quantity', quantity, 'line', line_item_id, 'living', expires_at > clock_timestamp())), '[]') from hold) as claims,
    (select coalesce(jsonb_agg(x.law), '[]') from (
      select 'reserved is the sum of the reservations' as law from told where reserved_quantity <> claimed
      union all select 'held is the sum of the holds' from told where anyshelf_held <> is_held
      union all select 'unrouted is the sum of the pool-scoped reservations' from told where anyshelf_unrouted <> is_unrouted
      union all select 'a level is the fold of its ledger' from told
        where (on_hand, reserved) is distinct from (stocked_quantity, reserved_quantity)
      union all select 'versions have no gaps' from told where (count, last) is distinct from (anyshelf_version, anyshelf_version)
      union all select 'a changed pair is marked' from told where marked is distinct from anyshelf_version
      union all select 'a figure and its raw twin agree' from told
        where (stocked_quantity, reserved_quantity)
          is distinct from ((raw_stocked_quantity ->> 'value')::numeric, (raw_reserved_quantity ->> 'value')::numeric)
      union all select 'a reservation and its raw twin agree' from reservation
        where quantity <> (raw_quantity ->> 'value')::numeric
      union all select 'units lie within their pool' from hold where not location_id = any(coalesce(pool, array[location_id]))
    ) x) as wrong`
