import type { Order, OrderLine } from "./order"

/** What we have of an order already. */
export interface KnownOrder {
  readonly state: "received" | "imported" | "oversold" | "held" | "cancelled"
  /** The newest copy that was ever received. */
  readonly externalUpdatedAt: Date
  /** The channel's line id → units that our order carries. */
  readonly applied: Readonly<Record<string, number>> | null
}

/** What a copy of an order asks of us. */
export type OrderAction =
  | { readonly do: "nothing" }
  | { readonly do: "import" }
  /** A test order: kept, never reserved. */
  | { readonly do: "hold" }
  | { readonly do: "cancel" }
  | { readonly do: "adjust"; readonly edit: OrderEdit }

/** How the channel's order differs from ours. */
export interface OrderEdit {
  /** Fewer units than ours carries: let go of the rest. */
  readonly lowered: readonly { readonly lineRef: string; readonly from: number; readonly to: number }[]
  /** More units, or a line that ours does not have: a person decides where it comes from. */
  readonly raised: readonly { readonly line: OrderLine; readonly from: number }[]
}

/** Decides what to do about a copy of an order. A copy that is older than one we have seen asks for nothing. */
export function orderAction(known: KnownOrder, order: Order): OrderAction {
  if (Date.parse(order.updatedAt) < known.externalUpdatedAt.getTime()) return { do: "nothing" }
  if (known.state === "held") return { do: "nothing" }
  if (order.test) return { do: "hold" }
  // Also one that is cancelled already: an import that was under way then, and was killed, may have left an open order.
  if (order.status === "cancelled") return { do: "cancel" }
  if (known.state === "cancelled") return { do: "nothing" }
  if (known.state === "received" || known.applied === null) return { do: "import" }
  const edit = compare(known.applied, order.lines)
  return edit.lowered.length + edit.raised.length > 0 ? { do: "adjust", edit } : { do: "nothing" }
}

function compare(applied: Readonly<Record<string, number>>, lines: readonly OrderLine[]): OrderEdit {
  const wanted = new Map(lines.map((line) => [line.ref, line.quantity]))
  const lowered = Object.entries(applied).flatMap(([lineRef, from]) => {
    const to = wanted.get(lineRef) ?? 0
    return to < from ? [{ lineRef, from, to }] : []
  })
  const raised = lines.flatMap((line) => {
    const from = applied[line.ref] ?? 0
    return line.quantity > from ? [{ line, from }] : []
  })
  return { lowered, raised }
}
