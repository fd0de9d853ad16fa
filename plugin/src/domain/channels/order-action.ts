import type { Order, OrderLine } from "./order"

/** What we have of an order already. */
export interface KnownOrder {
  readonly state: "received" | "imported" | "oversold" | "held" | "cancelled"
  /** The newest copy that was ever received. */
  readonly externalUpdatedAt: Date
  /** The channel's line id → units that the channel wanted when ours was last made to follow. */
  readonly applied: Readonly<Record<string, number>> | null
  /** Of the copy that ours follows; null when it follows none to the end. */
  readonly fingerprint: string | null
}

/** What a copy of an order asks of us. */
export type OrderAction =
  | { readonly do: "nothing" }
  | { readonly do: "import" }
  /** A test order, or the echo of an order that was made here: kept, never reserved. */
  | { readonly do: "hold" }
  | { readonly do: "cancel" }
  | { readonly do: "adjust"; readonly edit: OrderEdit }

/** How the units of the channel's order differ from those that ours followed. Both lists may be empty: then it is money, or what left. */
export interface OrderEdit {
  /** Fewer units: let go of the rest. */
  readonly lowered: readonly { readonly lineRef: string; readonly from: number; readonly to: number }[]
  /** More units, or a new line: claim them as an import does. */
  readonly raised: readonly { readonly line: OrderLine; readonly from: number }[]
}

/**
 * Decides what to do about a copy of an order. A copy that is older than one we have seen asks for nothing, and one that says what
 * ours follows already asks for nothing either.
 */
export function orderAction(known: KnownOrder, order: Order, fingerprint: string): OrderAction {
  if (Date.parse(order.updatedAt) < known.externalUpdatedAt.getTime()) return { do: "nothing" }
  if (known.state === "held") return { do: "nothing" }
  if (order.test || order.ourOrderId) return { do: "hold" }
  // Also one that is cancelled already: an import that was under way then, and was killed, may have left an open order.
  if (order.status === "cancelled") return { do: "cancel" }
  if (known.state === "cancelled") return { do: "nothing" }
  if (known.state === "received" || known.applied === null) return { do: "import" }
  if (known.fingerprint === fingerprint) return { do: "nothing" }
  return { do: "adjust", edit: compare(known.applied, order.lines) }
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
