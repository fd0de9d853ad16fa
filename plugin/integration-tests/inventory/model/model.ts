/**
 * What the Inventory Module promises, said as naively as can be: lists that are added up each time they are asked. There is
 * no lock in it, no counter and no order of anything. Where units of a pool lie is not its business: it takes that over from
 * the module, within the laws.
 */
export interface Model {
  readonly levels: Map<string, Level>
  readonly reservations: Map<string, Reservation>
  readonly claims: Map<string, Claim>
  /** The first answer to each idempotency key, and what was asked. */
  readonly keys: Map<string, { readonly print: string; readonly answer: unknown; readonly ask: () => Promise<object> }>
  orderLines: number
}

export interface Level {
  onHand: number
  /** Withheld here, of this item; null where only the place's default counts. */
  safety: number | null
}

export interface Reservation {
  readonly item: number
  place: number
  quantity: number
  backorder: boolean
  readonly orderLine: string
  isLive: boolean
}

/** A hold, or a reservation that waits to be bound: units at the places where they lie. */
export interface Claim {
  readonly kind: "hold" | "pool"
  readonly owner: string
  readonly item: number
  readonly pool: readonly number[]
  quantity: number
  parts: Map<number, number>
  readonly orderLine: string | null
  isLive: boolean
}

export interface Line {
  readonly item: number
  readonly places: readonly number[]
  readonly quantity: number
}

export const counts = { items: 2, places: 2 } as const
export const key = (item: number, place: number) => `${item} ${place}`

export const emptyModel = (): Model => ({
  levels: new Map(),
  reservations: new Map(),
  claims: new Map(),
  keys: new Map(),
  orderLines: 0,
})

export const sum = (list: Iterable<number>) => [...list].reduce((total, each) => total + each, 0)

/** What is reserved at a place, by Medusa's reservations alone. */
export const reserved = (model: Model, item: number, place: number) =>
  sum(
    [...model.reservations.values()]
      .filter((each) => each.isLive && each.item === item && each.place === place)
      .map(({ quantity }) => quantity)
  )

/** What is free at a place for who may use safety stock too; living claims count wherever their units lie. */
export const free = (model: Model, item: number, place: number) =>
  model.levels.get(key(item, place))!.onHand -
  reserved(model, item, place) -
  sum(
    [...model.claims.values()]
      .filter((each) => each.isLive && each.item === item)
      .map(({ parts }) => parts.get(place) ?? 0)
  )

export const safety = (model: Model, item: number, place: number) => model.levels.get(key(item, place))!.safety ?? 0

/** What may be promised at a place; less than nothing where it is oversold. */
export const promisable = (model: Model, item: number, place: number) =>
  free(model, item, place) - safety(model, item, place)

/** The model's own levels with some units given back first: those of holds that a request replaces or turns into itself. */
function roomAt(model: Model, given: readonly Claim[]) {
  const room = new Map<string, number>()
  for (const name of model.levels.keys()) {
    const [item, place] = name.split(" ").map(Number) as [number, number]
    const back = sum(
      given.filter((each) => each.isLive && each.item === item).map(({ parts }) => parts.get(place) ?? 0)
    )
    room.set(name, promisable(model, item, place) + back)
  }
  return room
}

/**
 * Whether lines must be granted: taken in order, each from its places in order, they fit as everything lies. A single line
 * for one place must be granted also where pool-scoped claims of others could make way for it.
 */
export function mustGrant(model: Model, lines: readonly Line[], given: readonly Claim[], owner?: string): boolean {
  const room = roomAt(model, given)
  const fits = lines.every((line) => {
    let wanted = line.quantity
    for (const place of line.places) {
      const take = Math.min(wanted, Math.max(0, room.get(key(line.item, place))!))
      room.set(key(line.item, place), room.get(key(line.item, place))! - take)
      wanted -= take
    }
    return wanted <= 0
  })
  const [only, ...more] = lines
  return fits || (only !== undefined && more.length === 0 && canMakeWay(model, only, given, owner))
}

function canMakeWay(model: Model, line: Line, given: readonly Claim[], owner?: string): boolean {
  const [place, ...others] = line.places
  if (place === undefined || others.length > 0) return false
  const room = roomAt(model, given)
  const movable = [...model.claims.values()].filter(
    (each) => each.isLive && each.owner !== owner && each.item === line.item && each.pool.length > 1
  )
  const pooled = sum(movable.map(({ parts }) => parts.get(place) ?? 0))
  // Two places: whatever can go, goes to the other one. The request's own holds there are still in its way.
  const elsewhere = Math.max(0, promisable(model, line.item, 1 - place))
  return line.quantity <= room.get(key(line.item, place))! + Math.min(pooled, elsewhere)
}
