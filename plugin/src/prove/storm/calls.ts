import { nameOfLine, type Intent } from "../journal"

/** How an intent is said to the inventory service. */
export function callOf(intent: Intent): { method: string; args: readonly unknown[] } {
  const { n, act, owner, ttlMs, of, ofLine } = intent
  const key = intent.key === null ? {} : { idempotencyKey: intent.key }
  const whose = owner === null ? {} : { owner }
  switch (act) {
    case "hold":
      return { method: "hold", args: [{ owner, lines: linesOf(intent), ttlMs, ...key }] }
    case "reserve":
      return { method: "reserve", args: [{ lines: linesOf(intent), ...whose, ...key }] }
    case "create":
      return {
        method: "createReservationItems",
        args: [intent.lines.map((line, at) => reservation(line, nameOfLine(n, at)))],
      }
    case "extend":
      return { method: "extendHold", args: [{ owner, ttlMs }] }
    case "bind":
      return {
        method: "bind",
        args: [
          {
            lineItemId: nameOfLine(of!, ofLine!),
            inventoryItemId: intent.lines[0]!.item,
            places: placesOf(intent),
            ...key,
          },
        ],
      }
    case "release":
      return {
        method: "release",
        args: [{ ...(of === null ? { owners: [owner] } : { lineItemIds: namesOf(intent) }), ...key }],
      }
    case "remove":
      return { method: "deleteReservationItemsByLineItem", args: [namesOf(intent)] }
    case "restock":
      return {
        method: "adjustInventory",
        args: [intent.lines[0]!.item, intent.lines[0]!.places[0], intent.lines[0]!.quantity],
      }
  }
}

const linesOf = ({ n, lines }: Intent) =>
  lines.map(({ item, places, quantity }, at) => ({
    inventoryItemId: item,
    locationIds: places,
    quantity,
    lineItemId: nameOfLine(n, at),
  }))

const reservation = ({ item, places, quantity }: Intent["lines"][number], line: string) => ({
  inventory_item_id: item,
  location_id: places[0],
  quantity,
  line_item_id: line,
})

const placesOf = ({ of, ofLine, lines }: Intent) =>
  lines.map(({ places, quantity }, at) => ({
    locationId: places[0],
    quantity,
    lineItemId: nameOfLine(of!, ofLine!, at),
  }))

/** The lines of the reservation that is given back; each may have been bound to several places. */
const namesOf = ({ of, lines }: Intent) =>
  lines.flatMap(({ places }, line) =>
    (places.length > 1 ? places : [""]).map((_, place) => nameOfLine(of!, line, place))
  )
