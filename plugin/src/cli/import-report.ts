import type { FileProblem } from "../domain/catalog"

/** What became of a file. */
export interface ImportReport {
  created: number
  updated: number
  unchanged: number
  /** Products and rows left out; `problems` says why. */
  rejected: number
  /** Variants whose SKU was made, because the file had none. */
  skusMade: number
  /** The first thousand reasons, with their lines. */
  readonly problems: FileProblem[]
}

const problemsMax = 1_000

export const newReport = (): ImportReport => ({
  created: 0,
  updated: 0,
  unchanged: 0,
  rejected: 0,
  skusMade: 0,
  problems: [],
})

/** Notes something that was left out. */
export function reject(report: ImportReport, problem: FileProblem): void {
  report.rejected++
  if (report.problems.length < problemsMax) report.problems.push(problem)
}

/** The report as a person reads it. */
export function describeReport(report: ImportReport): string {
  const { created, updated, unchanged, rejected, skusMade, problems } = report
  const lines = problems.map(({ line, handle, reason }) => `  line ${line}${handle ? ` (${handle})` : ""}: ${reason}`)
  const more = rejected > problems.length ? [`  … and ${rejected - problems.length} more`] : []
  const skus = skusMade > 0 ? [`${skusMade} variants had no SKU and were given one made of handle and choices.`] : []
  return [
    `${created} created, ${updated} updated, ${unchanged} unchanged, ${rejected} left out`,
    ...skus,
    ...lines,
    ...more,
  ].join("\n")
}
