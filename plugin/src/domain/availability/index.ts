export { limited, promise, promiseAt } from "./promise"
export type { ComponentRules } from "./channel-rules"
