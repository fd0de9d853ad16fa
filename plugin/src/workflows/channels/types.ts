import type { OrderRecord, ReturnRecord } from "@anyshelf/connector-kit"
import type { Candidate } from "../../domain/channels/match-listing"
import type { OrderEdit } from "../../domain/channels/order-action"
import type { Component } from "../../domain/channels/publication"
import type { CameBack } from "../../domain/channels/return-plan"

/** An order of a channel that is to become one of ours. */
export interface ImportOrderInput {
  readonly connectionId: string
  /** The row of our copy of it. */
  readonly recordId: string
  readonly order: OrderRecord
  readonly salesChannelId: string
  /** Our locations that may serve it, in the order of preference; at least one. */
  readonly locationIds: readonly string[]
  /** The channel's line id → our locations that may serve that line, where not all may, or in another order. */
  readonly linePlaces?: Readonly<Record<string, readonly string[]>>
}

/** An order of a channel that was changed there after it became ours. */
export interface AdjustOrderInput extends ImportOrderInput {
  readonly edit: OrderEdit
  readonly state: "imported" | "oversold"
  /** The channel's line id → units that the channel wanted when ours was last made to follow. */
  readonly applied: Readonly<Record<string, number>>
}

/** An order of ours that is to follow what became of goods or money on its channel. */
export interface FollowOrderInput {
  readonly connectionId: string
  readonly order: OrderRecord
  /** The channel's place → our locations that serve it, in the order of preference. */
  readonly places: Readonly<Record<string, readonly string[]>>
  /** Our locations that serve the connection, in the order of preference; at least one. */
  readonly locationIds: readonly string[]
}

/** A return, or a refund of units that came back, of one of our orders. */
export interface FollowReturnInput extends FollowOrderInput {
  /** The row of our copy of it. */
  readonly recordId: string
  /** A refund is followed as a return that has arrived. */
  readonly kind: "return" | "refund"
  /** The channel's own id of it; `returned.ref` keeps refunds and returns apart. */
  readonly ref: string
  readonly returned: Pick<ReturnRecord, "ref" | "number" | "status" | "locationRef" | "updatedAt" | "lines">
  /** What was received here already; null when it was never followed. */
  readonly applied: CameBack | null
  /** What a try that was cut off was about to receive. */
  readonly intended: CameBack | null
}

/** What an imported order's line shows of our variant. */
export interface VariantFacts extends Pick<Candidate, "variantId" | "sku" | "barcode"> {
  readonly title: string | null
  readonly optionValues: Readonly<Record<string, string>>
  readonly product: {
    readonly id: string
    readonly title: string
    readonly subtitle: string | null
    readonly description: string | null
    readonly handle: string | null
    readonly thumbnail: string | null
    readonly type: string | null
    readonly typeId: string | null
    readonly collection: string | null
  }
}

/** What is known of one line of the channel's order. */
export interface LineFacts {
  readonly lineRef: string
  /** Null when no variant of ours is known to be it. */
  readonly variant: VariantFacts | null
  /** What it takes from a shelf; empty for what is not counted or not shipped. */
  readonly components: readonly Component[]
  /** Why it takes nothing though it should. Null when that is right. */
  readonly problem: string | null
}

/** What the import needs to know of our side. */
export interface ImportFacts {
  readonly lines: readonly LineFacts[]
  /** The region of that currency and country. Null when there is none. */
  readonly regionId: string | null
}

/** Part of one of the channel's lines, as one line of ours. */
export interface Part {
  readonly lineRef: string
  /** From 0 within its line. */
  readonly part: number
  /** What left already and what came back is contained. */
  readonly quantity: number
  /** Where it is taken from; null for what no shelf carries. */
  readonly locationId: string | null
}
