import { describe, type Finding, type Outcome } from "./describe"
import type { FindingCode, Observation } from "./findings"

/** What the doctor found, did and left. The JSON of `anyshelf doctor --json`; `schema` rises when a field changes its meaning. */
export interface DoctorReport {
  readonly schema: 1
  /** True when nothing is wrong any more. */
  readonly healthy: boolean
  readonly startedAt: string
  readonly finishedAt: string
  /** How many levels, living or only in the ledger, were looked at. */
  readonly levels: number
  readonly found: number
  readonly repaired: number
  /** What is still wrong. */
  readonly left: number
  /** What could not be looked at, and why: orders, for one, where the database has none. */
  readonly skipped: readonly string[]
  /** How many of each kind, those beyond the list included. */
  readonly counts: Readonly<Partial<Record<FindingCode, number>>>
  /** The first thousand. */
  readonly findings: readonly Finding[]
  readonly truncated: boolean
}

/** Enough to read and to act upon; the counts say what is beyond. */
const findingsMax = 1_000

/** Gathers findings without growing with the shop. */
export class Findings {
  private readonly findings: Finding[] = []
  private readonly counts: Partial<Record<FindingCode, number>> = {}
  private readonly skipped: string[] = []
  private repaired = 0
  private found = 0
  levels = 0

  add(observation: Observation, outcome: Outcome): void {
    this.found++
    if (outcome === "repaired") this.repaired++
    this.counts[observation.code] = (this.counts[observation.code] ?? 0) + 1
    if (this.findings.length < findingsMax) this.findings.push(describe(observation, outcome))
  }

  skip(sentence: string): void {
    this.skipped.push(sentence)
  }

  get sums(): { found: number; repaired: number } {
    return { found: this.found, repaired: this.repaired }
  }

  /** The locations that the listed findings name. */
  get locationIds(): string[] {
    return [...new Set(this.findings.flatMap(({ subject }) => subject.locationId ?? []))]
  }

  report(times: { startedAt: Date; finishedAt: Date }, locationNames: ReadonlyMap<string, string>): DoctorReport {
    const left = this.found - this.repaired
    return {
      schema: 1,
      healthy: left === 0,
      startedAt: times.startedAt.toISOString(),
      finishedAt: times.finishedAt.toISOString(),
      levels: this.levels,
      found: this.found,
      repaired: this.repaired,
      left,
      skipped: this.skipped,
      counts: this.counts,
      findings: this.findings.map((each) => named(each, locationNames)),
      truncated: this.found > this.findings.length,
    }
  }
}

function named(finding: Finding, names: ReadonlyMap<string, string>): Finding {
  const locationName = finding.subject.locationId && names.get(finding.subject.locationId)
  return locationName ? { ...finding, subject: { ...finding.subject, locationName } } : finding
}
