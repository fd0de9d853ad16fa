import type { CommandPayload, KnownCommand, NewCommand } from "./command"
import { deliveryOf, type Method, type OurFulfilment, type Parcel, type Units } from "./command-facts"
import type { CommandFacts, PartialPlan } from "./command-plan"
import { sameParcels } from "./command-parcels"

/**
 * What a fulfilment of ours means to the channel. Sent or brought: it is told once units have left. Collected: that they lie ready, then
 * that they were taken along. Sold at a till: the units were handed over as they were sold, and there is nothing to tell.
 */
export function planFulfilment(facts: CommandFacts, fulfilment: OurFulfilment): PartialPlan {
  if (fulfilment.isTheirs) return {}
  const left = unitsBy(facts, fulfilment, ["ship", "local", "none"])
  const collected = unitsBy(facts, fulfilment, ["pickup"])
  if (fulfilment.isCancelled) return takeBack(facts, fulfilment)
  return {
    make: [
      ...(left.length > 0 && fulfilment.hasLeft ? tellLeft(facts, fulfilment, left) : []),
      ...(collected.length > 0 ? tellCollected(facts, fulfilment, collected) : []),
    ],
  }
}

function unitsBy({ theirs }: CommandFacts, { lines }: OurFulfilment, methods: readonly Method[]): Units[] {
  const wanted = lines.filter(({ lineRef }) => methods.includes(deliveryOf(theirs, lineRef).method))
  const refs = [...new Set(wanted.map(({ lineRef }) => lineRef))]
  return refs.map((lineRef) => ({
    lineRef,
    quantity: wanted.reduce((sum, each) => sum + (each.lineRef === lineRef ? each.quantity : 0), 0),
  }))
}

/** Told with the parcels that are known then; what is followed otherwise later is told as a correction. */
function tellLeft({ theirs, rules, known }: CommandFacts, fulfilment: OurFulfilment, lines: Units[]): NewCommand[] {
  const key = fulfilKey(fulfilment)
  const fulfil: NewCommand = {
    key,
    needs: null,
    payload: {
      type: "fulfil",
      orderRef: theirs.ref,
      locationRef: rules.placeOf(fulfilment.locationId),
      lines,
      tracking: fulfilment.parcels,
      notify: true,
    },
  }
  const told = known.filter((each) => each.key === key || (each.payload.type === "track" && each.needs === key))
  const last = told.at(-1)
  if (!last) return [fulfil]
  if (sameParcels(trackingOf(last), fulfilment.parcels)) return []
  const payload = { type: "track", orderRef: theirs.ref, tracking: fulfilment.parcels, notify: true } as const
  return [{ key: `${fulfilment.id}:track:${told.length}`, needs: key, payload }]
}

const trackingOf = ({ payload }: KnownCommand): readonly Parcel[] =>
  payload.type === "fulfil" || payload.type === "track" ? payload.tracking : []

function tellCollected({ theirs, rules }: CommandFacts, fulfilment: OurFulfilment, lines: Units[]): NewCommand[] {
  const of = (type: "prepared" | "collected"): NewCommand => {
    const payload: CommandPayload = {
      type,
      orderRef: theirs.ref,
      locationRef: rules.placeOf(fulfilment.locationId),
      lines,
    }
    return { key: `${fulfilment.id}:${type}`, needs: null, payload }
  }
  return fulfilment.isDelivered ? [of("prepared"), of("collected")] : [of("prepared")]
}

/** What was not sent yet is never sent; what was is taken back. That units lie ready cannot be unsaid. */
function takeBack({ theirs, known }: CommandFacts, fulfilment: OurFulfilment): PartialPlan {
  const find = (key: string) => known.find((each) => each.key === key)
  const fulfil = find(fulfilKey(fulfilment))
  const drop = [fulfil, find(`${fulfilment.id}:prepared`)].flatMap((each) =>
    each?.state === "pending" ? [each.key] : []
  )
  const wasSent = fulfil && (fulfil.state === "sent" || fulfil.state === "accepted" || fulfil.state === "done")
  if (!wasSent) return { drop }
  const payload = { type: "unfulfil", orderRef: theirs.ref } as const
  return { drop, make: [{ key: `${fulfilment.id}:unfulfil`, needs: fulfil.key, payload }] }
}

const fulfilKey = ({ id }: OurFulfilment) => `${id}:fulfil`
