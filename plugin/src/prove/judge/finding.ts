/** What must never happen, each with its row in the table of the verdict. */
export const laws = {
  oversold: "units sold beyond what was on hand",
  lost: "acknowledged, but not there",
  ghost: "refused, but there",
  duplicate: "done more than once",
  half: "done by halves",
  drift: "ledger drift",
  replay: "repetitions answered otherwise",
  broken: "living holds not honoured",
  orphan: "orphans not freed in time",
  fault: "errors that no kill explains",
  calm: "parts of the plan not carried out",
} as const

export type Law = keyof typeof laws

/** A breach of a law. */
export interface Finding {
  readonly law: Law
  /** By how much: units of stock, or 1 for what is not counted in units. Never 0. */
  readonly by: number
  readonly text: string
}

/** Breaches added up by law; 0 for those that hold. */
export function sumByLaw(findings: readonly Finding[]): Record<Law, number> {
  const sums = Object.fromEntries(Object.keys(laws).map((law) => [law, 0])) as Record<Law, number>
  for (const { law, by } of findings) sums[law] += Math.abs(by)
  return sums
}
