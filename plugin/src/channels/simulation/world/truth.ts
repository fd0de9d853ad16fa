import type { SimulationPlan } from "../plan"
import { Exposure, type Oversale, type Shown } from "./exposure"
import { articleRef, placeRef } from "./seller"
import type { ModelReservation, Shelf } from "./shelf"

/** Our stock item of an article, and our location of a place. */
export const itemOf = (article: number) => `item-${article}`
export const locationOf = (place: number) => `location-${place}`
export const articleOf = (itemId: string) => Number(itemId.replace("item-", ""))
export const placeOf = (locationId: string) => Number(locationId.replace("location-", ""))

interface SoldLine extends Shown {
  readonly orderRef: string
  readonly lineRef: string
  units: number
  isRecorded: boolean
}

/**
 * What really happened, seen from above: who sold what where, and whether our shelf knows it. Written down as it happens, and
 * independent of anything the engine believes.
 */
export class Truth {
  readonly exposure = new Exposure()
  readonly oversales: Oversale[] = []
  /** Units that our own shop or staff took although a channel had sold them and we did not know yet. */
  readonly crossed = new Map<number, number>()
  /** Units that were put on our shelves, less those that were lost. */
  readonly supplied = new Map<number, number>()
  private readonly lines = new Map<string, SoldLine>()
  private readonly linesOf = new Map<string, SoldLine[]>()
  /** Units sold on channels that our shelf does not know of, by article and place. */
  private readonly unrecorded = new Map<string, number>()
  private readonly webOrders: string[] = []
  private facts = 0

  constructor(
    private readonly shelf: Shelf,
    private readonly plan: Pick<SimulationPlan, "articles" | "channels">,
    private readonly now: () => number
  ) {}

  get articles(): number {
    return this.plan.articles
  }

  /** Looks at what is there before units are sold; what it gives is to be called with the order. */
  beforeSale(shown: Shown, units: number): (orderRef: string, lineRef: string) => void {
    const at = this.now()
    const over = units - Math.max(0, this.left(shown.article, shown.place))
    const explained = this.exposure.of(shown)
    if (over > 0) this.oversales.push({ ...shown, at, units: over, explained })
    return (orderRef, lineRef) => {
      const line = { ...shown, orderRef, lineRef, units, isRecorded: false }
      const order = orderKey(shown.channel, orderRef)
      this.lines.set(`${order} ${lineRef}`, line)
      this.linesOf.set(order, [...(this.linesOf.get(order) ?? []), line])
      this.addUnrecorded(shown, units)
      for (const channel of this.unaware(shown.channel)) this.exposure.owe({ ...shown, channel }, order, units, null)
    }
  }

  /** The channel puts the units back on its shelf at once; ours learns of it later. */
  cancelled(channel: number, orderRef: string): void {
    for (const line of this.linesOf.get(orderKey(channel, orderRef)) ?? []) this.putBack(line, line.units)
  }

  lowered(channel: number, orderRef: string, lineRef: string): void {
    const line = this.lines.get(`${orderKey(channel, orderRef)} ${lineRef}`)
    if (line) this.putBack(line, 1)
  }

  /** Staff of a channel changed its number: nobody can know before the channel is asked. */
  counted(shown: Shown, change: number): void {
    this.exposure.owe(shown, this.newFact(), change, this.now())
  }

  /**
   * Our shelf heard of an order, and promises it these units now. A first promise may come from elsewhere than where it was sold; and
   * what was put back since is known only once the promise agrees with it.
   */
  heard(channel: number, orderRef: string, rows: readonly ModelReservation[]): void {
    const order = orderKey(channel, orderRef)
    const lines = this.linesOf.get(order) ?? []
    for (const line of lines.filter(({ isRecorded }) => !isRecorded)) {
      line.isRecorded = true
      this.addUnrecorded(line, -line.units)
      this.spilled(line, rows)
    }
    this.exposure.recorded(order, this.now())
    const sum = (all: readonly number[]) => all.reduce((total, each) => total + each, 0)
    const agrees = sum(rows.map(({ quantity }) => quantity)) === sum(lines.map(({ units }) => units))
    if (agrees) this.exposure.recorded(backKey(order), this.now())
  }

