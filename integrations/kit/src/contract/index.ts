import type { Law } from "./law"
import { configurationLaws } from "./laws/configuration"
import { fulfilmentLaws } from "./laws/fulfilment"
import { isolationLaws } from "./laws/isolation"
import { listingLaws } from "./laws/listings"
import { orderLaws } from "./laws/orders"
import { readingLaws } from "./laws/reading"
import { returnLaws } from "./laws/returns"
import { stockLaws } from "./laws/stock"
import { stoppingLaws } from "./laws/stopping"
import { transportLaws } from "./laws/transport"
import { webhookLaws } from "./laws/webhooks"

export type * from "./harness"
export { areas, type Area } from "./area"
export type { Law, Verdict } from "./law"

/**
 * What every connector keeps. Give each law a fresh harness and let it check: it throws with the reason where it is broken, and
 * says so where it could not be tried. The laws know no test runner:
 * `test.each(connectorLaws.map((law) => [law.name, law]))` makes them tests.
 */
export const connectorLaws: readonly Law[] = [
  ...configurationLaws,
  ...isolationLaws,
  ...readingLaws,
  ...orderLaws,
  ...stockLaws,
  ...webhookLaws,
  ...transportLaws,
  ...fulfilmentLaws,
  ...stoppingLaws,
  ...returnLaws,
  ...listingLaws,
]
