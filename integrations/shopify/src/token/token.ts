import { Disconnected, type Host } from "@anyshelf/connector-kit"
import type { ShopifyConfig } from "../config"
import { fetchToken, type Token } from "./fetch-token"

/** Shopify's token, however it is come by. */
export interface TokenSource {
  /** The token to send now. Throws `Disconnected`, without asking, while it is known that there is none. */
  get(): Promise<string>
  /** Shopify has refused this token. True when there may be a better one now: the call is worth one more try. */
  refused(token: string): Promise<boolean>
}

/** A token is replaced so long before it ends, so that none ends on its way. */
const EARLY_MS = 60_000

/** A secret that was refused is not tried again for so long: somebody has to correct it first. */
const REFUSED_MS = 30_000

/** The token of a shop, kept in memory for as long as it lives. */
export function tokenSource(config: ShopifyConfig, host: Host): TokenSource {
  const { accessToken } = config
  return accessToken === undefined ? new FetchedToken(config, host) : new GivenToken(accessToken, host)
}

/** A token that does not end by itself. Once it is refused, only a person can help. */
class GivenToken implements TokenSource {
  private refusedAt: number | null = null

  constructor(
    private readonly token: string,
    private readonly host: Host
  ) {}

  get(): Promise<string> {
    if (this.refusedAt !== null && this.host.now() - this.refusedAt < REFUSED_MS)
      return Promise.reject(new Disconnected(NOT_VALID))
    return Promise.resolve(this.token)
  }

  refused(): Promise<boolean> {
    this.refusedAt = this.host.now()
    return Promise.resolve(false)
  }
}

/** A token that lives a day. Whoever needs one while it is being fetched waits for that one. */
class FetchedToken implements TokenSource {
  private current: Token | null = null
  private fetching: Promise<Token> | null = null
  private failure: { readonly error: Disconnected; readonly at: number } | null = null

  constructor(
    private readonly config: ShopifyConfig,
    private readonly host: Host
  ) {}

  async get(): Promise<string> {
    if (this.current && this.host.now() < this.current.endsAt - EARLY_MS) return this.current.value
    return (await this.fetchOnce()).value
  }

  async refused(token: string): Promise<boolean> {
    if (this.current?.value === token) this.current = null
    return (await this.get()) !== token
  }

  private fetchOnce(): Promise<Token> {
    const { failure } = this
    if (failure && this.host.now() - failure.at < REFUSED_MS) return Promise.reject(failure.error)
    this.fetching ??= this.fetch().finally(() => (this.fetching = null))
    return this.fetching
  }

  private async fetch(): Promise<Token> {
    try {
      this.failure = null
      return (this.current = await fetchToken(this.config, this.host))
    } catch (error) {
      if (error instanceof Disconnected) this.failure = { error, at: this.host.now() }
      throw error
    }
  }
}

const NOT_VALID = "The access token is not valid (any more): put a new one in the options."
