import { Disconnected, NoAnswer, Rejected, RetryLater, type Host } from "@anyshelf/connector-kit"

/** An entry of `errors` in Shopify's answer, and of `extensions` beside it. */
export interface GraphQLFault {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions?: { readonly code?: string; readonly requiredAccess?: string }
}

/** What Shopify says of the cost of a call: https://shopify.dev/docs/api/usage/limits#rate-limit-headers */
export interface Cost {
  readonly requestedQueryCost?: number
  readonly actualQueryCost?: number
  readonly throttleStatus?: {
    readonly maximumAvailable: number
    readonly currentlyAvailable: number
    readonly restoreRate: number
  }
}

const DISCONNECTED = new Set([401, 402, 403, 404, 423])
const THROTTLED_MS = 1_000

/** Fields that an app sees only with Shopify's approval for protected customer data. An order is whole without them. */
const CUSTOMER_FIELDS = new Set([
  "email",
  "shippingAddress",
  "billingAddress",
  "phone",
  "firstName",
  "lastName",
  "customer",
  "defaultEmailAddress",
  "defaultPhoneNumber",
])

/** Throws what a status other than 200 means. */
export async function throwForStatus(response: Response, host: Host): Promise<void> {
  const { status } = response
  if (status === 200) return
  if (status === 429) {
    const retryAfterMs = retryAfter(response.headers.get("retry-after"), host.now()) ?? THROTTLED_MS
    host.throttle({ retryAfterMs })
    throw new RetryLater("Shopify asks for patience (429).", retryAfterMs)
  }
  if (DISCONNECTED.has(status)) throw new Disconnected(`${whyDisconnected(status)} Shopify answered ${status}.`)
  if (status >= 500)
    throw new NoAnswer(`Shopify answered ${status}.`, retryAfter(response.headers.get("retry-after"), host.now()))
  if (status >= 300 && status < 400)
    throw new Disconnected("Shopify redirects: shop or baseUrl is not the API's own address.")
  throw new Rejected(`Shopify refuses the request with ${status}.`, String(status))
}

function whyDisconnected(status: number): string {
  if (status === 401) return "The access token is not valid (any more): put a new one in the options."
  if (status === 402 || status === 423) return "The shop is frozen or locked: its owner has to act in Shopify."
  if (status === 403) return "The access token lacks a right: grant the scopes that the connector names."
  return "There is no such shop at this address: check shop, baseUrl and apiVersion."
}

/**
 * How long to wait, from a Retry-After in seconds ("2.0", which Shopify sends) or as a date. Shopify's own client reads the
 * seconds as milliseconds: https://github.com/Shopify/shopify-app-js/issues/3364
 */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === "") return undefined
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds * 1_000))
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}

/** Throws what the `errors` of an answer mean, unless the data can do without. */
export function throwForFaults(
  faults: readonly GraphQLFault[],
  cost: Cost | undefined,
  hasData: boolean,
  host: Host
): void {
  const grave = faults.filter((fault) => !(hasData && isCustomerData(fault)))
  if (grave.length < faults.length) host.log.warn("Shopify withholds protected customer data; orders come without it.")
  const [first] = grave
  if (!first) return
  const throttled = grave.find((fault) => fault.extensions?.code === "THROTTLED")
  if (throttled) throw new RetryLater("Shopify's rate limit is used up (THROTTLED).", throttledMs(cost))
  throw toError(first)
}

function toError({ message, extensions }: GraphQLFault): Error {
  const code = extensions?.code ?? "GRAPHQL"
  if (code === "ACCESS_DENIED") return new Disconnected(`A scope is missing: ${extensions?.requiredAccess ?? message}`)
  if (code === "SHOP_INACTIVE") return new Disconnected("The shop is not active.")
  if (code === "INTERNAL_SERVER_ERROR" || code === "TIMEOUT") return new NoAnswer(`Shopify failed inside: ${message}`)
  return new Rejected(message, code)
}

const isCustomerData = ({ extensions, path }: GraphQLFault) =>
  extensions?.code === "ACCESS_DENIED" && CUSTOMER_FIELDS.has(String(path?.at(-1)))

/** The bucket drips: the points that are missing take this long. */
function throttledMs(cost: Cost | undefined): number {
  const { requestedQueryCost = 0, throttleStatus } = cost ?? {}
  if (!throttleStatus || throttleStatus.restoreRate <= 0) return THROTTLED_MS
  const missing = requestedQueryCost - throttleStatus.currentlyAvailable
  return Math.max(1, Math.ceil((missing / throttleStatus.restoreRate) * 1_000))
}
