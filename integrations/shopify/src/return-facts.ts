import type { Call } from "./client"
import type { ReturnByIdQuery } from "./generated/admin"
import { returnById } from "./operations/returns"
import { readAll } from "./read-all"

type Answer = NonNullable<ReturnByIdQuery["return"]>
type Node = Answer["returnLineItems"]["nodes"][number]
type ReverseLine = Answer["reverseFulfillmentOrders"]["nodes"][number]["lineItems"]["nodes"][number]

/** One line of a return, with what became of its units. */
export interface ReturnLine {
  readonly ref: string
  readonly orderLineRef: string
  /** The line of the fulfilment that it was sent with. */
  readonly fulfilledLineId: string
  readonly quantity: number
  readonly processed: number
  readonly unprocessed: number
  /** Of what has arrived, the units that were put back on a shelf, and those that never came. */
  readonly restocked: number
  readonly missing: number
  readonly reason: string
  readonly note: string
  /** Where its units are put away, each with how many are still to be. */
  readonly reverseLines: { readonly ref: string; open: number }[]
}

/** A return with all its lines. */
export interface ReturnFacts extends Omit<Answer, "returnLineItems" | "reverseFulfillmentOrders"> {
  readonly lines: readonly ReturnLine[]
  /** The places where goods of it were put away. */
  readonly places: readonly string[]
}

/** Some 430 of the 1000 points that one call may cost. */
const LINES = 20

/** A return as a whole; null when the shop has none of this id. */
export async function readReturn(call: Call, id: string): Promise<ReturnFacts | null> {
  const reverse: ReverseLine[] = []
  const ask = async (after: string | null) => {
    const answer = (await call(returnById, { id, after, lines: LINES })).return
    if (after === null)
      reverse.push(...(answer?.reverseFulfillmentOrders.nodes.flatMap((each) => each.lineItems.nodes) ?? []))
    return answer
  }
  const found = await ask(null)
  if (!found) return null
  const nodes = await readAll<Node>(found.returnLineItems, async (after) => (await ask(after))?.returnLineItems)
  const lines = nodes.flatMap((node) => toLine(node, reverse) ?? [])
  const places = reverse.flatMap(({ dispositions }) => dispositions.flatMap(({ location }) => location?.id ?? []))
  return { ...found, lines, places: [...new Set(places)] }
}

/** A line without a fulfilment was brought without a receipt: it is of no order's line. */
function toLine(node: Node, reverse: readonly ReverseLine[]): ReturnLine | null {
  if (!("fulfillmentLineItem" in node) || !node.fulfillmentLineItem) return null
  const { id: fulfilled, lineItem } = node.fulfillmentLineItem
  const own = reverse.filter(({ fulfillmentLineItem }) => fulfillmentLineItem?.id === fulfilled)
  const of = (type: string) =>
    own.reduce((sum, { dispositions }) => sum + units(dispositions.filter((each) => each.type === type)), 0)
  return {
    ref: node.id,
    orderLineRef: lineItem.id,
    fulfilledLineId: fulfilled,
    quantity: node.quantity,
    processed: node.processedQuantity,
    unprocessed: node.unprocessedQuantity,
    restocked: of("RESTOCKED"),
    missing: of("MISSING"),
    reason: node.returnReasonDefinition?.handle ?? "",
    note: node.returnReasonNote,
    reverseLines: own.map(({ id, totalQuantity, dispositions }) => ({
      ref: id,
      open: totalQuantity - units(dispositions),
    })),
  }
}

const units = (dispositions: readonly { readonly quantity: number }[]) =>
  dispositions.reduce((sum, { quantity }) => sum + quantity, 0)
