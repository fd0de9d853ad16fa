import type { Connection } from "@anyshelf/connector-kit"
import { generateEntityId, MedusaService } from "@medusajs/framework/utils"
import { commandMemory, type CommandMemory } from "./commands/memory"
import { ConnectionsMemory, type ConnectionsOptions } from "./connections/connections-memory"
import * as connections from "./connections/queries"
import * as duty from "./duty/queries"
import * as health from "./health/queries"
import { InboxQueue } from "./inbox/inbox-queue"
import * as inbox from "./inbox/queries"
import * as keys from "./keys/queries"
import { idOfKey, isKeyOf, makeKey } from "./keys/key"
import * as listings from "./listings/queries"
import * as words from "./listings/words/queries"
import * as mailbox from "./mailbox/queries"
import * as customers from "./customers/queries"
import { ChannelCommand } from "./models/channel-command"
import { ChannelConnection } from "./models/channel-connection"
import { ChannelCustomer } from "./models/channel-customer"
import { ChannelInstall } from "./models/channel-install"
import { ChannelInbox } from "./models/channel-inbox"
import { ChannelKey } from "./models/channel-key"
import { ChannelListing } from "./models/channel-listing"
import { ChannelMailbox } from "./models/channel-mailbox"
import { ChannelProduct } from "./models/channel-product"
import { ChannelPublication } from "./models/channel-publication"
import { ChannelReading } from "./models/channel-reading"
import { ChannelRecord } from "./models/channel-record"
import { ChannelSample } from "./models/channel-sample"
import { ChannelTask } from "./models/channel-task"
import type { PublicationOutcome } from "../../domain/channels/publication"
import * as readings from "./readings/queries"
import * as samples from "./samples/queries"
import { productMemory, type ProductMemory } from "./products/memory"
import * as publications from "./publications/queries"
import { recordMemory, type RecordMemory } from "./records/memory"
import * as records from "./records/queries"
import { sqlOn, type PgConnection, type Sql } from "./sql"
import * as tasks from "./tasks/queries"

/** The engine of this process, as far as the memory needs to know it. */
export interface RunningEngine {
  stop(): Promise<void>
  /** There is work for a connection, or for all: look now and not at the next tick. */
  wake(connectionId?: string): void
  /** How each connection does in this process now. */
  health(): readonly LiveHealth[]
}

/** What only the process that talks to a channel knows. */
export interface LiveHealth {
  readonly connectionId: string
  /** False while another process works this connection; what is told here is then of no meaning. */
  readonly atWork: boolean
  readonly circuit: "closed" | "open" | "half-open"
  /** Points left of the vendor's rate limit, by our own count. */
  readonly throttle: { readonly available: number; readonly capacity: number; readonly perSecond: number } | null
}

/** How a connection does: what is stored, and what this process knows when it runs the engine. */
export type ChannelHealth = health.StoredHealth & { readonly live: LiveHealth | null }

const models = {
  ChannelProduct,
  ChannelCommand,
  ChannelInstall,
  ChannelKey,
  ChannelMailbox,
  ChannelConnection,
  ChannelCustomer,
  ChannelInbox,
  ChannelListing,
  ChannelPublication,
  ChannelReading,
  ChannelRecord,
  ChannelSample,
  ChannelTask,
}

/** The channels' memory: what was read, what is due, what became of it. It decides nothing and calls nobody. */
export default class ChannelsService extends MedusaService(models) {
  private readonly sql: Sql
  private readonly given: readonly Connection[]
  /** The connections of the options and those made in Admin, with their settings. */
  readonly connections: ConnectionsMemory
  /** What is to be on the channels by our own doing. */
  readonly products: ProductMemory
  /** What channels are told of their orders. */
  readonly commands: CommandMemory
  /** What channels told us of orders and returns, and how far ours follows it. */
  readonly records: RecordMemory
  private readonly inbox: InboxQueue
  private engine: RunningEngine | null = null
  private isEnding = false

  /** Medusa asks these of every module: the engine ends before the database connection does. */
  readonly __hooks = { onApplicationPrepareShutdown: () => this.stopEngine() }

  constructor(container: { __pg_connection__: PgConnection }, options?: ConnectionsOptions) {
    // eslint-disable-next-line prefer-rest-params -- MedusaService reads its arguments by position
    super(...arguments)
    this.sql = sqlOn(container.__pg_connection__)
    this.given = options?.connectors ?? []
    this.connections = new ConnectionsMemory(this.sql, options)
    this.products = productMemory(this.sql)
    this.commands = commandMemory(this.sql)
    this.records = recordMemory(this.sql)
    this.inbox = new InboxQueue(this.sql)
  }

