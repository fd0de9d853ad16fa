import type { Observation } from "../../domain/doctor"
import type { LevelFacts } from "./queries/level-facts"

/** What is wrong with a pair, one observation for each law that does not hold. */
export const observationsOf = (facts: LevelFacts): Observation[] =>
  facts.broken.map((code) => ({
    code,
    subject: { inventoryItemId: facts.item, sku: facts.sku, locationId: facts.place },
    figures: figuresOf(facts),
  }))

/** All of them, whatever the law: a script that reads the report wants the whole picture of a pair. */
const figuresOf = (facts: LevelFacts) => ({
  onHand: facts.on_hand,
  reserved: facts.reserved,
  incoming: facts.incoming,
  held: facts.held,
  unrouted: facts.unrouted,
  version: facts.version,
  bookedOnHand: facts.booked_on_hand,
  bookedReserved: facts.booked_reserved,
  bookedIncoming: facts.booked_incoming,
  bookedVersion: facts.booked_version,
  claimed: facts.claimed,
  backordered: facts.backordered,
  holds: facts.holds,
  stale: facts.stale,
  pooled: facts.pooled,
  expected: facts.expected,
  promised: facts.promised,
  excess: facts.excess,
  ...(facts.broken_at === null ? {} : { brokenAt: facts.broken_at }),
  ...(facts.marked_version === null ? {} : { markedVersion: facts.marked_version }),
})
