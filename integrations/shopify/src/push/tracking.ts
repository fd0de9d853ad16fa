import type { Tracking } from "@anyshelf/connector-kit"
import type { FulfillmentTrackingInput } from "../generated/admin"

interface Shown {
  readonly company: string | null
  readonly number: string | null
  readonly url: string | null
}

/**
 * Parcels as Shopify takes them: it has one carrier for all of them, and matches addresses to numbers by their places, so they
 * are given for all or for none. Without them Shopify makes its own for the carriers that it knows.
 */
export function toTrackingInput(tracking: readonly Tracking[]): FulfillmentTrackingInput {
  const urls = tracking.flatMap(({ url }) => (url ? [url] : []))
  const companies = new Set(tracking.map(({ company }) => company))
  const [company] = companies
  return {
    numbers: tracking.map(({ number }) => number),
    ...(urls.length === tracking.length && { urls }),
    ...(companies.size === 1 && company && { company }),
  }
}

/** True when the shop shows these parcels. What we do not say, Shopify may fill in by itself. */
export function showsTracking(shown: readonly Shown[], tracking: readonly Tracking[]): boolean {
  const { company, urls } = toTrackingInput(tracking)
  return (
    shown.length === tracking.length &&
    tracking.every(({ number }, index) => {
      const at = shown[index]
      return at?.number === number && (!company || at.company === company) && (!urls || at.url === urls[index])
    })
  )
}
