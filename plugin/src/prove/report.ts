import { laws, sumByLaw, type Law } from "./judge/finding"
import type { StormPlan } from "./plan"
import type { StormOutcome } from "./storm/storm"

/** A storm in numbers, as `--json` prints it. */
export interface StormReport {
  readonly seed: number
  readonly passed: boolean
  readonly attempts: number
  readonly granted: number
  readonly refused: number
  readonly busy: number
  readonly retries: number
  readonly replays: number
  readonly unanswered: number
  readonly workerKills: number
  readonly databaseKills: number
  readonly looksWhileItRaged: number
  readonly orphans: number
  readonly orphansFreedAfterMs: number
  readonly attemptsPerSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly seconds: number
  /** Breaches by law, in units; all 0 when it passed. */
  readonly breaches: Readonly<Record<Law, number>>
  /** The first findings in words. */
  readonly findings: readonly string[]
}

const findingsTold = 20

export function reportOf({ seed, figures, killed, sightings, lapsed, tookMs, findings }: StormOutcome): StormReport {
  return {
    seed,
    passed: findings.length === 0,
    attempts: figures.attempts,
    granted: figures.granted,
    refused: figures.refused,
    busy: figures.busy,
    retries: figures.retries,
    replays: figures.replays,
    unanswered: figures.unanswered,
    workerKills: killed.workers,
    databaseKills: killed.databases,
    looksWhileItRaged: sightings.looks,
    orphans: lapsed.orphans,
    orphansFreedAfterMs: lapsed.freedAfterMs,
    attemptsPerSecond: Math.round(figures.attempts / (tookMs / 1000)),
    p50Ms: Math.round(figures.percentile(0.5)),
    p99Ms: Math.round(figures.percentile(0.99)),
    seconds: Math.round(tookMs / 1000),
    breaches: sumByLaw(findings),
    findings: findings.slice(0, findingsTold).map(({ law, text }) => `${laws[law]}: ${text}`),
  }
}

const figureRows: readonly (readonly [string, (report: StormReport) => number])[] = [
  ["attempts", (report) => report.attempts],
  ["  granted", (report) => report.granted],
  ["  refused", (report) => report.refused],
  ["told to come again", (report) => report.busy],
  ["sent again, unanswered", (report) => report.retries],
  ["repeated on purpose", (report) => report.replays],
  ["buyers never answered", (report) => report.unanswered],
  ["workers killed", (report) => report.workerKills],
  ["database kills", (report) => report.databaseKills],
  ["holds left by their owners", (report) => report.orphans],
  ["  freed after, ms", (report) => report.orphansFreedAfterMs],
  ["attempts/s", (report) => report.attemptsPerSecond],
  ["p50, ms", (report) => report.p50Ms],
  ["p99, ms", (report) => report.p99Ms],
]

/** The verdict for people: a column for each storm, what must be 0 below the line. */
export function describeReports(reports: readonly StormReport[]): string {
  const rows = [
    row(
      "seed",
      reports.map(({ seed }) => String(seed))
    ),
    ...figureRows.map(([name, read]) =>
      row(
        name,
        reports.map((report) => read(report).toLocaleString("en"))
      )
    ),
    "─".repeat(38 + 12 * reports.length),
    ...Object.entries(laws).map(([law, name]) =>
      row(
        name,
        reports.map(({ breaches }) => breaches[law as Law].toLocaleString("en"))
      )
    ),
    row(
      "",
      reports.map(({ passed }) => (passed ? "PASS" : "FAIL"))
    ),
  ]
  const told = reports.flatMap(({ seed, findings }) => findings.map((text) => `seed ${seed}: ${text}`))
  return [...rows, ...(told.length > 0 ? ["", ...told] : []), "", verdictOf(reports)].join("\n")
}

function verdictOf(reports: readonly StormReport[]): string {
  const failed = reports.filter(({ passed }) => !passed).map(({ seed }) => seed)
  if (failed.length === 0) return "PASS: no unit was sold twice, none was lost, and the books say so."
  return `FAIL: seed ${failed.join(", ")}. Please report it with this table; the same seed repeats what buyers do.`
}

const row = (name: string, cells: readonly string[]) =>
  `${name.padEnd(38)}${cells.map((cell) => cell.padStart(12)).join("")}`

/** What is about to happen. */
export const describePlan = (plan: StormPlan, seeds: number): string =>
  `${seeds} ${seeds === 1 ? "storm" : "storms"}: ${plan.workers} processes, ${plan.buyers.toLocaleString("en")} buyers at once, ${plan.attempts.toLocaleString("en")} attempts on ${plan.hotItems} hot and ${plan.normalItems.toLocaleString("en")} other items, ${plan.workerKills} workers and ${plan.databaseKills} databases killed.`
