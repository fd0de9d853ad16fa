import { random, type Random } from "../../../prove/random"
import { usualTiming, type EngineTiming } from "../../channel"
import type { ChannelMemory } from "../../shop"
import { Lifeline } from "../lifeline"
import { channelMemory, createTables, type Tables } from "../memory"
import type { SimulationPlan } from "../plan"
import { startProcess, type EnginePorts, type EngineProcess, type WrapPorts } from "../process"
import { VirtualClock } from "../virtual-clock"
import { actAtHome, actOnChannel } from "./acts"
import { modelShop, orderIdOf, type ModelOrder } from "./model-shop"
import { createNetwork, type Network, type SentRequest } from "./network"
import { Post } from "./post"
import { articleRef, channelId, openSeller, placeName, range, type Seller } from "./seller"
import { receiveAt } from "./reception"
import { Shelf } from "./shelf"
import { articleOf, itemOf, locationOf, numberOf, placeOf, Truth } from "./truth"
import { shownInAll } from "./wanted"
import { Watch } from "./watch"

/** Before anything happens, the channels are read and shown their first numbers. */
const openingMs = 60_000

/** A dead process is replaced after so long. */
const restartMs = [500, 5_000] as const

/** Our shop, its channels, and all that stands between them. */
export class World {
  /** When everything begins, in milliseconds since 1970. */
  readonly startsAt: number
  readonly clock: VirtualClock
  readonly tables: Tables
  readonly memory: ChannelMemory
  readonly shelf: Shelf
  readonly truth: Truth
  readonly orders = new Map<string, ModelOrder>()
  /** Units recorded beyond what was there, by stock item. */
  readonly oversold = new Map<string, number>()
  readonly sellers: readonly Seller[]
  readonly networks: readonly Network[]
  readonly posts: readonly Post[]
  readonly watch: Watch
  readonly timing: EngineTiming
  /** The memory as those see it who take webhooks in. */
  readonly reception: ChannelMemory
  private readonly wrap: WrapPorts
  /** Things that happened, and things that could not. */
  readonly acts = { done: 0, impossible: 0, kills: 0 }
  private readonly chance: Random
  private readonly processes: EngineProcess[] = []
  private isOver = false
  private senders = 0

  constructor(
    readonly plan: SimulationPlan,
    private readonly options: {
      readonly wrap?: WrapPorts | undefined
      readonly timing?: Partial<EngineTiming> | undefined
      readonly log?: ((message: string) => void) | undefined
    } = {}
  ) {
    const startsAt = (this.startsAt = Date.parse(plan.startsAt))
    const chance = (this.chance = random(plan.seed ^ 0x5eed))
    this.timing = { ...usualTiming, ...options.timing }
    this.watch = new Watch(this)
    const clock = (this.clock = new VirtualClock(random(plan.seed ^ 0xc10c), startsAt))
    this.tables = createTables(() => clock.now())
    this.memory = channelMemory(this.tables)
    this.shelf = new Shelf(
      () => clock.now(),
      range(plan.places).map(locationOf),
      (itemId, locationId) => this.watch.sawChange(articleOf(itemId), placeOf(locationId))
    )
    this.truth = new Truth(this.shelf, plan, () => clock.now())
    this.posts = plan.channels.map(
      (_each, channel) =>
        new Post(plan.faults.webhooks, chance, clock, (webhook) => receiveAt(this, channelId(channel), webhook))
    )
    this.sellers = plan.channels.map((each, channel) =>
      openSeller({ ...plan, ...each, channel }, clock, (webhook) => this.posts[channel]!.send(webhook))
    )
    this.networks = plan.channels.map((_each, channel) => this.networkOf(channel))
    this.wrap = options.wrap ?? ((ports) => ports)
    // Who receives webhooks is another process; it stands on the same.
    this.reception = this.wrap(this.ports(new Lifeline(chance, clock, 0))).channels
    for (const article of range(plan.articles))
      for (const place of range(plan.places)) this.truth.receive(article, place, plan.stock)
  }

  /** Lets the whole plan happen. */
  async run(): Promise<void> {
    for (const _process of range(this.plan.faults.processes)) this.start()
    await this.pass(openingMs)
    const began = this.clock.now()
    for (const kill of this.plan.faults.kills) this.clock.after(kill.atMs, () => this.kill(kill.withinCalls))
    for (const act of this.plan.happenings) {
      await this.clock.runUntil(began + act.atMs)
      const seller = this.sellers[act.channel]
      const happened = seller ? actOnChannel(this.truth, seller, act) : actAtHome(this.truth, act)
      this.acts[happened ? "done" : "impossible"] += 1
    }
  }

  /** From now on nothing goes wrong any more. */
  calm(): void {
    for (const each of [...this.networks, ...this.posts]) each.calm()
    this.isOver = true
  }

