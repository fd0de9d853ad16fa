/** What a law is about; `--only` of the command line takes one of these. */
export const areas = ["contract", "webhooks", "stock", "transport", "fulfilment", "returns", "listings"] as const

export type Area = (typeof areas)[number]
