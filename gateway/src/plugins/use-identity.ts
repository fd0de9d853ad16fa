import { anonymous, IDENTITY_HEADER, type Identity } from "@anyshelf/connector-kit/subgraph"
import type { GatewayPlugin, GatewayRequest } from "../gateway-plugin"
import type { AskIdentity } from "../identity/ask-identity"
import { rememberIdentity } from "../identity/remember-identity"
import { signOnce } from "../identity/sign-once"
import type { Log } from "../log"
import { refusal } from "../refusal"

/** Settings of `useIdentity`. */
export interface IdentityOptions {
  /** Finds out who credentials belong to. */
  readonly ask: AskIdentity
  /** `ANYSHELF_GATEWAY_SECRET`, shared with the subgraphs; at least 32 characters. */
  readonly secret: string
  readonly log: Log
  /** How long an answer is good for, in milliseconds. @default 10000 */
  readonly keepMs?: number
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number
}

const KEEP_MS = 10_000
const CALLERS_MAX = 10_000
const PUBLISHABLE_KEY = /^[\w-]{1,128}$/
const AUTHORIZATION_LENGTH_MAX = 8 * 1024

/**
 * Finds out who is asking and tells the subgraphs, signed. Without an Authorization header nobody is asked. Where it cannot be
 * found out, the request is refused: a known caller is never served as an unknown one by accident.
 */
export function useIdentity({ ask, secret, log, keepMs = KEEP_MS, now = Date.now }: IdentityOptions): GatewayPlugin {
  const remembered = rememberIdentity(ask, { keepMs, callersMax: CALLERS_MAX, now })
  const sign = signOnce(secret, now)
  // To sign at start-up is to find a bad secret there and not at the first request.
  sign(anonymous(), "start-up")
  return {
    name: "identity",
    async onRequest(request) {
      const identity = await identify(request, remembered, log)
      request.identity = identity
      request.callerKey = JSON.stringify([identity.kind, identity.actorId, identity.scopes, identity.publishableKey])
      request.upstreamHeaders[IDENTITY_HEADER] = sign(identity, request.callerKey)
    },
  }
}

async function identify({ headers, correlationId }: GatewayRequest, ask: AskIdentity, log: Log): Promise<Identity> {
  const publishableKey = readPublishableKey(headers["x-publishable-api-key"])
  const { authorization } = headers
  if (!authorization) return anonymous(publishableKey)
  if (authorization.length > AUTHORIZATION_LENGTH_MAX) throw notAccepted()
  const caller = await ask(authorization).catch((error: unknown) => {
    log.error("It could not be found out who is calling.", { correlationId, reason: String(error) })
    const message =
      "It cannot be found out right now whose credentials these are. Try again soon, or without the Authorization header."
    throw refusal("IDENTITY_UNAVAILABLE", message, 503, { retryable: true })
  })
  if (!caller) throw notAccepted()
  const { kind, actorId, scopes } = caller
  return { kind, actorId, scopes: [...scopes].sort(), publishableKey }
}

function readPublishableKey(given: string | string[] | undefined): string | null {
  if (given === undefined || given === "") return null
  if (typeof given === "string" && PUBLISHABLE_KEY.test(given)) return given
  throw refusal("BAD_USER_INPUT", "The header x-publishable-api-key is not a publishable API key (pk_…).", 400)
}

const notAccepted = () =>
  refusal("UNAUTHENTICATED", "The Authorization header was not accepted. Sign in again, or leave the header out.", 401)
