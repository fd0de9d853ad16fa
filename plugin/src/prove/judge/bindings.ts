import { readNameOfLine, type Entry } from "../journal"
import { sum, type Index } from "./by-intent"
import type { Finding } from "./finding"

/** Each binding of a pool-scoped reservation against what its router was told: at the places named, or nothing changed. */
export function judgeBindings(entries: readonly Entry[], index: Index): Finding[] {
  return entries.filter(({ intent }) => intent.act === "bind").flatMap((entry) => judgeBinding(entry, index))
}

function judgeBinding({ intent, ending }: Entry, index: Index): Finding[] {
  const { reservations } = index.found(intent.of!, intent.ofLine!)
  const wanted = intent.lines.map(({ quantity }) => quantity)
  const made = intent.lines.map(({ places }, place) =>
    sum(reservations.filter((row) => readNameOfLine(row.line)?.place === place && row.place === places[0]))
  )
  const off = wanted.reduce((units, quantity, place) => units + Math.abs(quantity - made[place]!), 0)
  const any = sum(reservations)
  const name = `o${intent.n}`
  if (ending.told === "granted" && off > 0)
    return [
      { law: "lost", by: off, text: `${name}: bound, but ${made.join(" + ")} of ${wanted.join(" + ")} lie there` },
    ]
  if ((ending.told === "refused" || ending.told === "busy") && any > 0)
    return [{ law: "ghost", by: any, text: `${name}: refused, but ${any} units were bound` }]
  if (ending.told === "nothing" && any > 0 && off > 0)
    return [
      {
        law: "half",
        by: off,
        text: `${name}: unknown, and bound by halves: ${made.join(" + ")} of ${wanted.join(" + ")}`,
      },
    ]
  return []
}
