import type { LineUnits } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import type { ReturnsOfOrderQuery, SentLinesFragment, SentLinesQuery } from "../generated/admin"
import { moreSentLines, returnsOfOrder, sentLines } from "../operations/returns"
import { readAll } from "../read-all"
import { readReturn } from "../return-facts"

/** A return of an order, as far as others depend on it. */
export interface KnownReturn {
  readonly id: string
  /** False for one that was called off or declined: its units may come back by another. */
  readonly counts: boolean
  readonly lines: readonly {
    readonly note: string
    readonly quantity: number
    readonly fulfilledLineId: string | null
  }[]
}

/** Units of one line of a fulfilment that may still come back. */
interface Returnable {
  readonly id: string
  readonly lineRef: string
  left: number
}

/** Units of a fulfilment that come back. */
interface Back {
  readonly fulfillmentLineItemId: string
  readonly quantity: number
}

type ReturnNode = NonNullable<ReturnsOfOrderQuery["order"]>["returns"]["nodes"][number]
type Fulfilment = NonNullable<SentLinesQuery["order"]>["fulfillments"][number]

const RETURNS = { first: 20, lines: 15 }
const SENT = { first: 20, lines: 20 }
const MORE_LINES = 200

/** The returns of an order; null when the shop has no such order. */
export async function readReturns(call: Call, id: string): Promise<KnownReturn[] | null> {
  const ask = async (after: string | null) => (await call(returnsOfOrder, { id, after, ...RETURNS })).order?.returns
  const first = await ask(null)
  if (!first) return null
  const known: KnownReturn[] = []
  for (const node of await readAll<ReturnNode>(first, ask)) known.push(await toKnown(call, node))
  return known
}

async function toKnown(
  call: Call,
  { id, status, returnLineItems: { nodes, pageInfo } }: ReturnNode
): Promise<KnownReturn> {
  const counts = status !== "CANCELED" && status !== "DECLINED"
  const whole = pageInfo.hasNextPage ? await readReturn(call, id) : null
  if (whole) {
    const lines = whole.lines.map(({ note, quantity, fulfilledLineId }) => ({ note, quantity, fulfilledLineId }))
    return { id, counts, lines }
  }
  const lines = nodes.map((node) => ({
    note: node.returnReasonNote,
    quantity: node.quantity,
    fulfilledLineId: "fulfillmentLineItem" in node ? node.fulfillmentLineItem.id : null,
  }))
  return { id, counts, lines }
}

/** What was sent of an order, line by line of each fulfilment. */
export async function readSent(call: Call, id: string): Promise<Returnable[]> {
  const { order } = await call(sentLines, { id, ...SENT })
  const sent: Returnable[] = []
  for (const fulfilment of order?.fulfillments ?? []) {
    if (fulfilment.status === "CANCELLED") continue
    for (const line of await linesOf(call, fulfilment))
      sent.push({ id: line.id, lineRef: line.lineItem.id, left: line.quantity ?? 0 })
  }
  return sent
}

const linesOf = (call: Call, { id, fulfillmentLineItems }: Fulfilment) =>
  readAll<SentLinesFragment["nodes"][number]>(
    fulfillmentLineItems,
    async (after) => (await call(moreSentLines, { id, first: MORE_LINES, after })).fulfillment?.fulfillmentLineItems
  )

/** What was sent, less what is on its way back or has arrived. */
export function withoutReturned(sent: readonly Returnable[], returns: readonly KnownReturn[]): Returnable[] {
  const gone = new Map<string, number>()
  for (const { fulfilledLineId, quantity } of returns.filter(({ counts }) => counts).flatMap(({ lines }) => lines))
    if (fulfilledLineId) gone.set(fulfilledLineId, (gone.get(fulfilledLineId) ?? 0) + quantity)
  return sent.map((line) => ({ ...line, left: Math.max(0, line.left - (gone.get(line.id) ?? 0)) }))
}

/** Takes units of a line from what may come back, and takes no unit twice; null when there are not so many. */
export function takeBack(returnable: readonly Returnable[], { lineRef, quantity }: LineUnits): Back[] | null {
  let wanted = quantity
  const back = returnable.flatMap((line) => {
    const taken = line.lineRef === lineRef ? Math.min(wanted, line.left) : 0
    if (taken === 0) return []
    line.left -= taken
    wanted -= taken
    return [{ fulfillmentLineItemId: line.id, quantity: taken }]
  })
  return wanted === 0 ? back : null
}
