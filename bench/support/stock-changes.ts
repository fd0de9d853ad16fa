import type { Client } from "pg"
import { shopifyPlaces } from "../../examples/store/src/connections"

/** One article at one place, here and at Shopify. */
export interface Pair {
  readonly itemId: string
  readonly locationId: string
  readonly stockRef: string
  readonly locationRef: string
  /** On hand less what Shopify shows: reserved and withheld units, which this bench does not touch. */
  readonly withheld: number
}

interface Change {
  readonly onHand: number
  readonly committedAt: number
}

const keyOf = ({ stockRef, locationRef }: Pick<Pair, "stockRef" | "locationRef">) => `${stockRef}@${locationRef}`
/** Far above anything that was there, so that each number is new and rises by one. */
const first = 10_000

/** Which change is on its way, and how long each took until Shopify showed it or something newer. */
export class Changes {
  private readonly waiting = new Map<string, Change[]>()
  private readonly took: number[] = []
  private readonly byKey: ReadonlyMap<string, Pair>
  private made = 0

  constructor(private readonly pairs: readonly Pair[]) {
    this.byKey = new Map(pairs.map((pair) => [keyOf(pair), pair]))
  }

  /** The next change to make: the pairs take turns. */
  next(): { pair: Pair; onHand: number } {
    const pair = this.pairs[this.made % this.pairs.length]
    if (!pair) throw new Error("No article is published to Shopify.")
    const onHand = first + Math.floor(this.made / this.pairs.length)
    this.made++
    return { pair, onHand }
  }

  committed(pair: Pair, onHand: number): void {
    const list = this.waiting.get(keyOf(pair)) ?? []
    this.waiting.set(keyOf(pair), [...list, { onHand, committedAt: Date.now() }])
  }

  /** Shopify shows a number. */
  shown(level: { stockRef: string; locationRef: string; available: number; at: number }): void {
    const pair = this.byKey.get(keyOf(level))
    if (!pair) return
    const onHand = level.available + pair.withheld
    const list = this.waiting.get(keyOf(pair)) ?? []
    for (const change of list) if (change.onHand <= onHand) this.took.push(Math.max(0, level.at - change.committedAt))
    this.waiting.set(
      keyOf(pair),
      list.filter((change) => change.onHand > onHand)
    )
  }

  /** How many have not been shown. */
  get open(): number {
    return [...this.waiting.values()].reduce((sum, list) => sum + list.length, 0)
  }

  /** How long each took, fastest first. */
  get lags(): readonly number[] {
    return [...this.took].sort((a, b) => a - b)
  }

  /** Waits until everything is shown, at most so long. */
  async settled(withinMs: number): Promise<void> {
    const until = Date.now() + withinMs
    while (this.open > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/**
 * Every article and place that is published to Shopify, each with one of our locations that stand behind it: what changes there
 * changes what Shopify shows by as much.
 *
 * @param places - Shopify's locations
 */
export async function readPairs(
  database: Client,
  places: readonly { readonly id: string; readonly name: string }[]
): Promise<Pair[]> {
  const { rows } = await database.query<
    Record<"item" | "location" | "stock_ref" | "location_ref" | "withheld", string>
  >(
    `select link.inventory_item_id as item, level.location_id as location, p.stock_ref,
       p.external_location_id as location_ref, level.stocked_quantity - p.confirmed_quantity as withheld
     from anyshelf_channel_publication p
     join jsonb_to_recordset($1::jsonb) as place(id text, ours text) on place.id = p.external_location_id
     join stock_location shop on shop.name = place.ours and shop.deleted_at is null
     join anyshelf_channel_listing l on l.id = p.listing_id and l.deleted_at is null
     join product_variant_inventory_item link on link.variant_id = l.variant_id and link.deleted_at is null
     join inventory_level level
       on level.inventory_item_id = link.inventory_item_id and level.location_id = shop.id and level.deleted_at is null
     where p.deleted_at is null and p.confirmed_quantity is not null`,
    [JSON.stringify(places.flatMap(({ id, name }) => (isMapped(name) ? [{ id, ours: shopifyPlaces[name][0] }] : [])))]
  )
  return rows.map((row) => ({
    itemId: row.item,
    locationId: row.location,
    stockRef: row.stock_ref,
    locationRef: row.location_ref,
    withheld: Number(row.withheld),
  }))
}

const isMapped = (name: string): name is keyof typeof shopifyPlaces => name in shopifyPlaces