  pass = (ms: number) => this.clock.runUntil(this.clock.now() + ms)

  /** Ends all processes. */
  stop(): void {
    for (const { lifeline } of this.processes.splice(0)) lifeline.cut()
  }

  /** What each place of a channel should show of an article, as our stock stands now; null where that cannot be told. */
  wanted(channel: number, article: number): readonly number[] | null {
    const promised = range(this.plan.places).map((place) =>
      Math.max(0, this.shelf.free(itemOf(article), locationOf(place)))
    )
    return shownInAll(this.plan.channels, channel, promised)
  }

  /** Units of an article that were recorded as oversold. */
  readonly oversoldOf = (article: number): number => this.oversold.get(itemOf(article)) ?? 0

  /** Requests to a channel, those of each process apart. */
  requestsByProcess(channel: number): readonly (readonly SentRequest[])[] {
    const { sent } = this.networks[channel]!
    return [...new Set(sent.map(({ sender }) => sender))].map((each) => sent.filter(({ sender }) => sender === each))
  }

  wakeEngines(connectionId: string): void {
    for (const { engine, lifeline } of this.processes) if (lifeline.isAlive) engine.wake(connectionId)
  }

  private start(): void {
    const { clock, plan, timing, options } = this
    const callMsMax = plan.faults.callMsMax
    const log = options.log && ((message: string) => options.log?.(`${new Date(clock.now()).toISOString()} ${message}`))
    this.processes.push(
      startProcess({
        clock,
        chance: this.chance,
        callMsMax,
        timing,
        wrap: this.wrap,
        log,
        ports: (life) => this.ports(life),
      })
    )
  }

  private kill(withinCalls: number): void {
    const victim = this.processes[Math.floor(this.chance.next() * this.processes.length)]
    if (!victim || this.isOver) return
    victim.lifeline.dieAfter(this.chance.between(1, withinCalls), () => {
      this.acts.kills += 1
      this.processes.splice(this.processes.indexOf(victim), 1)
      this.clock.after(this.chance.between(...restartMs), () => this.start())
    })
  }

  /** What the engine stands on in a process of that lifeline. */
  ports(lifeline: Lifeline): EnginePorts {
    const { memory, shelf, orders, plan } = this
    const world = {
      ...{ memory, shelf, orders },
      catalogue: range(plan.articles).map(variantOf),
      salesChannels: range(plan.channels.length).map((channel) => salesChannelOf(channel, plan.places)),
      heard: (connectionId: string, orderRef: string) => {
        const rows = shelf.reservationsOf(orderIdOf(connectionId, orderRef))
        this.truth.heard(numberOf(connectionId), orderRef, rows)
      },
      oversold: (itemId: string, units: number) =>
        void this.oversold.set(itemId, (this.oversold.get(itemId) ?? 0) + units),
    }
    const sender = (this.senders += 1)
    const fetch = lifeline.guard({ fetch: this.fetchAs(sender) }).fetch
    return {
      shop: modelShop(world, (work) => lifeline.step(work)),
      channels: lifeline.guard(memory),
      inventory: lifeline.guard(this.watch.reading(lifeline, shelf)),
      clock: lifeline.clock(),
      connections: this.sellers.map(({ connection }) => this.watch.pushing(lifeline, connection)),
      fetch,
    }
  }

  private fetchAs(sender: number): typeof fetch {
    return (input, init) => {
      const { hostname } = new URL(input instanceof Request ? input.url : input)
      const channel = numberOf(hostname.replace(".test", ""))
      return this.networks[channel]!.send(sender, input, init)
    }
  }

  /** When which channel is out of reach. */
  readonly outages = () =>
    this.plan.faults.outages.map(({ channel, atMs, forMs }) => {
      const from = this.startsAt + openingMs + atMs
      return { channel, from, to: from + forMs }
    })

  private networkOf(channel: number): Network {
    const { clock, chance, plan, timing } = this
    const seller = this.sellers[channel]!
    const outages = this.outages().filter((each) => each.channel === channel)
    const reach = (request: Request) => this.watch.seeEffects(channel, request, seller.reach)
    const faults = plan.faults.requests
    return createNetwork({ faults, outages, chance, clock, timeoutMs: timing.requestTimeoutMs, reach })
  }
}

const variantOf = (article: number) => ({
  variantId: `variant-${article}`,
  sku: articleRef(article).toUpperCase(),
  barcode: null,
  tracked: true,
  components: [{ inventoryItemId: itemOf(article), requiredQuantity: 1 }],
})

const salesChannelOf = (channel: number, places: number) => ({
  id: `sales-${channelId(channel)}`,
  name: channelId(channel),
  locations: range(places).map((place) => ({ id: locationOf(place), name: placeName(place) })),
})