  /** The connections that the plugin's options name. */
  listConfiguredConnections(): readonly Connection[] {
    return this.given
  }

  /** A connection that can work, of the options or made in Admin, paused or not; null when there is none. Up to a second old. */
  findConnection(id: string): Promise<Connection | null> {
    return this.connections.find(id)
  }

  /** Hands over the engine that runs in this process, so that it ends with the application. */
  attachEngine(engine: RunningEngine): void {
    this.engine = engine
  }

  /** Tells the engine of this process, if it runs here, that there is work. */
  wakeEngine(connectionId: string): void {
    this.engine?.wake(connectionId)
  }

  /** True while this process is to run an engine and runs none: from its start until it is told to end. */
  lacksEngine(): boolean {
    return this.engine === null && !this.isEnding
  }

  /** True when this process runs the engine. */
  hasEngine(): boolean {
    return this.engine !== null
  }

  /** How every connection does. */
  async readHealth(): Promise<ChannelHealth[]> {
    const live = new Map(this.engine?.health().map((each) => [each.connectionId, each]))
    return (await health.readHealth(this.sql)).map((each) => ({ ...each, live: live.get(each.connectionId) ?? null }))
  }

  readonly openConnection = (request: Parameters<typeof connections.openConnection>[1]) =>
    connections.openConnection(this.sql, request)
  readonly readStatus = (connectionId: string) => connections.readStatus(this.sql, connectionId)
  readonly saveStatus = (status: Parameters<typeof connections.saveStatus>[1]) =>
    connections.saveStatus(this.sql, status)
  readonly saveContact = (contact: Parameters<typeof connections.saveContact>[1]) =>
    connections.saveContact(this.sql, contact)
  readonly saveOrderProgress = (progress: Parameters<typeof connections.saveOrderProgress>[1]) =>
    connections.saveOrderProgress(this.sql, progress)
  readonly saveListingsRead = (read: Parameters<typeof connections.saveListingsRead>[1]) =>
    connections.saveListingsRead(this.sql, read)

  /** Stores a verified webhook. False when it was stored before. Throws `InboxFull` when too many wait. */
  readonly receiveWebhook = (webhook: { connectionId: string; dedupe: string; hints: readonly inbox.InboxHint[] }) =>
    this.inbox.store({ ...webhook, id: newId("anyinb") })
  readonly claimWebhooks = (claim: Claim & { readonly orders: boolean }) => inbox.claimWebhooks(this.sql, claim)
  readonly settleWebhooks = (settle: Parameters<typeof inbox.settleWebhooks>[1]) =>
    inbox.settleWebhooks(this.sql, settle)
  readonly postponeWebhook = (postpone: Parameters<typeof inbox.postponeWebhook>[1]) =>
    inbox.postponeWebhook(this.sql, postpone)
  readonly forgetWebhooks = (request: { days: number }) => inbox.forgetWebhooks(this.sql, request)

  readonly upsertListings = (connectionId: string, rows: readonly Omit<listings.ListingRow, "id">[]) =>
    listings.upsertListings(
      this.sql,
      connectionId,
      rows.map((row) => ({ ...row, id: newId("anylist") }))
    )
  readonly removeListings = (connectionId: string, externalIds: readonly string[]) =>
    listings.removeListings(this.sql, connectionId, externalIds)
  readonly readUnseenListings = (request: Parameters<typeof listings.readUnseen>[1]) =>
    listings.readUnseen(this.sql, request)
  readonly removeUnseenListings = (connectionId: string, since: Date) =>
    listings.removeUnseen(this.sql, connectionId, since)
  readonly readListingMatches = (connectionId: string, externalIds: readonly string[]) =>
    listings.readMatches(this.sql, connectionId, externalIds)

  readonly sayOfListings = (connectionId: string, said: readonly words.SaidOfListing[]) =>
    words.sayOfListings(this.sql, connectionId, said)

  readonly ensurePublications = (rows: readonly NewPublication[]) =>
    publications.ensurePublications(
      this.sql,
      rows.map((row) => ({ ...row, id: newId("anypub") }))
    )
  readonly removeOtherPlaces = (connectionId: string, places: readonly string[]) =>
    publications.removeOtherPlaces(this.sql, connectionId, places)

