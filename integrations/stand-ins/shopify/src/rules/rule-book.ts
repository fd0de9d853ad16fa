import type { SwitchableRule } from "./switchable"

/** Which of Shopify's rules the stand-in holds at the moment. */
export interface RuleBook {
  keeps(rule: SwitchableRule): boolean
}

export const everyRule: RuleBook = { keeps: () => true }

/** All rules but these. A suite that claims to notice the lack of one is tried with it. */
export function rulesWithout(left: readonly SwitchableRule[]): RuleBook {
  const missing = new Set<string>(left)
  return { keeps: (rule) => !missing.has(rule) }
}
