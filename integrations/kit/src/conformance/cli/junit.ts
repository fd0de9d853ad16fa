import { stripVTControlCharacters } from "node:util"
import xml from "xml"
import type { Case, ConformanceReport, Mutant } from "../report"

/** One test as JUnit writes it. */
interface Test {
  readonly name: string
  readonly suite: string
  readonly status: Case["status"]
  readonly message: string
  readonly ms: number
}

/** The report for machines: a suite for each part; a planted bug that lives is a failure. */
export function junitOf({ cases, mutants, connector, standIn, ms }: ConformanceReport): string {
  const tests = [...cases.map(testOf), ...mutants.map(testOfMutant)]
  const suites = [...new Set(tests.map(({ suite }) => suite))]
  const whole = { name: `${connector.id} ${connector.apiVersion} on ${standIn}`, time: seconds(ms), ...countsOf(tests) }
  const children = suites.map((suite) =>
    suiteOf(
      suite,
      tests.filter((each) => each.suite === suite)
    )
  )
  return xml([{ testsuites: [{ _attr: whole }, ...children] }], { declaration: true, indent: "  " })
}

const testOf = ({ part, name, status, reason, hint, ms }: Case): Test => {
  const message = [reason, hint].filter((text) => text !== null).join("\n")
  return { suite: part, name, status, message, ms }
}

const testOfMutant = ({ kind, name, killedBy, skipped, ms }: Mutant): Test => {
  const status = skipped !== null ? "skipped" : killedBy === null ? "broken" : "kept"
  return { suite: "mutants", name: `${kind}: ${name}`, status, message: skipped ?? "Nobody noticed.", ms }
}

function suiteOf(name: string, tests: readonly Test[]) {
  const time = seconds(tests.reduce((sum, { ms }) => sum + ms, 0))
  return { testsuite: [{ _attr: { name, time, ...countsOf(tests) } }, ...tests.map(elementOf)] }
}

function elementOf({ suite, name, status, message, ms }: Test) {
  const head = { _attr: { classname: `anyshelf.${suite}`, name: plain(name), time: seconds(ms) } }
  const text = plain(message)
  const said = { _attr: { message: text.split("\n")[0] } }
  if (status === "kept") return { testcase: [head] }
  return { testcase: [head, status === "skipped" ? { skipped: [said] } : { failure: [said, text] }] }
}

const countsOf = (tests: readonly Test[]) => {
  const count = (status: Case["status"]) => tests.filter((each) => each.status === status).length
  return { tests: tests.length, failures: count("broken"), errors: 0, skipped: count("skipped") }
}

const seconds = (ms: number) => (ms / 1_000).toFixed(3)

/** XML has no room for most control characters. */
const plain = (text: string) =>
  [...stripVTControlCharacters(text)].filter((each) => each >= " " || each === "\n" || each === "\t").join("")
