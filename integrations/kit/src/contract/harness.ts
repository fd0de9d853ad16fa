import type { Connection, Connector, WebhookRequest } from "../connector"
import type { Money, Ref } from "../records"
import type { Area } from "./area"

/** An article at a place. */
export interface Level {
  readonly stockRef: Ref
  readonly locationRef: Ref
}

/**
 * A channel to try a connector on: a stand-in or a toy, which the laws drive from behind the connector's back. What is optional
 * makes more laws run; a law that cannot run says so in the report.
 */
export interface ContractHarness {
  readonly connection: Connection
  /** Reaches the channel; the global `fetch` unless given. */
  readonly fetch?: typeof fetch
  /** An article and a place whose number may be written. */
  readonly level: Level
  /** Staff of the channel set that number: nobody is asked. */
  show(quantity: number): Promise<void>
  /** What the channel shows there, read without the connector. */
  shown(): Promise<number>
  /** A customer of the channel buys one there. */
  sell(): Promise<{ readonly orderRef: Ref; readonly webhook: WebhookRequest }>
  /** The header that carries a webhook's signature, lower case. */
  readonly signatureHeader: string
  /** A well-formed ref of an article that the channel does not have. */
  readonly missingStockRef: Ref
  /** Levels that the channel refuses, by why: "a closed place", "an article that is not counted", "not kept there". */
  readonly refusedLevels?: Readonly<Record<string, Level>>
  /** Articles with difficult SKUs, as they must be read. A SKU of spaces is none. */
  readonly oddListings?: readonly {
    readonly ref: Ref
    readonly sku: string | null
    readonly duplicateSkuCount: number
  }[]
  /** A configuration that is well-formed, and that the channel does not accept. */
  readonly wrongCredentials?: unknown
  /** The channel refuses the next request as one too many, in its own way. */
  throttle?(): Promise<void>
  /** Of an asynchronous channel: everything that it took is decided now. */
  settle?(): Promise<void>
  /** Of an asynchronous channel: the next write that it takes will come to nothing. */
  refuseNext?(): Promise<void>
  readonly webhooks?: WebhookDesk
  readonly orders?: OrderDesk
  readonly products?: ProductDesk
  close(): Promise<void>
}

/** The channel's webhooks, beyond that of a sale. */
export interface WebhookDesk {
  /** A genuine one of a topic that means nothing to us. */
  unknownTopic?(): Promise<WebhookRequest>
  /** One that is genuine for another shop of the same vendor. */
  otherShop?(): Promise<WebhookRequest>
  /** The secret is changed at the channel. Gives our configuration with the new one. */
  rotate?(): Promise<{ readonly config: unknown }>
  /** Forgets what was subscribed, without a word, as vendors do. */
  drop?(): Promise<void>
}

/** What a customer buys, all of the harness's article. */
export interface TrialSale {
  /** Units of each line. */
  readonly quantities: readonly number[]
  readonly method: "ship" | "pickup"
  /** The harness's own unless given. A desk that cannot sell in it gives null. */
  readonly currencyCode?: string
  readonly test?: boolean
}

/** What was bought. */
export interface TrialOrder {
  readonly orderRef: Ref
  /** In the order of the sale's quantities. */
  readonly lineRefs: readonly Ref[]
  /** What the customer pays in all. */
  readonly total: Money
}

/** The channel's orders, from behind the connector's back. */
export interface OrderDesk {
  place(sale: TrialSale): Promise<TrialOrder | null>
  seen(orderRef: Ref): Promise<SeenOrder>
  /** Somebody lowers a line to so many units. */
  edit?(orderRef: Ref, lineRef: Ref, quantity: number): Promise<void>
  /** The customer calls the order off. */
  cancel?(orderRef: Ref): Promise<void>
  /** The customer asks to send units back. */
  requestReturn?(orderRef: Ref, lineRef: Ref, quantity: number): Promise<void>
  /** A place, not the level's, that open units may be moved to. */
  readonly otherLocationRef?: Ref
}

/** An order as the channel has it. Units are by the line's ref; what has none may be left out. */
export interface SeenOrder {
  readonly cancelled: boolean
  /** Units that have left and were not taken back. */
  readonly left: Readonly<Record<Ref, number>>
  /** The tracking numbers of what left. */
  readonly parcels: readonly string[]
  /** Whether anything says that it must not leave. */
  readonly held: boolean
  /** Where open units will leave from. */
  readonly places: Readonly<Record<Ref, Ref | null>>
  /** Every mail that the customer got. */
  readonly mails: number
  /** How often money went back, and how much in all, in the currency's smallest unit. */
  readonly refunds: number
  readonly refunded: number
  /** Returns that are open or done, and units of them that arrived. */
  readonly returns: number
  readonly received: Readonly<Record<Ref, number>>
}

/** The channel's products, from behind the connector's back. */
export interface ProductDesk {
  readonly currencyCode: string
  count(): Promise<number>
  /** Whether customers can find it. */
  isActive(productRef: Ref): Promise<boolean>
}

/** A stand-in as the command line runs it: the module's default export, or its export named `standIn`. */
export interface StandInModule {
  readonly name: string
  /** What it insists on, by id: each must be missed by a law when it is switched off. */
  readonly rules?: Readonly<Record<string, string | StandInRule>>
  /** A fresh channel with its connector. */
  open(options: StandInOptions): Promise<ContractHarness>
}

/** A rule that says where it should be missed: the laws of that part are tried first, which is quicker. */
export interface StandInRule {
  readonly text: string
  readonly area: Area
}

/** How a stand-in is opened. */
export interface StandInOptions {
  /** The connector to try; a stand-in may bring its own when none is given. */
  readonly connector?: Connector
  /** A rule that it does not keep this time. */
  readonly without?: string
  readonly seed: number
}
