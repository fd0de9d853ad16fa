import type { Publishing } from "../../api/admin/anyshelf/channels/types"
import { parseQuantity } from "./parse-quantity"

/** The ways to show stock, as a merchant chooses among them. */
export const publishingKinds = ["shared", "units", "percent", "velocity", "split-when-scarce"] as const
export type PublishingKind = (typeof publishingKinds)[number]

/** What was typed. */
export interface PublishingDraft {
  readonly kind: PublishingKind
  readonly units: string
  readonly percent: string
  readonly days: string
  readonly below: string
}

/** The smallest and the largest that each field takes. */
export const limits = {
  units: { min: 0, max: 1_000_000 },
  percent: { min: 0, max: 100 },
  days: { min: 1, max: 90 },
  below: { min: 1, max: 1_000_000 },
} as const

/** Which fields belong to a way. */
export const fieldsOf: Readonly<Record<PublishingKind, readonly (keyof typeof limits)[]>> = {
  shared: [],
  units: ["units"],
  percent: ["percent"],
  velocity: ["days"],
  "split-when-scarce": ["below", "percent"],
}

export function toDraft(publishing: Publishing): PublishingDraft {
  const usual = { units: "2", percent: "10", days: "28", below: "10" }
  switch (publishing.mode) {
    case "shared":
      return { kind: "shared", ...usual }
    case "split-when-scarce":
      return {
        ...usual,
        kind: "split-when-scarce",
        below: String(publishing.below),
        percent: String(publishing.percent),
      }
    case "buffered":
      if (publishing.by === "units") return { ...usual, kind: "units", units: String(publishing.units) }
      if (publishing.by === "percent") return { ...usual, kind: "percent", percent: String(publishing.percent) }
      return { ...usual, kind: "velocity", days: String(publishing.days) }
  }
}

/** What was meant, or the first field that cannot be read. */
export function readDraft(
  draft: PublishingDraft
):
  { readonly ok: true; readonly publishing: Publishing } | { readonly ok: false; readonly field: keyof typeof limits } {
  const numbers = new Map<keyof typeof limits, number>()
  for (const field of fieldsOf[draft.kind]) {
    const parsed = parseQuantity(draft[field])
    const { min, max } = limits[field]
    if (!parsed.ok || parsed.quantity < min || parsed.quantity > max) return { ok: false, field }
    numbers.set(field, parsed.quantity)
  }
  const number = (field: keyof typeof limits) => numbers.get(field) ?? 0
  switch (draft.kind) {
    case "shared":
      return { ok: true, publishing: { mode: "shared" } }
    case "units":
      return { ok: true, publishing: { mode: "buffered", by: "units", units: number("units") } }
    case "percent":
      return { ok: true, publishing: { mode: "buffered", by: "percent", percent: number("percent") } }
    case "velocity":
      return { ok: true, publishing: { mode: "buffered", by: "velocity", days: number("days") } }
    case "split-when-scarce":
      return {
        ok: true,
        publishing: { mode: "split-when-scarce", below: number("below"), percent: number("percent") },
      }
  }
}
