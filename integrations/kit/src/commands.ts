import type { Money, Ref, Tracking } from "./records"

/**
 * What the engine asks of a channel, and what the channel may answer. Each command may be sent twice and must then change
 * nothing more: where the vendor takes an idempotency key it is given `key`; elsewhere the connector looks before it leaps.
 */

/** What every command carries. */
interface CommandBase {
  /** Ours, the same for each repetition of this very command. */
  readonly key: string
}

/** Some units of a line of an order, by the channel's own id of the line. */
export interface LineUnits {
  readonly lineRef: Ref
  /** Whole, at least 1. */
  readonly quantity: number
}

/** Show this number of this article at this place. The engine decides the number; the connector only carries it. */
export interface StockCommand extends CommandBase {
  readonly type: "stock"
  readonly stockRef: Ref
  readonly locationRef: Ref
  /** Absolute: what the channel may sell from now on. Whole, never negative. */
  readonly quantity: number
  /**
   * What the channel is believed to show now. A `cas` channel must refuse with `conflict` when it shows something else; null
   * writes whatever it shows.
   */
  readonly expected: number | null
  /** Only for a `delta` channel: how many units to add (or, below 0, to take). Never to be confused with `quantity`. */
  readonly change?: number
  /** Rises with each command for this article and place. */
  readonly sequence: number
}

/** Units have left: tell the channel, with how to follow them. One command for each fulfilment, whatever its parcels. */
export interface FulfilCommand extends CommandBase {
  readonly type: "fulfil"
  readonly orderRef: Ref
  /** The channel's place that they left from; null when it is not one of the channel's. */
  readonly locationRef: Ref | null
  readonly lines: readonly LineUnits[]
  /** One for each parcel; empty when nothing can be followed. */
  readonly tracking: readonly Tracking[]
  /** Whether the channel writes to the customer. */
  readonly notify: boolean
  /** What other commands made of this order: an equal fulfilment among these is not this one. Left out, none is known. */
  readonly others?: readonly Ref[]
}

/** The tracking of an earlier fulfilment was wrong, or has come only now. */
export interface TrackCommand extends CommandBase {
  readonly type: "track"
  readonly orderRef: Ref
  /** What `fulfil` gave as `ref`. */
  readonly fulfilmentRef: Ref
  readonly tracking: readonly Tracking[]
  readonly notify: boolean
}

/** A fulfilment is taken back before anything left. */
export interface UnfulfilCommand extends CommandBase {
  readonly type: "unfulfil"
  readonly orderRef: Ref
  readonly fulfilmentRef: Ref
}

/** Units lie ready to be collected. The channel writes to the customer, once. */
export interface PreparedCommand extends CommandBase {
  readonly type: "prepared"
  readonly orderRef: Ref
  readonly locationRef: Ref | null
  readonly lines: readonly LineUnits[]
}

/** The customer has taken them along. */
export interface CollectedCommand extends CommandBase {
  readonly type: "collected"
  readonly orderRef: Ref
  readonly locationRef: Ref | null
  readonly lines: readonly LineUnits[]
  /** As for `fulfil`. */
  readonly others?: readonly Ref[]
}

/** The whole order is called off. */
export interface CancelCommand extends CommandBase {
  readonly type: "cancel"
  readonly orderRef: Ref
  readonly reason: "customer" | "inventory" | "fraud" | "declined" | "staff" | "other"
  /** Whether the channel counts the units back onto its shelf. We publish stock ourselves, so the engine says false where it does. */
  readonly restock: boolean
  readonly refund: boolean
  readonly notify: boolean
}

/** Nothing of these lines may leave for now. */
export interface HoldCommand extends CommandBase {
  readonly type: "hold"
  readonly orderRef: Ref
  /** Empty means all of the order. */
  readonly lines: readonly LineUnits[]
  /** Ours: names the hold when it is released. */
  readonly holdKey: string
  readonly reason: "payment" | "address" | "inventory" | "fraud" | "other"
  readonly note: string
}

/** The hold of this name ends. */
export interface ReleaseCommand extends CommandBase {
  readonly type: "release"
  readonly orderRef: Ref
  readonly holdKey: string
}

/** Units will leave from another of the channel's places. */
export interface MoveCommand extends CommandBase {
  readonly type: "move"
  readonly orderRef: Ref
  /** Empty means all that is still open. */
  readonly lines: readonly LineUnits[]
  readonly fromRef: Ref | null
  readonly toRef: Ref
}

