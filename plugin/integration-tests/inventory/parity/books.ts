import { plain, type World } from "./world"

/** Every figure of a sequence's items, as the database has them. */
export interface Books {
  readonly items: readonly { readonly id: string; readonly isLive: boolean }[]
  readonly levels: readonly {
    readonly id: string
    readonly item: number
    readonly place: number
    readonly onHand: number
    readonly reserved: number
    readonly incoming: number
    readonly raw: readonly unknown[]
    readonly isLive: boolean
  }[]
  readonly reservations: readonly ReservationEntry[]
}

export interface ReservationEntry {
  readonly id: string
  readonly name: string
  readonly item: number
  readonly place: number
  readonly quantity: number
  readonly raw: unknown
  readonly backorder: boolean
  readonly orderLine: string
  /** Which deletion it was part of, counted from the first of the order line; null while it lives. */
  readonly deletedAt: string | null
}

interface Row {
  items: { id: string; live: boolean }[] | null
  levels: (Located & { live: boolean })[] | null
  reservations: (Located & { id: string })[] | null
}

interface Located {
  item: string
  place: string
}

/** Reads the books of a world in one statement. */
export async function readBooks(world: World): Promise<Books> {
  const [row] = await world.inventory.database.query<Row>(
    `select
       (select jsonb_agg(jsonb_build_object('id', id, 'live', deleted_at is null) order by array_position($1::text[], id))
        from inventory_item where id = any($1::text[])) as items,
       (select jsonb_agg(jsonb_build_object('id', id, 'item', inventory_item_id, 'place', location_id, 'onHand', stocked_quantity,
          'reserved', reserved_quantity, 'incoming', incoming_quantity, 'live', deleted_at is null,
          'raw', jsonb_build_array(raw_stocked_quantity, raw_reserved_quantity, raw_incoming_quantity)) order by created_at, id)
        from inventory_level where inventory_item_id = any($1::text[])) as levels,
       (select jsonb_agg(jsonb_build_object('id', id, 'item', inventory_item_id, 'place', location_id, 'quantity', quantity,
          'raw', raw_quantity, 'backorder', allow_backorder, 'orderLine', line_item_id, 'deletedAt', deleted_at))
        from reservation_item where inventory_item_id = any($1::text[])) as reservations`,
    [world.items]
  )
  const numbered = <T extends Located>({ item, place, ...rest }: T) => ({
    ...rest,
    item: world.items.indexOf(item),
    place: world.places.indexOf(place),
  })
  return {
    items: (row?.items ?? []).map(({ id, live }) => ({ id, isLive: live })),
    levels: (row?.levels ?? []).map((level) => ({ ...numbered(level), isLive: level.live })) as never,
    reservations: (row?.reservations ?? []).map((each) => ({
      ...numbered(each),
      name: world.names.get(each.id),
    })) as never,
  }
}

/** The books as they must be in both worlds: the names of things instead of their ids, and no times. */
export function comparable(world: World, { items, levels, reservations }: Books): unknown {
  return {
    items: plain(world, items),
    levels: levels.map((level) => JSON.stringify({ ...level, id: world.names.get(level.id) })).sort(),
    reservations: reservations
      .map(({ id: _, deletedAt, ...rest }) => JSON.stringify({ ...rest, isLive: deletedAt === null }))
      .sort(),
  }
}
