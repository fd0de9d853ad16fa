import { configurationLaws } from "./configuration"
import type { Law } from "./harness"
import { readingLaws } from "./reading"
import { webhookLaws } from "./webhooks"
import { writingLaws } from "./writing"

export type { ContractHarness, Law } from "./harness"

/**
 * What every connector keeps. Give each law a harness and let it check; it throws with the reason where it is broken. The
 * laws know no test runner: `test.each(connectorLaws.map((law) => [law.name, law]))` makes them tests.
 */
export const connectorLaws: readonly Law[] = [...configurationLaws, ...readingLaws, ...writingLaws, ...webhookLaws]
