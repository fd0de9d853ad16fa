import type { Ref, ReturnCommand } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import type { ReturnLineItemInput } from "../generated/admin"
import { createReturn } from "../operations/returns"
import { already, applied, refusalOf, refused, unclear, type Outcome } from "./outcome"
import { hasReference, withReference } from "./reference"
import type { Reasons } from "./return-reasons"
import { readReturns, readSent, takeBack, withoutReturned, type KnownReturn } from "./returnable"

/** Goods come back: a return is opened. Shopify takes no key for it, so the note on its lines carries a reference. */
export async function openReturn(call: Call, reasons: Reasons, command: ReturnCommand): Promise<Outcome> {
  const returns = await readReturns(call, command.orderRef)
  if (!returns) return refused("order-not-found", "The shop has no such order (any more).")
  const made = findOurs(returns, command)
  if (made) return already({ ref: made })
  const lines = await toLines(call, reasons, command, returns)
  if (!lines)
    return refused(
      "nothing-to-return",
      "The shop has not so many of these units sent and not yet returned. Look at the order in Shopify."
    )
  const { returnCreate } = await call(createReturn, {
    input: { orderId: command.orderRef, returnLineItems: lines },
  })
  const refusal = refusalOf(returnCreate?.userErrors)
  if (refusal) return refusal
  const ref = returnCreate?.return?.id
  return ref ? applied({ ref }) : unclear("a return")
}

/** The return that this command made before, when its answer was lost. */
const findOurs = (returns: readonly KnownReturn[], { key }: ReturnCommand): Ref | null =>
  returns.find(({ lines }) => lines.some(({ note }) => hasReference(note, key)))?.id ?? null

/** The lines as Shopify wants them; null when not so many units may come back. */
async function toLines(
  call: Call,
  reasons: Reasons,
  command: ReturnCommand,
  returns: readonly KnownReturn[]
): Promise<ReturnLineItemInput[] | null> {
  const returnable = withoutReturned(await readSent(call, command.orderRef), returns)
  const lines: ReturnLineItemInput[] = []
  for (const line of command.lines) {
    const back = takeBack(returnable, line)
    if (!back) return null
    const returnReasonDefinitionId = await reasons.find(call, line.reason)
    const returnReasonNote = withReference(line.note, command.key)
    lines.push(...back.map((units) => ({ ...units, returnReasonNote, returnReasonDefinitionId })))
  }
  return lines
}
