import type { Result } from "../../commands"
import type { Host } from "../../connector"
import { failed } from "../../failure"
import { call } from "../client"
import type { ToyConfig } from "../config"
import type { ToyAction, ToyAnswer } from "../shop/act"
import type { ToyVariant } from "../variant"
import { lookFirst } from "./look-first"

/** Does one thing to an order or a product. A shop that remembers no keys is looked at first. */
export async function pushAction(
  config: ToyConfig,
  host: Host,
  variant: ToyVariant,
  action: ToyAction
): Promise<Result> {
  const { key } = action
  try {
    const done = variant.repeat === "look-first" ? await lookFirst(config, host, action) : null
    if (done) return { key, status: "already", ...done }
    const answer = await call<ToyAnswer>(config, host, "/actions", action)
    if (!answer) return { key, status: "unknown", message: "The toy shop said nothing of this action." }
    if (answer.outcome === "refused")
      return { key, status: "rejected", code: answer.code, message: `The toy shop says: ${answer.message}` }
    const { outcome: _done, ...made } = answer
    return { key, status: "applied", ...made }
  } catch (error) {
    return failed(key, error)
  }
}