  webSale(article: number, place: number, units: number): boolean {
    const id = `web-${(this.facts += 1)}`
    const left = this.left(article, place)
    const row = {
      id,
      itemId: itemOf(article),
      locationId: locationOf(place),
      quantity: units,
      orderId: id,
      actor: "web",
    }
    if (!this.shelf.reserve([row])) return false
    this.webOrders.push(id)
    this.taken(article, place, units, left)
    return true
  }

  webCancel(draw: number): boolean {
    const [id] = this.webOrders.splice(Math.floor(draw * this.webOrders.length), 1)
    if (id === undefined) return false
    for (const row of this.shelf.reservationsOf(id)) this.shelf.change(row.id, 0)
    return true
  }

  receive(article: number, place: number, units: number): boolean {
    this.supplied.set(article, (this.supplied.get(article) ?? 0) + units)
    return this.shelf.receive(itemOf(article), locationOf(place), units)
  }

  shrink(article: number, place: number, units: number): boolean {
    const left = this.left(article, place)
    if (!this.shelf.receive(itemOf(article), locationOf(place), -units)) return false
    this.supplied.set(article, (this.supplied.get(article) ?? 0) - units)
    this.taken(article, place, units, left)
    return true
  }

  /** What is there and not sold, as far as anybody could know who sees all. */
  private left(article: number, place: number): number {
    const free = Math.max(0, this.shelf.free(itemOf(article), locationOf(place)))
    return free - (this.unrecorded.get(`${article}@${place}`) ?? 0)
  }

  /** Units left our shelf by our own doing. */
  private taken(article: number, place: number, units: number, left: number): void {
    const over = Math.min(units, units - left)
    if (over > 0) this.crossed.set(article, (this.crossed.get(article) ?? 0) + over)
    const fact = this.newFact()
    for (const channel of this.others(-1)) this.exposure.owe({ channel, article, place }, fact, units, this.now())
  }

  private putBack(line: SoldLine, units: number): void {
    if (units <= 0) return
    line.units -= units
    if (!line.isRecorded) this.addUnrecorded(line, -units)
    this.exposure.owe(line, backKey(orderKey(line.channel, line.orderRef)), units, null)
  }

  /** What could not be promised from the place of the sale was taken from another's shelf. */
  private spilled({ article, place }: SoldLine, rows: readonly ModelReservation[]): void {
    for (const { itemId, locationId, quantity } of rows) {
      if (itemId !== itemOf(article) || locationId === locationOf(place)) continue
      const there = placeOf(locationId)
      const fact = this.newFact()
      for (const channel of this.others(-1))
        this.exposure.owe({ channel, article, place: there }, fact, quantity, this.now())
    }
  }

  private addUnrecorded({ article, place }: Shown, units: number): void {
    const key = `${article}@${place}`
    this.unrecorded.set(key, (this.unrecorded.get(key) ?? 0) + units)
  }

  private others = (channel: number) => [...this.plan.channels.keys()].filter((each) => each !== channel)

  /** Those whose number does not follow a sale by itself: the others; and the seller, where a write can wipe the sale out. */
  private unaware(channel: number): number[] {
    const { write = "cas", confirm = "sync" } = this.plan.channels[channel]!.variant
    return write === "cas" && confirm === "sync" ? this.others(channel) : [...this.plan.channels.keys()]
  }

  private newFact = () => `fact ${(this.facts += 1)}`
}

const orderKey = (channel: number, orderRef: string) => `${channel} ${orderRef}`
const backKey = (order: string) => `${order} back`

/** The shown number that a stock command is about; null when it is none of the plan's. */
export function shownOf(channel: number, stockRef: string, locationRef: string, places: number): Shown | null {
  const article = Number(stockRef.replace("article-", ""))
  const place = Number(locationRef.replace("place-", ""))
  const isOurs = stockRef === articleRef(article) && locationRef === placeRef(place) && place < places
  return isOurs ? { channel, article, place } : null
}

/** Which of the world's channels a connection is. */
export const numberOf = (connectionId: string) => Number(connectionId.replace("toy-", ""))
