import type { Entry } from "../journal"
import { sum, type Index } from "./by-intent"
import type { Finding } from "./finding"

/** What an owner may hold in the end. */
interface Held {
  /** The number of the hold that stands; null for none. */
  readonly hold: number | null
  /** Items of it that have turned into a reservation. */
  readonly turned: ReadonlySet<string>
}

const none: Held = { hold: null, turned: new Set() }

/** Each owner's holds against what it was told: what its last granted call says, for as long as that was promised. */
export function judgeHolds(entries: readonly Entry[], index: Index, at: number): Finding[] {
  const byOwner = new Map<string, Entry[]>()
  for (const entry of entries) {
    const { owner } = entry.intent
    if (owner === null) continue
    const chain = byOwner.get(owner)
    if (chain) chain.push(entry)
    else byOwner.set(owner, [entry])
  }
  return [...byOwner.values()].flatMap((chain) => judgeOwner(chain, index, at))
}

function judgeOwner(chain: readonly Entry[], index: Index, at: number): Finding[] {
  const last = chain[chain.length - 1]!
  const isOpen = last.ending.told === "nothing"
  const known = (isOpen ? chain.slice(0, -1) : chain).reduce(after, none)
  const possible = isOpen ? [known, after(known, { ...last, ending: { told: "granted", ids: [] } })] : [known]
  const livesUntil = promisedUntil(chain)
  return chain
    .filter(({ intent }) => intent.act === "hold")
    .flatMap((entry) =>
      entry.intent.lines.flatMap(({ item, quantity }, line) => {
        const { n } = entry.intent
        const allowed = possible.map((held) => (stands(held, n, item) ? quantity : 0))
        return judgeLine(entry, sum(index.found(n, line).holds), allowed, livesUntil > at)
      })
    )
}

/** A line of a hold: never more than is due, and not less while it was promised. */
function judgeLine(entry: Entry, units: number, allowed: readonly number[], isPromised: boolean): Finding[] {
  const [least, most] = [Math.min(...allowed), Math.max(...allowed)]
  const text = `o${entry.intent.n}: ${units} units held, ${[...new Set(allowed)].join(" or ")} due`
  if (units > most) return [{ law: isRefused(entry) ? "ghost" : "duplicate", by: units - most, text }]
  return isPromised && units < least ? [{ law: "lost", by: least - units, text }] : []
}

/** What an owner holds after one more answer. */
function after(held: Held, { intent, ending }: Entry): Held {
  if (ending.told !== "granted") return held
  if (intent.act === "hold") return { hold: intent.n, turned: new Set() }
  if (intent.act === "release") return none
  if (intent.act !== "reserve") return held
  return { ...held, turned: new Set([...held.turned, ...intent.lines.map(({ item }) => item)]) }
}

const stands = (held: Held, n: number, item: string) => held.hold === n && !held.turned.has(item)
const isRefused = ({ ending }: Entry) => ending.told === "refused" || ending.told === "busy"

/** Counted from the sending, a hold lives at least as long as was asked for; needs no clock but the journal's. */
function promisedUntil(chain: readonly Entry[]): number {
  const holds = chain.filter(({ intent, ending }) => intent.ttlMs !== null && ending.told === "granted")
  const last = holds.filter(({ intent }) => intent.act === "hold").at(-1)
  if (!last) return 0
  const since = holds.filter(({ intent }) => intent.n >= last.intent.n)
  return Math.max(...since.map(({ intent, sentAt }) => sentAt + intent.ttlMs!))
}

/** A reservation that stands on a living hold of the same lines cannot be short of stock. */
export function judgeHonour(entries: readonly Entry[]): Finding[] {
  return entries.flatMap(({ intent, ending, endedAt }) => {
    const hold = intent.hold === null ? undefined : entries[intent.hold]
    if (!hold || ending.told !== "refused" || endedAt >= hold.sentAt + hold.intent.ttlMs!) return []
    const by = intent.lines.reduce((units, { quantity }) => units + quantity, 0)
    return [
      {
        law: "broken" as const,
        by,
        text: `o${intent.n}: refused, though o${hold.intent.n} held it all: ${ending.why}`,
      },
    ]
  })
}
