import { styleText } from "node:util"
import { areas } from "../../contract"
import type { Case, ConformanceReport, Mutant } from "../report"

/** How a report is written: with colours where a person looks at it. */
export interface TextOptions {
  readonly colours: boolean
  /** Names what was kept, too. */
  readonly verbose: boolean
}

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string

/** The report for people: what is broken, why, and what to look at first. */
export function textOf(report: ConformanceReport, { colours, verbose }: TextOptions): string {
  const paint: Paint = (style, text) => (colours ? styleText(style, text) : text)
  const parts = [...areas, "import", "simulator"]
    .map((part) => [part, report.cases.filter((each) => each.part === part)] as const)
    .filter(([, cases]) => cases.length > 0)
  const sections = parts.map(([part, cases]) => section(part, cases, verbose, paint))
  const more = [mutantsOf(report.mutants, verbose, paint), ...report.notRun.map((each) => missing(each, paint))]
  return [...sections, ...more.filter((text) => text !== ""), summary(report, paint)].join("\n\n")
}

function section(part: string, cases: readonly Case[], verbose: boolean, paint: Paint): string {
  const shown = cases.filter(({ status }) => status === "broken" || (verbose && status === "kept"))
  const head = `${paint("bold", part.padEnd(11))} ${countsOf(cases)}`
  const skipped = cases.filter(({ status }) => status === "skipped")
  return [head, ...shown.map((each) => line(each, paint)), ...skippedLines(skipped, verbose, paint)].join("\n")
}

function line({ name, status, reason, hint }: Case, paint: Paint): string {
  if (status === "kept") return `  ${paint("green", "✓")} ${name}`
  const why = indent(shortened(reason ?? ""))
  return `  ${paint("red", "✗")} ${paint("bold", name)}\n${why}\n      ${paint("cyan", "look at:")} ${hint}`
}

/** One line for each reason: what could not be tried is said, and does not fill the screen. */
function skippedLines(cases: readonly Case[], verbose: boolean, paint: Paint): readonly string[] {
  const reasons = [...new Set(cases.map(({ reason }) => reason))]
  return reasons.flatMap((reason) => {
    const names = cases.filter((each) => each.reason === reason).map(({ name }) => paint("dim", `      ${name}`))
    return [
      `  ${paint("yellow", `– SKIPPED ${names.length}:`)} ${reason}`,
      ...(verbose || names.length === 1 ? names : []),
    ]
  })
}

const countsOf = (cases: readonly Case[]) => {
  const count = (status: Case["status"]) => cases.filter((each) => each.status === status).length
  return [`${count("kept")} kept`, named(count("broken"), "broken"), named(count("skipped"), "skipped")]
    .filter((text) => text !== "")
    .join(", ")
}

const named = (count: number, word: string) => (count === 0 ? "" : `${count} ${word}`)
const indent = (text: string) => text.replace(/^/gm, "      ")

/** A reason that is longer than a screen tells nobody more. */
const shortened = (text: string) => (text.length <= 1_200 ? text : `${text.slice(0, 1_200)} …`)

function mutantsOf(all: readonly Mutant[], verbose: boolean, paint: Paint): string {
  if (all.length === 0) return ""
  const mutants = all.filter(({ skipped }) => skipped === null)
  const noticed = mutants.filter(({ killedBy }) => killedBy !== null)
  const kinds = [...new Set(mutants.map(({ kind }) => kind))].map((kind) => {
    const isOf = (each: Mutant) => each.kind === kind
    return `  ${kind.padEnd(18)} ${noticed.filter(isOf).length} of ${mutants.filter(isOf).length} noticed`
  })
  const rows = mutants.filter(({ killedBy }) => verbose || killedBy === null).map((each) => mutantLine(each, paint))
  const colour = noticed.length === mutants.length ? "green" : "red"
  const ratio = paint(colour, `${noticed.length} of ${mutants.length} planted bugs noticed`)
  const left = all
    .filter(({ skipped }) => skipped !== null)
    .map(({ name, skipped }) => notPlanted(name, skipped, paint))
  return [`${paint("bold", "mutants".padEnd(11))} ${ratio}`, ...kinds, ...rows, ...left].join("\n")
}

const notPlanted = (name: string, why: string | null, paint: Paint) =>
  `  ${paint("yellow", "– not planted:")} ${name} ${paint("dim", `(${why})`)}`

const mutantLine = ({ kind, name, killedBy }: Mutant, paint: Paint): string =>
  killedBy === null
    ? `  ${paint("red", "✗")} ${kind}: ${name}\n      nobody noticed`
    : `  ${paint("green", "✓")} ${kind}: ${name}\n      ${paint("dim", `noticed by: ${killedBy}`)}`

const missing = ({ part, how }: ConformanceReport["notRun"][number], paint: Paint) =>
  `${paint("bold", part.padEnd(11))} ${paint(["bold", "yellow"], "NOT RUN")}  ${how}`

function summary({ connector, standIn, seed, cases, ms }: ConformanceReport, paint: Paint): string {
  const broken = cases.filter(({ status }) => status === "broken").length
  const verdict = broken === 0 ? paint("green", "All is well") : paint("red", `${broken} broken`)
  const who = `${connector.id} (API ${connector.apiVersion}) on ${standIn}, seed ${seed}`
  return `${verdict}: ${who}: ${countsOf(cases)} in ${(ms / 1_000).toFixed(1)} s`
}
