/**
 * Shopify's `DateTime` has whole seconds: two changes within one second cannot be told apart by it, which is what makes
 * an importer that asks for "later than the last one I saw" lose orders.
 */
export const wholeSeconds = (ms: number): number => Math.floor(ms / 1000) * 1000

/** `2026-11-23T09:00:00Z` */
export const asDateTime = (ms: number): string => new Date(wholeSeconds(ms)).toISOString().replace(".000Z", "Z")

/** As REST bodies write it: `2026-11-23T09:00:00+00:00`. */
export const asRestTime = (ms: number): string => asDateTime(ms).replace("Z", "+00:00")
