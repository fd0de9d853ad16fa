import type { LineUnits, Ref, ReturnCommand } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import type { ReturnableLinesQuery } from "../generated/admin"
import { createReturn, returnableLines, returnsOfOrder } from "../operations/returns"
import { readAll } from "../read-all"
import { already, applied, refusalOf, refused, unclear, type Outcome } from "./outcome"
import { hasReference, withReference } from "./reference"
import type { Reasons } from "./return-reasons"

const RETURNS = { first: 20, lines: 10 }
const RETURNABLE = { first: 10, lines: 20 }

type Returnable = ReturnableLinesQuery["returnableFulfillments"]["nodes"][number]
type FulfilledLine = Returnable["returnableFulfillmentLineItems"]["nodes"][number]

/** Units of a fulfilment that come back. */
interface Back {
  readonly fulfillmentLineItemId: string
  readonly quantity: number
}

/** Goods come back: a return is opened. Shopify takes no key for it, so the note on its lines carries a reference. */
export async function openReturn(call: Call, reasons: Reasons, command: ReturnCommand): Promise<Outcome> {
  const made = await findReturn(call, command)
  if (made) return already({ ref: made })
  const returnable = await readReturnable(call, command.orderRef)
  const lines: Parameters<typeof toInput>[1][number][] = []
  for (const line of command.lines) {
    const back = takeBack(returnable, line)
    if (!back)
      return refused(
        "nothing-to-return",
        "The shop has not so many of these units sent and not yet returned. Look at the order in Shopify."
      )
    const returnReasonDefinitionId = await reasons.find(call, line.reason)
    const returnReasonNote = withReference(line.note, command.key)
    lines.push(...back.map((units) => ({ ...units, returnReasonNote, returnReasonDefinitionId })))
  }
  const { returnCreate } = await call(createReturn, toInput(command.orderRef, lines))
  const refusal = refusalOf(returnCreate?.userErrors)
  if (refusal) return refusal
  const ref = returnCreate?.return?.id
  return ref ? applied({ ref }) : unclear("a return")
}

const toInput = (
  orderId: string,
  returnLineItems: readonly (Back & { returnReasonNote: string; returnReasonDefinitionId: string | null })[]
) => ({ input: { orderId, returnLineItems } })

/** The return that this command made before, when its answer was lost. */
async function findReturn(call: Call, { orderRef, key }: ReturnCommand): Promise<Ref | null> {
  const ask = async (after: string | null) =>
    (await call(returnsOfOrder, { id: orderRef, after, ...RETURNS })).order?.returns
  const first = await ask(null)
  if (!first) return null
  const returns = await readAll(first, ask)
  const made = returns.find(({ returnLineItems }) =>
    returnLineItems.nodes.some(({ returnReasonNote }) => hasReference(returnReasonNote, key))
  )
  return made?.id ?? null
}

/** What may still come back, unit by unit of what was sent. */
async function readReturnable(call: Call, orderId: string): Promise<{ line: FulfilledLine; left: number }[]> {
  const ask = async (after: string | null) =>
    (await call(returnableLines, { orderId, after, ...RETURNABLE })).returnableFulfillments
  const fulfilments = await readAll(await ask(null), ask)
  return fulfilments.flatMap(({ returnableFulfillmentLineItems: { nodes } }) =>
    nodes.map((line) => ({ line, left: line.quantity }))
  )
}

/** Takes units of a line from what may come back; null when there are not so many. Takes no unit twice. */
function takeBack(
  returnable: readonly { line: FulfilledLine; left: number }[],
  { lineRef, quantity }: LineUnits
): Back[] | null {
  let wanted = quantity
  const back: Back[] = []
  for (const each of returnable) {
    if (each.line.fulfillmentLineItem.lineItem.id !== lineRef) continue
    const taken = Math.min(wanted, each.left)
    if (taken === 0) continue
    each.left -= taken
    wanted -= taken
    back.push({ fulfillmentLineItemId: each.line.fulfillmentLineItem.id, quantity: taken })
  }
  return wanted === 0 ? back : null
}
