import { stripVTControlCharacters } from "node:util"
import { getJunitXml } from "junit-xml"
import type { Case, ConformanceReport, Mutant } from "../report"

/** The report for machines: a suite for each part, a planted bug that lives is a failure. */
export function junitOf({ cases, mutants, connector, standIn, ms }: ConformanceReport): string {
  const parts = [...new Set(cases.map(({ part }) => part))]
  const suites = parts.map((part) => suiteOf(part, cases.filter((each) => each.part === part).map(testOf)))
  if (mutants.length > 0) suites.push(suiteOf("mutants", mutants.map(testOfMutant)))
  return getJunitXml({ name: `${connector.id} ${connector.apiVersion} on ${standIn}`, time: ms / 1_000, suites })
}

type Test = ReturnType<typeof testOf>

const suiteOf = (name: string, testCases: readonly Test[]) => ({
  name,
  testCases: [...testCases],
  time: testCases.reduce((sum, { time }) => sum + time, 0),
})

const testOf = ({ part, name, status, reason, hint, ms }: Case) => ({
  name,
  classname: `anyshelf.${part}`,
  time: ms / 1_000,
  ...(status === "skipped" && { skipped: true, systemOut: [`Skipped: ${reason}.`] }),
  ...(status === "broken" && { failures: [{ message: plain(`${reason}\n${hint}`) }] }),
})

const testOfMutant = ({ kind, name, killedBy, ms }: Mutant): Test => ({
  name: `${kind}: ${name}`,
  classname: "anyshelf.mutants",
  time: ms / 1_000,
  ...(killedBy === null && { failures: [{ message: "Nobody noticed." }] }),
})

/** XML has no room for most control characters. */
const plain = (text: string) =>
  [...stripVTControlCharacters(text)].filter((each) => each >= " " || each === "\n" || each === "\t").join("")
