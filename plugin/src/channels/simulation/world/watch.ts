import type { Connection, StockCommand } from "@anyshelf/connector-kit"
import type { EngineStock } from "../../shop"
import type { Lifeline } from "../lifeline"
import type { Shown } from "./exposure"
import type { SimulationPlan } from "../plan"
import type { VirtualClock } from "../virtual-clock"
import type { Shelf } from "./shelf"
import { itemOf, locationOf, numberOf, shownOf, type Truth } from "./truth"
import { articleRef, placeRef, range, type Seller } from "./seller"

/** A change of a shown number that a write of ours made. */
export interface Effect extends Shown {
  readonly at: number
  readonly from: number
  readonly to: number
  /** The key of the command, as the engine made it. */
  readonly key: string
}

/** A stock command that was handed to a connector. */
export interface Pushed extends Shown {
  readonly at: number
  readonly command: StockCommand
  /** When its number was read from our shelf. */
  readonly readAt: number
}

/** What is looked at. */
interface Watched {
  readonly clock: VirtualClock
  readonly plan: SimulationPlan
  readonly sellers: readonly Seller[]
  readonly shelf: Shelf
  readonly truth: Truth
}

/** Looks on: what was decided when, what was sent, and what it did. It changes nothing. */
export class Watch {
  readonly effects: Effect[] = []
  readonly pushed: Pushed[] = []
  /** Pushes of numbers, by channel. */
  readonly pushes: number[] = []
  /** How long each number was too high, from the change of our stock until a write lowered it, in milliseconds. */
  readonly falls: number[] = []
  private readonly tooHighSince = new Map<string, number>()
  private readonly lastRead = new WeakMap<Lifeline, Map<string, number>>()
  private readonly lastPush = new Map<string, Pushed>()
  private readonly byKey = new Map<string, Pushed>()
  private readonly firstReadOf = new Map<string, number>()

  constructor(private readonly world: Watched) {}

  /** Our stock, as a process reads it for a connection. */
  reading(lifeline: Lifeline, shelf: EngineStock): EngineStock {
    const reads = new Map<string, number>()
    this.lastRead.set(lifeline, reads)
    return new Proxy(shelf, {
      get: (target, name) => {
        if (name !== "readPromises") {
          const value: unknown = Reflect.get(target, name)
          return typeof value === "function" ? (value.bind(target) as unknown) : value
        }
        return (query: Parameters<EngineStock["readPromises"]>[0]) => {
          for (const id of query.salesChannelIds) reads.set(id, this.world.clock.now())
          return target.readPromises(query)
        }
      },
    })
  }

  /** A connection whose pushes are seen. */
  pushing(lifeline: Lifeline, connection: Connection): Connection {
    const { connector } = connection
    return {
      ...connection,
      connector: {
        ...connector,
        open: (config, host) => {
          const session = connector.open(config, host)
          return {
            ...session,
            push: (commands) => {
              if (commands.length > 0)
                this.pushes[numberOf(connection.id)] = (this.pushes[numberOf(connection.id)] ?? 0) + 1
              for (const each of commands) if (each.type === "stock") this.sawPush(lifeline, connection.id, each)
              return session.push(commands)
            },
          }
        },
      },
    }
  }

  /** A request reaches the channel: what it changes is seen. */
  async seeEffects(
    channel: number,
    request: Request,
    work: (request: Request) => Promise<Response>
  ): Promise<Response> {
    if (request.method === "GET") return work(request)
    const writes = writesOf(await request.clone().text())
    const before = this.numbers(channel)
    const result = await work(request)
    const after = this.numbers(channel)
    before.forEach((each, at) => {
      const to = after[at]!.quantity
      const write = writes.find((written) => isAbout(written, each.shown))
      if (to === each.quantity || !write) return
      this.sawEffect({ ...each.shown, from: each.quantity, to, at: this.world.clock.now(), key: write.key })
    })
    return result
  }

  private sawPush(lifeline: Lifeline, connectionId: string, command: StockCommand): void {
    const channel = numberOf(connectionId)
    const shown = shownOf(channel, command.stockRef, command.locationRef, this.world.plan.places)
    if (!shown) return
    const read = this.lastRead.get(lifeline)?.get(`sales-${connectionId}`) ?? 0
    const first = `${channel} ${command.key}`
    // A command that is repeated carries the number that was decided the first time.
    if (!this.firstReadOf.has(first)) this.firstReadOf.set(first, read)
    const pushed = { ...shown, at: this.world.clock.now(), command, readAt: this.firstReadOf.get(first)! }
    this.pushed.push(pushed)
    this.byKey.set(first, pushed)
    this.lastPush.set(keyOf(shown), pushed)
  }

  /** Our stock changed: a number may be too high from now on. */
  sawChange(article: number, place: number): void {
    for (const channel of this.world.sellers?.keys() ?? []) {
      const shown = { channel, article, place }
      if (!this.isTooHigh(shown)) this.tooHighSince.delete(keyOf(shown))
      else if (!this.tooHighSince.has(keyOf(shown))) this.tooHighSince.set(keyOf(shown), this.world.clock.now())
    }
  }

  private sawEffect(effect: Effect): void {
    this.effects.push(effect)
    const since = this.tooHighSince.get(keyOf(effect))
    if (since !== undefined && !this.isTooHigh(effect)) {
      this.falls.push(effect.at - since)
      this.tooHighSince.delete(keyOf(effect))
    }
    const { exposure } = this.world.truth
    const pushed = this.byKey.get(`${effect.channel} ${effect.key}`)
    if (!pushed) return
    exposure.accounted(effect, pushed.readAt)
    // A channel that remembers no keys may do late what was long decided anew, and nobody can prevent it.
    const isLate = this.lastPush.get(keyOf(effect))?.command.key !== effect.key
    if (isLate && this.remembersNoKeys(effect.channel))
      exposure.owe(effect, `late ${effect.key}`, effect.to - effect.from, effect.at)
  }

  private isTooHigh({ channel, article, place }: Shown): boolean {
    const shown = this.world.sellers[channel]!.shop.available(articleRef(article), placeRef(place))
    return shown > Math.max(0, this.world.shelf.free(itemOf(article), locationOf(place)))
  }

  private remembersNoKeys = (channel: number) => this.world.sellers[channel]!.shop.variant.repeat === "look-first"

  private numbers(channel: number): { readonly shown: Shown; readonly quantity: number }[] {
    const { plan, sellers } = this.world
    return range(plan.articles).flatMap((article) =>
      range(plan.places).map((place) => ({
        shown: { channel, article, place },
        quantity: sellers[channel]!.shop.available(articleRef(article), placeRef(place)),
      }))
    )
  }
}

/** One write of the toy API, as it goes over the wire. */
interface WrittenLevel {
  readonly key: string
  readonly articleRef: string
  readonly locationRef: string
}

function writesOf(body: string): readonly WrittenLevel[] {
  const value: unknown = JSON.parse(body)
  return Array.isArray(value) ? (value as WrittenLevel[]) : []
}

const isAbout = (write: WrittenLevel, { article, place }: Shown) =>
  write.articleRef === articleRef(article) && write.locationRef === placeRef(place)

const keyOf = ({ channel, article, place }: Shown) => `${channel} ${article}@${place}`
