import type { DoctorReport, Finding, Subject } from "../domain/doctor"

/** More than a person reads on a terminal; `--json` has more, and the counts have all. */
const shownMax = 50

/**
 * The report as a person reads it.
 *
 * @param database - which database was looked at
 */
export function describeDoctorReport(report: DoctorReport, database: string): string {
  const { findings, found, skipped } = report
  const more =
    found > shownMax ? [`… and ${found - shownMax} more: anyshelf doctor --json lists up to a thousand.`, ""] : []
  return [
    `Anyshelf doctor · ${database} · ${report.levels} levels`,
    "",
    ...findings.slice(0, shownMax).flatMap((finding) => [...linesOf(finding), ""]),
    ...more,
    ...skipped.map((sentence) => `Note: ${sentence}`),
    verdict(report),
  ].join("\n")
}

const signs = { found: "✗", left: "✗", repaired: "✓" } as const

function linesOf(finding: Finding): string[] {
  const next =
    finding.outcome === "repaired" ? "Repaired" : finding.repair === "automatic" ? "Repair" : "Yours to decide"
  return [
    `${signs[finding.outcome]} ${finding.code}  ${nameOf(finding.subject)}`.trimEnd(),
    `    ${finding.sentence}`,
    `    ${next}: ${finding.remedy}`,
  ]
}

function nameOf({ sku, inventoryItemId, locationName, locationId, orderNumber, lineItemId }: Subject): string {
  const item = sku ?? inventoryItemId
  const place = locationName ?? locationId
  const order = orderNumber ? `order #${orderNumber}` : lineItemId && `line ${lineItemId}`
  return [item, place && `at ${place}`, order && `for ${order}`].filter(Boolean).join(" ")
}

function verdict({ healthy, found, repaired, left, findings }: DoctorReport): string {
  if (found === 0) return "✓ Healthy: stock, ledger, reservations and orders agree."
  if (healthy) return `✓ Healthy again: ${repaired} put right.`
  const isLook = findings.every(({ outcome }) => outcome === "found")
  const canRepair = isLook && findings.some(({ repair }) => repair === "automatic")
  const next = canRepair ? " Run anyshelf doctor --repair to put right what can be." : ""
  return `✗ ${left} wrong${repaired > 0 ? `, ${repaired} put right` : ""}.${next}`
}
