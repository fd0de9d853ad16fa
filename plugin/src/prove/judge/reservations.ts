import type { Entry } from "../journal"
import { livingOf, sum, type Found, type Index } from "./by-intent"
import type { Finding, Law } from "./finding"

/** What must be there of a reservation, by all that its buyer was told. */
type Fate =
  /** All of it. */
  | "there"
  /** Nothing, and there never was. */
  | "never"
  /** Nothing any more. */
  | "gone"
  /** All or nothing: nobody was told. */
  | "either"

/** Each reservation against what its buyer was told of it. */
export function judgeReservations(entries: readonly Entry[], index: Index): Finding[] {
  return entries
    .filter(({ intent }) => intent.act === "reserve" || intent.act === "create")
    .flatMap((entry) => judgeReservation(entry, index))
}

function judgeReservation(entry: Entry, index: Index): Finding[] {
  const { n, lines } = entry.intent
  const followers = index.followers(n)
  const fate = fateOf(entry, followers)
  const found = lines.map((_, line) => index.found(n, line))
  const living = found.map(livingOf)
  const wanted = lines.map((line) => line.quantity)
  const say = (law: Law, by: number, text: string): Finding[] => (by > 0 ? [{ law, by, text: `o${n}: ${text}` }] : [])
  const twice = followers.some(({ intent }) => intent.act === "bind")
    ? []
    : say("duplicate", extraRows(found), "reserved twice")
  const untrue = say("lost", unknownIds(entry, found), "was told of reservations that do not exist")
  const misplaced = say("lost", wrongRows(entry, found), "reserved other items or at other places than asked for")
  return [...twice, ...untrue, ...misplaced, ...judgeFate(fate, { living, wanted, found }, say)]
}

interface Reading {
  readonly living: readonly number[]
  readonly wanted: readonly number[]
  readonly found: readonly Found[]
}

function judgeFate(
  fate: Fate,
  { living, wanted, found }: Reading,
  say: (law: Law, by: number, text: string) => Finding[]
): Finding[] {
  const more = total(living.map((units, line) => Math.max(0, units - wanted[line]!)))
  const less = total(living.map((units, line) => Math.max(0, wanted[line]! - units)))
  const ever = total(found.map(({ reservations, pooled }) => sum(reservations) + sum(pooled)))
  switch (fate) {
    case "there":
      return [
        ...say("lost", less, `granted, but ${less} units are missing`),
        ...say("duplicate", more, `${more} units too many`),
      ]
    case "never":
      return say("ghost", ever, `refused, but ${ever} units were reserved`)
    case "gone":
      return say("lost", total(living), `released, but ${total(living)} units are still reserved`)
    case "either": {
      const isHalf = more > 0 || (less > 0 && total(living) > 0)
      return isHalf
        ? say(
            "half",
            more + less,
            `unknown, and neither whole nor absent: ${living.join(" + ")} of ${wanted.join(" + ")}`
          )
        : []
    }
  }
}

function fateOf({ ending }: Entry, followers: readonly Entry[]): Fate {
  if (ending.told === "nothing") return "either"
  if (ending.told !== "granted") return "never"
  const releases = followers.filter(({ intent }) => intent.act === "release" || intent.act === "remove")
  if (releases.some((release) => release.ending.told === "granted")) return "gone"
  return releases.some((release) => release.ending.told === "nothing") ? "either" : "there"
}

/** Units of a line that was reserved by more than one row, where one is due. */
const extraRows = (found: readonly Found[]): number =>
  total(found.map(({ reservations }) => sum(reservations.slice(1))))

/** Reservations that the buyer was told of and that never were. Those in pools have no rows of Medusa's. */
function unknownIds({ intent, ending }: Entry, found: readonly Found[]): number {
  if (ending.told !== "granted" || intent.lines.some(({ places }) => places.length > 1)) return 0
  const made = new Set(found.flatMap(({ reservations }) => reservations.map(({ id }) => id)))
  return ending.ids.filter((id) => !made.has(id)).length
}

function wrongRows({ intent }: Entry, found: readonly Found[]): number {
  return total(
    found.map(({ reservations, pooled }, line) => {
      const { item, places } = intent.lines[line]!
      return sum([...reservations, ...pooled].filter((row) => row.item !== item || !places.includes(row.place)))
    })
  )
}

const total = (quantities: readonly number[]): number => quantities.reduce((one, other) => one + other, 0)