  /** Makes sure of a publication of each mapped listing at each of these places, some hundred at a time. New ones are due at once. */
  async ensurePlaces({ connectionId, places }: { connectionId: string; places: readonly string[] }): Promise<void> {
    for (let batch = 0; batch < batchesMax; batch += 1) {
      const missing = await publications.readMissingLevels(this.sql, { connectionId, places, limit: levelsAtOnce })
      if (missing.length > 0) await this.ensurePublications(missing.map((level) => ({ ...level, connectionId })))
      if (missing.length < levelsAtOnce) return
    }
    throw new Error(`The publications of ${connectionId} did not come to their end in ${batchesMax} batches.`)
  }
  readonly markByItems = (inventoryItemIds: readonly string[], changedAt?: Readonly<Record<string, string>>) =>
    publications.markByItems(this.sql, inventoryItemIds, changedAt)
  readonly markByListings = (request: { connectionId: string; listingIds?: readonly string[] | undefined }) =>
    publications.markByListings(this.sql, request)

  /** Gives publications that were given up another try, and closes the tasks about them. */
  async revivePublications(request: {
    connectionId: string
    listingIds?: readonly string[] | undefined
    /** Of publications. */
    ids?: readonly string[] | undefined
  }): Promise<number> {
    return this.reviveAll(request.connectionId, () => publications.revive(this.sql, request))
  }

  /** Gives those another try that the channel contradicted too often, once it has had some minutes to calm down. */
  async reviveCalmed(request: Parameters<typeof publications.reviveCalmed>[1]): Promise<number> {
    return this.reviveAll(request.connectionId, () => publications.reviveCalmed(this.sql, request))
  }

  /** An operator's retry: of some publications that were given up, or of all. Says how many, and wakes the engine of this process. */
  async retryPublications(request: { connectionId: string; ids?: readonly string[] | undefined }): Promise<number> {
    const retried = await this.revivePublications(request)
    this.wakeEngine(request.connectionId)
    return retried
  }

  /**
   * A page of publications that were given up, the oldest first, with the reason and since when; and how many there are.
   *
   * @param page.after - the id of the last one of the page before
   * @param page.limit - 1 to 200
   */
  async listPoisoned(page: { connectionId: string; after?: string | undefined; limit: number }) {
    const limit = Math.min(200, Math.max(1, page.limit))
    const [rows, count] = await Promise.all([
      publications.readPoisoned(this.sql, { ...page, after: page.after ?? null, limit: limit + 1 }),
      publications.countPoisoned(this.sql, page.connectionId),
    ])
    const poisoned = rows.slice(0, limit)
    return { poisoned, next: rows.length > limit ? (poisoned.at(-1)?.id ?? null) : null, count }
  }

  /** Some at a time, and the tasks about them with them; those that were revived are not found again. */
  private async reviveAll(connectionId: string, revive: () => Promise<string[]>): Promise<number> {
    let revived = 0
    for (let batch = 0; batch < batchesMax; batch += 1) {
      const subjects = await revive()
      if (subjects.length > 0) await tasks.closeTasks(this.sql, { connectionId, kinds: ["stock-refused"], subjects })
      revived += subjects.length
      if (subjects.length < publications.revivedAtOnce) return revived
    }
    return revived
  }
  readonly observeStock = (shown: Parameters<typeof publications.observe>[1]) => publications.observe(this.sql, shown)
  readonly claimPublications = (claim: Claim) => publications.claimDue(this.sql, claim)
  readonly recordIntents = (owner: string, intents: Parameters<typeof publications.recordIntents>[2]) =>
    publications.recordIntents(this.sql, owner, intents)
  readonly recallIntents = (request: Parameters<typeof publications.recallIntents>[1]) =>
    publications.recallIntents(this.sql, request)
  readonly recordOutcomes = (owner: string, outcomes: readonly PublicationOutcome[]) =>
    publications.recordOutcomes(this.sql, owner, outcomes)

  readonly saveMode = (mode: Parameters<typeof publications.saveMode>[1]) => publications.saveMode(this.sql, mode)
  readonly markSharers = (connectionId: string) => publications.markSharers(this.sql, connectionId)
  readonly readSharers = (publicationIds: readonly string[]) => publications.readSharers(this.sql, publicationIds)

  readonly holdConnection = (request: Parameters<typeof duty.holdConnection>[1]) =>
    duty.holdConnection(this.sql, request)
  readonly releaseConnection = (request: Parameters<typeof duty.releaseConnection>[1]) =>
    duty.releaseConnection(this.sql, request)

  readonly compareLevels = (request: Parameters<typeof publications.compareLevels>[1]) =>
    publications.compareLevels(this.sql, request)
  readonly retirePublications = (listingIds: readonly string[]) => publications.retirePublications(this.sql, listingIds)

  readonly openSweep = (feed: readings.FeedOf) => readings.openSweep(this.sql, feed)
  readonly startSweep = (feed: readings.FeedOf) => readings.startSweep(this.sql, feed)
  readonly saveSweep = (page: Parameters<typeof readings.saveSweep>[1]) => readings.saveSweep(this.sql, page)
  readonly wantSweeps = (connectionId: string) => readings.wantSweeps(this.sql, connectionId)
  readonly saveWebhookCheck = (check: Parameters<typeof readings.saveWebhookCheck>[1]) =>
    readings.saveWebhookCheck(this.sql, check)