/** The customer sends units back, or brings them: the channel opens a return. Its id is the result's `ref`. */
export interface ReturnCommand extends CommandBase {
  readonly type: "return"
  readonly orderRef: Ref
  readonly lines: readonly (LineUnits & { readonly reason: string; readonly note: string })[]
}

/** What became of units that came back. */
export interface ReceivedLine extends LineUnits {
  readonly disposition: "restocked" | "not-restocked" | "missing"
}

/** The units of a return have arrived. */
export interface ReceiveCommand extends CommandBase {
  readonly type: "receive"
  readonly orderRef: Ref
  readonly returnRef: Ref
  readonly locationRef: Ref | null
  readonly lines: readonly ReceivedLine[]
  /** The units of this return that other commands reported before: one that arrives after them is not one of them. Left out, none. */
  readonly before?: readonly LineUnits[]
}

/** Money goes back through the channel, which took it. */
export interface RefundCommand extends CommandBase {
  readonly type: "refund"
  readonly orderRef: Ref
  readonly lines: readonly (LineUnits & {
    readonly restock: "return" | "cancel" | "none"
    readonly locationRef: Ref | null
  })[]
  /** What goes back in all, shipping included; null lets the channel reckon it from the lines. */
  readonly amount: Money | null
  /** The part of it that is for delivery; null for none. */
  readonly shipping: Money | null
  readonly note: string
  readonly notify: boolean
}

/** One article to be sold, as ours says it. */
export interface ListingVariant {
  /** Ours: finds the variant again when the channel's id is not known yet. */
  readonly variantId: string
  /** The channel's listing; null makes a new one. */
  readonly ref: Ref | null
  readonly sku: string | null
  readonly barcode: string | null
  readonly price: Money | null
  /** Name → value, for example `{ Size: "M" }`. Empty for a product without options. */
  readonly options: Readonly<Record<string, string>>
}

/** Makes or changes a product on the channel. The refs of its listings are the result's `listings`. */
export interface ListCommand extends CommandBase {
  readonly type: "list"
  /** Ours: the same product again is the same product there. */
  readonly productId: string
  /** The channel's product; null makes a new one. */
  readonly productRef: Ref | null
  readonly title: string
  /** HTML. */
  readonly description: string
  readonly imageUrls: readonly string[]
  readonly status: "active" | "draft"
  readonly variants: readonly ListingVariant[]
}

/** Takes a product off the channel's shelves, without deleting it. */
export interface UnlistCommand extends CommandBase {
  readonly type: "unlist"
  readonly productRef: Ref
}

/** What is done to an order, as opposed to stock and listings. Carried out in the order in which they came, order by order. */
export type OrderCommand =
  | FulfilCommand
  | TrackCommand
  | UnfulfilCommand
  | PreparedCommand
  | CollectedCommand
  | CancelCommand
  | HoldCommand
  | ReleaseCommand
  | MoveCommand
  | ReturnCommand
  | ReceiveCommand
  | RefundCommand

export type ListingCommand = ListCommand | UnlistCommand

export type Command = StockCommand | OrderCommand | ListingCommand

export type CommandType = Command["type"]

/** The command of a type. */
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>

/** What a command made on the channel. */
export interface Made {
  /** The channel's id of it: a fulfilment, a return, a refund, a product. */
  readonly ref?: Ref
  /** Of `list`: our variant's id → the channel's listing. */
  readonly listings?: Readonly<Record<string, Ref>>
}

/** What became of a command. One for each command, in the same order. */
export type Result =
  /** Done now. `observed` is what the channel shows after it, for stock. */
  | ({ readonly key: string; readonly status: "applied"; readonly observed?: number } & Made)
  /** It was already so; nothing was changed. */
  | ({ readonly key: string; readonly status: "already"; readonly observed?: number } & Made)
  /** Taken, not done: ask again for `confirm`. */
  | { readonly key: string; readonly status: "accepted"; readonly confirm: Ref }
  /** The channel shows something else than `expected`. Nothing was changed. */
  | { readonly key: string; readonly status: "conflict"; readonly observed?: number }
  /** Refused for good: the same command will never do. A person has to look. */
  | { readonly key: string; readonly status: "rejected"; readonly code: string; readonly message: string }
  /** Not done; try again, not before `afterMs`. */
  | { readonly key: string; readonly status: "retry"; readonly afterMs?: number; readonly message?: string }
  /** Sent, no answer: it may or may not have been done. */
  | { readonly key: string; readonly status: "unknown"; readonly message?: string }
