/** Shopify writes instants as `2026-11-23T09:30:00Z`; ours are all in one form, so that they compare as text. */
export const utc = (instant: string): string => new Date(instant).toISOString()