  readonly addSample = (counts: samples.SampleCounts) => samples.addSample(this.sql, counts)
  readonly readSampleRows = (query: Parameters<typeof samples.readSamples>[1]) => samples.readSamples(this.sql, query)
  readonly readLags = (query: { minutes: number }) => samples.readLags(this.sql, query)
  readonly forgetSamples = (request: { days: number }) => samples.forgetSamples(this.sql, request)

  readonly receiveOrder = (order: Omit<Parameters<typeof records.receiveOrder>[1], "id">) =>
    records.receiveOrder(this.sql, { ...order, id: newId("anyrec") })
  readonly holdOrders = (
    connectionId: string,
    orders: readonly { externalId: string; number: string; updatedAt: string }[]
  ) =>
    records.holdOrders(
      this.sql,
      connectionId,
      orders.map((order) => ({ ...order, id: newId("anyrec") }))
    )
  readonly readOrderRecord = (order: { connectionId: string; externalId: string }) => records.readOrder(this.sql, order)
  readonly settleOrder = (order: Parameters<typeof records.settleOrder>[1]) => records.settleOrder(this.sql, order)

  readonly openTasks = (requests: readonly tasks.TaskRequest[]) =>
    tasks.openTasks(
      this.sql,
      requests.map((request) => ({ ...request, id: newId("anytask") }))
    )
  readonly closeTasks = (request: Parameters<typeof tasks.closeTasks>[1]) => tasks.closeTasks(this.sql, request)

  /** Keeps what a connector outside tells; gives what was news. At most 100 words, no thing twice. */
  readonly deliverMail = (connectionId: string, words: readonly { word: mailbox.Mail["word"]; updatedAt: string }[]) =>
    mailbox.deliver(
      this.sql,
      connectionId,
      words.map((each) => ({ ...each, id: newId("anymail"), inboxId: newId("anyinb") }))
    )
  readonly readMail = (page: Parameters<typeof mailbox.readMail>[1]) => mailbox.readMail(this.sql, page)
  readonly readLetter = (letter: Parameters<typeof mailbox.readLetter>[1]) => mailbox.readLetter(this.sql, letter)

  /** Makes a key for a connection. The key itself is in this answer and nowhere else. */
  async createKey({
    connectionId,
    title,
  }: {
    connectionId: string
    title: string
  }): Promise<{ id: string; key: string }> {
    const { id, key, hash } = makeKey()
    await keys.insertKey(this.sql, { id, connectionId, title, hash })
    return { id, key }
  }

  /** The connection that a key opens; null for a key that is none, is another's or was revoked. */
  async connectionOfKey(key: string): Promise<string | null> {
    const id = idOfKey(key)
    const found = id === null ? null : await keys.findKey(this.sql, id)
    return found && isKeyOf(key, found.hash) ? found.connectionId : null
  }
  readonly listKeys = (connectionId: string) => keys.listKeys(this.sql, connectionId)
  readonly revokeKey = (key: Parameters<typeof keys.revokeKey>[1]) => keys.revokeKey(this.sql, key)

  readonly listTasks = (page: Parameters<typeof tasks.listTasks>[1]) => tasks.listTasks(this.sql, page)
  readonly closeTask = (id: string) => tasks.closeTask(this.sql, id)

  /** Which of our customers a customer of a channel is. */
  readonly readCustomer = (customer: customers.ExternalCustomer) => customers.readCustomer(this.sql, customer)
  readonly linkCustomer = (link: customers.ExternalCustomer & { customerId: string }) =>
    customers.linkCustomer(this.sql, { ...link, id: newId("anycus") })
  readonly relinkCustomer = (link: customers.ExternalCustomer & { customerId: string }) =>
    customers.relinkCustomer(this.sql, link)

  private async stopEngine(): Promise<void> {
    this.isEnding = true
    const engine = this.engine
    this.engine = null
    await engine?.stop()
  }
}

export interface Claim {
  readonly connectionId: string
  readonly owner: string
  readonly limit: number
  readonly leaseMs: number
}

export interface NewPublication {
  readonly connectionId: string
  readonly listingId: string
  readonly stockRef: string
  readonly locationRef: string
}

/** Levels that are made in one statement. */
const levelsAtOnce = 1_000
/** What no shop needs more of. */
const batchesMax = 20_000

const newId = (prefix: string) => generateEntityId(undefined, prefix)
