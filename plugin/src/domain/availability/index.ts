export type { ComponentRules } from "./channel-rules"
export { firstPromise, futureSteps, uncovered, type DatedPlace } from "./future"
export { limited, promise, promiseAt } from "./promise"
