import { Findings, type Observation } from "../domain/doctor"
import { describeDoctorReport } from "./doctor-report"

const times = { startedAt: new Date(0), finishedAt: new Date(1_000) }
const negative: Observation = {
  code: "negative_shelf",
  subject: { inventoryItemId: "iitem_1", sku: "MUG-1", locationId: "sloc_1" },
  figures: { onHand: "-2" },
}
const doubled: Observation = {
  code: "orphan_reservation",
  subject: { inventoryItemId: "iitem_1", locationId: "sloc_1", orderNumber: "7" },
  figures: { claimed: "2", why: "was cancelled" },
}

function reportOf(...entries: [Observation, "found" | "repaired" | "left"][]) {
  const findings = new Findings()
  findings.levels = 12
  for (const [observation, outcome] of entries) findings.add(observation, outcome)
  return findings.report(times, new Map([["sloc_1", "Warehouse"]]))
}

const shown = (...entries: Parameters<typeof reportOf>) => describeDoctorReport(reportOf(...entries), "shop at here")

describe("the doctor's report", () => {
  it("says that a healthy shop is healthy", () => {
    expect(shown()).toBe(
      "Anyshelf doctor · shop at here · 12 levels\n\n✓ Healthy: stock, ledger, reservations and orders agree."
    )
  })

  it("names what is wrong, where, and what to do next", () => {
    const text = shown([negative, "found"], [doubled, "found"])
    expect(text).toContain("✗ negative_shelf  MUG-1 at Warehouse\n    -2 on hand: no shelf holds less than nothing.\n")
    expect(text).toContain("    Yours to decide: Count the shelf")
    expect(text).toContain("✗ orphan_reservation  iitem_1 at Warehouse for order #7")
    expect(text).toContain("2 reserved for an order line that was cancelled.")
    expect(text).toMatch(/✗ 2 wrong\. Run anyshelf doctor --repair to put right what can be\.$/)
  })

  it("does not offer a repair for what only a person can decide", () => {
    expect(shown([negative, "found"])).toMatch(/✗ 1 wrong\.$/)
    expect(shown([negative, "left"], [doubled, "repaired"])).toMatch(/✗ 1 wrong, 1 put right\.$/)
  })

  it("says what was put right", () => {
    const text = shown([doubled, "repaired"])
    expect(text).toContain("✓ orphan_reservation")
    expect(text).toMatch(/✓ Healthy again: 1 put right\.$/)
  })

  it("lists no more than a person reads, and counts all", () => {
    const many = Array.from({ length: 1_200 }, (): [Observation, "found"] => [negative, "found"])
    const report = reportOf(...many)
    expect(report).toMatchObject({ found: 1_200, left: 1_200, truncated: true, counts: { negative_shelf: 1_200 } })
    expect(report.findings).toHaveLength(1_000)
    expect(describeDoctorReport(report, "shop")).toContain("… and 1150 more")
  })
})
