import type { Entry } from "../journal"
import type { Finding } from "./finding"
import type { KeyRow } from "./tables"

/** Answers that stand for keys: given once, kept, and given again to each repetition. */
export function judgeAnswers(entries: readonly Entry[], keys: readonly KeyRow[]): Finding[] {
  const kept = new Map(keys.map(({ key, ok }) => [key, ok]))
  return entries.flatMap(({ intent, ending, differing }): Finding[] => {
    const name = `o${intent.n}`
    const otherwise = differing.map((how): Finding => ({ law: "replay", by: 1, text: `${name}: ${how}` }))
    if (intent.key === null || (ending.told !== "granted" && ending.told !== "refused")) return otherwise
    const ok = kept.get(intent.key)
    if (ok === (ending.told === "granted")) return otherwise
    const text = `${name}: was ${ending.told}, but its key stands for ${ok === undefined ? "nothing" : `ok: ${ok}`}`
    return [...otherwise, { law: "replay", by: 1, text }]
  })
}
