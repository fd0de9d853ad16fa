/** What a finding is about; only what applies is given. */
export interface Subject {
  readonly inventoryItemId?: string
  readonly sku?: string | null
  readonly locationId?: string
  readonly locationName?: string
  readonly reservationId?: string
  readonly lineItemId?: string
  readonly orderId?: string
  /** The number by which people know the order. */
  readonly orderNumber?: string
  /** A function, trigger or table of the database. */
  readonly name?: string
}

/** Figures by name: exact decimal text, in the item's unit. */
export type Figures = Readonly<Record<string, string>>

/** What was seen, before it is put in words. */
export interface Observation {
  readonly code: FindingCode
  readonly subject: Subject
  readonly figures: Figures
}

interface Meaning {
  /** What is wrong, for a person who runs a shop. */
  readonly says: (figures: Figures, subject: Subject) => string
  /** What `--repair` does, or what a person has to decide. */
  readonly remedy: string
  /** `automatic`: a compensating movement puts it right. `person`: goods or promises are involved that only a person knows. */
  readonly repair: "automatic" | "person"
}

const shelf = (f: Figures) => `${f.onHand} on hand, ${f.reserved} reserved and ${f.incoming} incoming`
const book = (f: Figures) => `${f.bookedOnHand}, ${f.bookedReserved} and ${f.bookedIncoming}`
const entry =
  "Writes an adjusting entry: the ledger goes on from what the level says. Nothing written before is touched."
const asCounted = (what: string) => `Sets the counter to ${what}, as a movement with the cause "doctor".`

/** Every finding by its code. Codes are stable: scripts may depend on them. */
export const meanings = {
  machinery_missing: {
    says: (_, { name }) => `The database lacks ${name}, which keeps stock and ledger together.`,
    remedy: "Installs it again, as this version of Anyshelf has it.",
    repair: "automatic",
  },
  machinery_altered: {
    says: (_, { name }) => `This version of Anyshelf installs ${name} otherwise, or it is switched off.`,
    remedy: "Installs it again, as this version of Anyshelf has it.",
    repair: "automatic",
  },
  level_not_ledger: {
    says: (f) => `The level says ${shelf(f)}; its ledger adds up to ${book(f)}. Something wrote past the ledger.`,
    remedy: entry,
    repair: "automatic",
  },
  ledger_broken: {
    says: (f) =>
      `Movement ${f.brokenAt} does not begin where the one before ended: movements are missing, doubled or altered.`,
    remedy: entry,
    repair: "automatic",
  },
  version_not_ledger: {
    says: (f) => `The level says version ${f.version}; its last movement is ${f.bookedVersion}.`,
    remedy: entry,
    repair: "automatic",
  },
  reserved_not_reservations: {
    says: (f) => `${f.reserved} counted as reserved; the reservations add up to ${f.claimed}.`,
    remedy: asCounted("what the reservations add up to"),
    repair: "automatic",
  },
  held_not_holds: {
    says: (f) => `${f.held} counted as held by carts; the holds add up to ${f.holds}.`,
    remedy: "Sets the counter to what the holds add up to, and tells channels.",
    repair: "automatic",
  },
  unrouted_not_reservations: {
    says: (f) =>
      `${f.unrouted} counted as promised but unrouted; the pool reservations set aside here add up to ${f.pooled}.`,
    remedy: "Sets the counter to what the pool reservations add up to, and tells channels.",
    repair: "automatic",
  },
  raw_not_figure: {
    says: () =>
      "A figure and its exact twin (raw_…) differ, so Medusa would calculate with another number than it stores.",
    remedy: "Writes the twin anew from the figure.",
    repair: "automatic",
  },
  mark_not_level: {
    says: (f) => `The change waiting for channels says version ${f.markedVersion}; the level is at ${f.version}.`,
    remedy: "Marks the level as changed, so that channels are told the present number.",
    repair: "automatic",
  },
  change_not_told: {
    says: (f) =>
      `Stock changed at ${f.changedAt}; a channel's listing was last looked at ${f.lookedAt}, and no change is waiting.`,
    remedy: "Marks the level as changed, so that channels are told the present number.",
    repair: "automatic",
  },
  holds_not_tidied: {
    says: (f) =>
      `Holds of ${f.stale} lapsed more than an hour ago and are still here. They count no more; the sweeper should have removed them.`,
    remedy: "Removes them. If they come back, see that a Medusa worker is running.",
    repair: "automatic",
  },
  holds_without_level: {
    says: (f) => `Carts hold ${f.holds} where the item is not stocked any more.`,
    remedy: "Removes the holds. The carts are judged anew at checkout.",
    repair: "automatic",
  },
  pool_without_level: {
    says: (f) => `${f.pooled} promised to orders are set aside where the item is not stocked any more.`,
    remedy: "Stock the item here again, or cancel the orders: their units exist nowhere.",
    repair: "person",
  },
  reservation_without_level: {
    says: (f) => `${f.claimed} reserved where the item is not stocked any more, or was deleted.`,
    remedy: "Stock the item at this location again, or delete the reservation: its units exist nowhere.",
    repair: "person",
  },
  negative_shelf: {
    says: (f) => `${f.onHand} on hand: no shelf holds less than nothing.`,
    remedy: "Count the shelf and set the level to what is there.",
    repair: "person",
  },
  overcommitted: {
    says: (f) =>
      `${f.promised} promised, ${f.backordered} of them as backorder, with ${f.onHand} on hand: ${f.excess} too many.`,
    remedy: "Count the shelf. If the figure is right, move or cancel reservations, or mark one as backorder.",
    repair: "person",
  },
  incoming_not_expected: {
    says: (f) => `${f.incoming} counted as incoming; the expected deliveries add up to ${f.expected}.`,
    remedy: asCounted("what the expected deliveries add up to"),
    repair: "automatic",
  },
  duplicate_reservations: {
    says: (f) =>
      `${f.rows} reservations of ${f.claimed} in all for one item of one order line at one place: Medusa's fulfilment would use up each of them.`,
    remedy: "Joins them into the first one. The sum stays, so the level does not change.",
    repair: "automatic",
  },
  scattered_reservations: {
    says: (f) =>
      `One item of one order line is reserved at ${f.places} places, ${f.claimed} in all: Medusa's fulfilment would use up each of them.`,
    remedy: "Split the order line, or move the reservations to one location.",
    repair: "person",
  },
  orphan_reservation: {
    says: (f) => `${f.claimed} reserved for an order line that ${f.why}.`,
    remedy: 'Gives the units back, as a movement with the cause "doctor".',
    repair: "automatic",
  },
  unknown_reservation: {
    says: (f) => `${f.claimed} reserved for a line that no order has.`,
    remedy: "Find out who made it. Delete the reservation if nobody waits for it.",
    repair: "person",
  },
  order_without_stock: {
    says: (f) => `The order waits for ${f.wanted} more, and has ${f.claimed} reserved.`,
    remedy: "Reserve stock for the line (Orders → Allocate items), or cancel it and tell the customer.",
    repair: "person",
  },
} as const satisfies Record<string, Meaning>

/** The stable name of a kind of finding. */
export type FindingCode = keyof typeof meanings
