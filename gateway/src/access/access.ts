import type { AccessRule, AccessRules } from "./access-rules"

/** What the access rules need to know of a caller. */
export interface Caller {
  readonly kind: "anonymous" | "customer" | "staff" | "connector"
  readonly scopes: readonly string[]
}

/** Why something is closed to a caller. */
export interface Denial {
  /** `UNAUTHENTICATED` when the caller is unknown, `FORBIDDEN` when known and without the right. */
  readonly code: "UNAUTHENTICATED" | "FORBIDDEN"
  readonly message: string
}

/** What one kind of caller may see. Callers with the same `key` may see the same, so they share plans. */
export interface Access {
  readonly key: string
  /** Null when the rule is met, or when there is none. */
  check(rule: AccessRule | undefined): Denial | null
}

/** A caller's access. Scopes that no rule speaks of make no difference, and an unknown caller has none. */
export function accessOf(caller: Caller, rules: AccessRules): Access {
  const isKnown = caller.kind !== "anonymous"
  const scopes = new Set(isKnown ? caller.scopes.filter((scope) => rules.scopes.has(scope)) : [])
  return {
    key: isKnown ? `known ${[...scopes].sort().join(" ")}` : "anonymous",
    check: (rule) => (rule ? checkRule(rule, isKnown, scopes) : null),
  }
}

function checkRule(rule: AccessRule, isKnown: boolean, held: ReadonlySet<string>): Denial | null {
  if (rule.isImpossible) return denial(isKnown, "is closed to everybody")
  const unmet = rule.scopes.find((sets) => !sets.some((set) => set.every((scope) => held.has(scope))))
  if (unmet) return denial(isKnown, `needs the right ${unmet.map(naming).join(", or ")}`)
  return isKnown ? null : denial(isKnown, "needs a caller who is signed in")
}

const naming = (set: readonly string[]): string => set.map((scope) => `"${scope}"`).join(" and ")

function denial(isKnown: boolean, need: string): Denial {
  return isKnown
    ? { code: "FORBIDDEN", message: `This ${need}, which these credentials do not have.` }
    : { code: "UNAUTHENTICATED", message: `This ${need}. Send an Authorization header.` }
}
