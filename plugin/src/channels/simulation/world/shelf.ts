import type { StockChange } from "../../../inventory/contract"
import { promiseAt } from "../../../domain/availability"
import type { EngineStock } from "../../shop"

const dayMs = 24 * 60 * 60_000

/** What one location has of one stock item. */
interface Level {
  stocked: number
  reserved: number
  version: number
}

interface Mark {
  readonly inventoryItemId: string
  readonly locationId: string
  readonly version: number
  readonly mark: string
  readonly changedAt: number
  leasedUntil: number
  /** The mark that the lease was taken for. */
  leasedMark: string | null
}

/** Units that an order has been promised. */
export interface ModelReservation {
  readonly id: string
  readonly itemId: string
  readonly locationId: string
  readonly quantity: number
  /** Who it is for. */
  readonly orderId: string
  /** By whose doing: a connection, or our own shop. */
  readonly actor: string
}

/**
 * Our stock without a database: levels, reservations and the outbox of changes, each method one transaction. A claim that would
 * oversell is refused; what is sold already may be recorded beyond what is there.
 */
export class Shelf implements EngineStock {
  /** Units that were promised, less those that were let go of: when, and by whom. */
  private readonly sales: {
    readonly at: number
    readonly itemId: string
    readonly actor: string
    readonly units: number
  }[] = []
  private readonly levels = new Map<string, Level>()
  private readonly marks = new Map<string, Mark>()
  private readonly reservations = new Map<string, ModelReservation>()
  private readonly byOrder = new Map<string, Set<string>>()
  private marked = 0

  constructor(
    private readonly now: () => number,
    readonly locationIds: readonly string[],
    /** What is told of each change. */
    private readonly told: (itemId: string, locationId: string) => void = () => undefined
  ) {}

  /** Puts units on a shelf, or takes them away. Refused when it would go below nothing. */
  receive(itemId: string, locationId: string, quantity: number): boolean {
    const level = this.level(itemId, locationId)
    if (level.stocked + quantity < 0 || (quantity < 0 && level.stocked + quantity < level.reserved)) return false
    level.stocked += quantity
    this.changed(itemId, locationId)
    return true
  }

  /** Promises units to an order, all or none, once for each id. With `beyond`, also what is not there. */
  reserve(rows: readonly ModelReservation[], beyond = false): boolean {
    if (rows.some(({ id }) => this.reservations.has(id))) return false
    const fits = rows.every(({ itemId, locationId, quantity }) => this.free(itemId, locationId) >= quantity)
    if (!fits && !beyond) return false
    for (const row of rows) {
      this.reservations.set(row.id, row)
      this.byOrder.set(row.orderId, (this.byOrder.get(row.orderId) ?? new Set()).add(row.id))
      this.level(row.itemId, row.locationId).reserved += row.quantity
      this.sales.push({ at: this.now(), itemId: row.itemId, actor: row.actor, units: row.quantity })
      this.changed(row.itemId, row.locationId)
    }
    return true
  }

  /** Changes what an order has been promised; 0 lets go of it. */
  change(id: string, quantity: number): void {
    const row = this.reservations.get(id)
    if (!row || row.quantity === quantity) return
    this.level(row.itemId, row.locationId).reserved += quantity - row.quantity
    if (quantity === 0) this.reservations.delete(id)
    else this.reservations.set(id, { ...row, quantity })
    this.sales.push({ at: this.now(), itemId: row.itemId, actor: row.actor, units: quantity - row.quantity })
    this.changed(row.itemId, row.locationId)
  }

  /** What an order has been promised. */
  reservationsOf(orderId: string): readonly ModelReservation[] {
    return [...(this.byOrder.get(orderId) ?? [])].flatMap((id) => this.reservations.get(id) ?? [])
  }

  /** All that is promised, to whomever. */
  allReservations(): readonly ModelReservation[] {
    return [...this.reservations.values()]
  }

  free(itemId: string, locationId: string): number {
    const { stocked, reserved } = this.level(itemId, locationId)
    return stocked - reserved
  }

