import { describe as put, isRepairable } from "./describe"
import { meanings, type FindingCode } from "./findings"
import { Findings } from "./report"

const codes = Object.keys(meanings) as FindingCode[]

/** Whatever a law may want to know. */
const figures = new Proxy({}, { get: (_, name) => `<${String(name)}>` })

describe("every kind of finding", () => {
  it.each(codes)("%s says what is wrong and what follows, in whole sentences", (code) => {
    const { sentence, remedy } = put({ code, subject: { name: "the trigger x" }, figures }, "found")
    for (const text of [sentence, remedy]) expect(text).toMatch(/^(<\w+>|[A-Z]).*\.$/s)
    expect(sentence).not.toContain("undefined")
  })

  it("is either put right or left to a person, and both exist", () => {
    expect(new Set(codes.map(isRepairable))).toEqual(new Set([true, false]))
    expect(isRepairable("order_without_stock")).toBe(false)
  })
})

describe("a report", () => {
  const times = { startedAt: new Date(0), finishedAt: new Date(1) }
  const observation = { code: "negative_shelf", subject: { locationId: "sloc_1" }, figures: {} } as const

  it("is healthy exactly when nothing is left", () => {
    const findings = new Findings()
    expect(findings.report(times, new Map())).toMatchObject({ healthy: true, found: 0, left: 0 })
    findings.add(observation, "repaired")
    expect(findings.report(times, new Map())).toMatchObject({ healthy: true, found: 1, repaired: 1, left: 0 })
    findings.add(observation, "left")
    expect(findings.report(times, new Map())).toMatchObject({ healthy: false, found: 2, repaired: 1, left: 1 })
  })

  it("names locations as people do, where a name is known", () => {
    const findings = new Findings()
    findings.add(observation, "found")
    expect(findings.locationIds).toEqual(["sloc_1"])
    const named = findings.report(times, new Map([["sloc_1", "Warehouse"]])).findings[0]
    expect(named?.subject).toEqual({ locationId: "sloc_1", locationName: "Warehouse" })
    expect(findings.report(times, new Map()).findings[0]?.subject).toEqual({ locationId: "sloc_1" })
  })
})
