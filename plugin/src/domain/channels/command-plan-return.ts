import type { NewCommand } from "./command"
import type { OurReceipt, OurReturn } from "./command-facts"
import type { CommandFacts, PartialPlan } from "./command-plan"

/**
 * What a return of ours means to the channel: that goods come back, unless the return began there, and each time some have arrived. A
 * receipt is told once, whatever the return's totals say.
 */
export function planReturn(facts: CommandFacts, ours: OurReturn): PartialPlan {
  const { theirs, known } = facts
  const key = `${ours.id}:return`
  const told = known.find((each) => each.key === key)
  if (ours.isCancelled) {
    if (ours.theirRef !== null || !told || told.state === "superseded" || told.state === "refused") return {}
    if (told.state === "pending") return { drop: [key] }
    return {
      byHand: [`The return ${ours.id} was cancelled here after the channel was told of it: cancel it there too.`],
    }
  }
  if (ours.lines.length === 0) return {}
  const begin: NewCommand = {
    key,
    needs: null,
    payload: { type: "return", orderRef: theirs.ref, lines: ours.lines },
  }
  const receipts = ours.receipts.flatMap((receipt) => tellReceipt(facts, ours, receipt))
  return { make: ours.theirRef === null ? [begin, ...receipts] : receipts }
}

function tellReceipt({ theirs, rules }: CommandFacts, ours: OurReturn, receipt: OurReceipt): NewCommand[] {
  const lines = receipt.lines.flatMap((line) => whatBecame(line, rules.publishes(line.lineRef)))
  if (receipt.isTheirs || lines.length === 0) return []
  const base = { type: "receive", orderRef: theirs.ref, locationRef: rules.placeOf(ours.locationId), lines } as const
  return [
    ours.theirRef === null
      ? { key: `${receipt.id}:receive`, needs: `${ours.id}:return`, payload: base }
      : { key: `${receipt.id}:receive`, needs: null, payload: { ...base, returnRef: ours.theirRef } },
  ]
}

/**
 * Where the channel's numbers are ours, a whole unit reaches it with the next number. Were it to count the unit by itself as well, it
 * would show one too many until we look again, and could sell it.
 */
function whatBecame({ lineRef, quantity, damaged }: OurReceipt["lines"][number], isPublished: boolean) {
  const restocked = isPublished ? 0 : quantity - damaged
  return [
    { lineRef, quantity: restocked, disposition: "restocked" as const },
    { lineRef, quantity: quantity - restocked, disposition: "not-restocked" as const },
  ].filter((each) => each.quantity > 0)
}
