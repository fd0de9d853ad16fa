import { NoAnswer, RetryLater, type Host } from "@anyshelf/connector-kit"
import { shopUrl, type ShopifyConfig } from "../config"

/** Reads `length` bytes of a file from `start`; fewer at its end. Null when there is no such file (any more). */
export type ReadFile = (url: string, start: number, length: number) => Promise<Uint8Array | null>

/** Shopify's files lie at a storage of Google's, under signed addresses that end after a week. */
const GONE = new Set([400, 401, 403, 404, 410])

/**
 * Reads files part by part, so that none is ever in memory as a whole. The access token is not sent: the address is its own
 * right. Addresses that are not https are taken from a configured `baseUrl` only.
 */
export function fileReader(config: ShopifyConfig, host: Host): ReadFile {
  return async (url, start, length) => {
    checkAddress(url, config)
    const response = await send(host, url, `bytes=${start}-${start + length - 1}`)
    if (response.status === 416) return new Uint8Array()
    if (GONE.has(response.status)) return null
    if (response.status !== 206 && response.status !== 200)
      throw new RetryLater(`The storage of Shopify's export answered ${response.status}.`)
    const bytes = new Uint8Array(await response.arrayBuffer())
    // A storage that knows no ranges gives all of it.
    return response.status === 200 ? bytes.subarray(start, start + length) : bytes
  }
}

function checkAddress(url: string, config: ShopifyConfig): void {
  const { protocol, origin } = new URL(url)
  if (protocol === "https:" || origin === new URL(shopUrl(config)).origin) return
  throw new RetryLater("Shopify's export lies at an address that is not https; it is not read.")
}

async function send(host: Host, url: string, range: string): Promise<Response> {
  try {
    return await host.fetch(url, { headers: { range }, redirect: "manual" })
  } catch (cause) {
    if (cause instanceof RetryLater) throw cause
    throw new NoAnswer("The storage of Shopify's export does not answer.", undefined, { cause })
  }
}