  /** What can be promised over all locations: none borrows from its neighbours. */
  promised(itemId: string): number {
    return this.locationIds.reduce((sum, locationId) => sum + Math.max(0, this.free(itemId, locationId)), 0)
  }

  stocked(itemId: string): number {
    return this.locationIds.reduce((sum, locationId) => sum + this.level(itemId, locationId).stocked, 0)
  }

  reserved(itemId: string): number {
    return this.locationIds.reduce((sum, locationId) => sum + this.level(itemId, locationId).reserved, 0)
  }

  /** Marks that nobody has settled. */
  get waiting(): number {
    return this.marks.size
  }

  async claimChanges({ limit, leaseMs }: { owner: string; limit: number; leaseMs: number }): Promise<StockChange[]> {
    const now = this.now()
    const due = [...this.marks].filter(([, { leasedUntil }]) => leasedUntil <= now).slice(0, limit)
    return due.map(([, row]) => {
      row.leasedUntil = now + leaseMs
      row.leasedMark = row.mark
      const { inventoryItemId, locationId, version, mark, changedAt } = row
      return { inventoryItemId, locationId, version, mark, changedAt: new Date(changedAt) }
    })
  }

  async settleChanges(changes: readonly StockChange[]): Promise<void> {
    for (const { inventoryItemId, locationId, mark } of changes) {
      const key = `${inventoryItemId} ${locationId}`
      const row = this.marks.get(key)
      if (row?.mark === mark) this.marks.delete(key)
      else if (row?.leasedMark === mark) row.leasedUntil = 0
    }
  }

  readonly readSalesVelocity: EngineStock["readSalesVelocity"] = async ({ inventoryItemIds, days, excludingActor }) => {
    const since = this.now() - days * dayMs
    return inventoryItemIds.map((inventoryItemId) => {
      const sold = this.sales.filter((each) => each.itemId === inventoryItemId && each.at > since)
      const units = sold.filter(({ actor }) => actor !== excludingActor).reduce((sum, each) => sum + each.units, 0)
      return { inventoryItemId, perDay: Math.max(0, units) / days }
    })
  }

  readonly readPromises: EngineStock["readPromises"] = async ({ articles, places }) => {
    const served = places.map(({ locationId }) => ({ locationId, ship: true, pickup: true }))
    const promises = articles.map(({ id, components }) => {
      const here = places.map(({ locationId }) => ({
        locationId,
        quantity: promiseAt(components.map((each) => ({ ...this.terms(each.inventoryItemId, locationId), ...each })))
          .quantity,
        updatedAt: new Date(this.now()),
        terms: [],
      }))
      const locations = here.reduce((sum, { quantity }) => sum + quantity, 0)
      const total = { quantity: locations, locations, channelBuffer: 0, allocation: null }
      return { id, any: total, ship: total, pickup: total, places: here }
    })
    return { asOf: new Date(this.now()), served, promises }
  }

  /** The terms of a level, as a plan of an import sees them. */
  terms(inventoryItemId: string, locationId: string) {
    const { stocked, reserved } = this.level(inventoryItemId, locationId)
    return { inventoryItemId, locationId, onHand: stocked, reserved, held: 0, unrouted: 0, safetyStock: 0 }
  }

  private level(itemId: string, locationId: string): Level {
    const key = `${itemId} ${locationId}`
    const found = this.levels.get(key) ?? { stocked: 0, reserved: 0, version: 0 }
    this.levels.set(key, found)
    return found
  }

  /** A pair that changes while it is claimed keeps its lease, until whoever holds it settles. */
  private changed(itemId: string, locationId: string): void {
    const level = this.level(itemId, locationId)
    level.version += 1
    this.marked += 1
    const key = `${itemId} ${locationId}`
    const before = this.marks.get(key) ?? { leasedUntil: 0, leasedMark: null, changedAt: this.now() }
    const now = { inventoryItemId: itemId, locationId, version: level.version, mark: String(this.marked) }
    this.marks.set(key, { ...before, ...now })
    this.told(itemId, locationId)
  }
}
