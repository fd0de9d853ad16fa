import { createHash, randomBytes, timingSafeEqual } from "node:crypto"
import type { Clock } from "../clock"
import type { ShopStore } from "../shop/store"

/** A key to the Admin API, known by its digest only. */
export interface TokenRecord {
  readonly id: number
  readonly digest: string
  readonly refreshDigest: string | null
  scopes: readonly string[]
  /** Null for one that does not run out. */
  readonly expiresAt: number | null
}

/** A merchant's consent, waiting to be exchanged for a token. */
export interface ConsentRecord {
  readonly id: number
  readonly digest: string
  readonly scopes: readonly string[]
  readonly expiresAt: number
}

export interface Grant {
  readonly accessToken: string
  readonly refreshToken: string | null
  readonly scopes: readonly string[]
  readonly expiresInS: number | null
}

const hourMs = 60 * 60 * 1000
/** https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/client-credentials-grant */
const dayS = 86_399
const consentMs = hourMs

const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex")

/** Who may ask the Admin API, and for what. */
export class Credentials {
  constructor(
    private readonly store: ShopStore,
    private readonly clock: Clock,
    private readonly own: { readonly token: string; readonly scopes: readonly string[] }
  ) {
    // A shop that is kept in a file keeps what became of the token, too: it may have been revoked.
    if (store.tokens.size === 0 && !store.isUninstalled) this.install()
  }

  /** The scopes of this token; null for one that opens nothing. Compared by digest: the time it takes tells nothing. */
  scopesOf(token: unknown): ReadonlySet<string> | null {
    if (typeof token !== "string") return null
    const given = Buffer.from(digestOf(token))
    const found = this.store.tokens.all().find(({ digest }) => timingSafeEqual(Buffer.from(digest), given))
    if (!found) return this.store.keeps("token-401") ? null : new Set(this.own.scopes)
    const isOver = found.expiresAt !== null && found.expiresAt <= this.clock.now()
    return isOver ? null : new Set(found.scopes)
  }

  /** What every token may do from now on. */
  setScopes(scopes: readonly string[]): void {
    this.store.tokens.all().forEach((token) => (token.scopes = [...scopes]))
    this.store.touch()
  }

  /** No token opens anything any more. */
  revoke(): void {
    this.store.tokens.clear()
    this.store.isUninstalled = true
    this.store.touch()
  }

  /** The token that the stand-in was started with is good again. */
  install(): void {
    this.store.isUninstalled = false
    this.remember(this.own.token, null, this.own.scopes, null)
  }

  /** The merchant agrees. Returns the code that may be exchanged once. */
  consent(scopes: readonly string[]): string {
    const code = randomBytes(16).toString("hex")
    const { store } = this
    store.consents.add({ id: store.nextId(), digest: digestOf(code), scopes, expiresAt: this.clock.now() + consentMs })
    store.touch()
    return code
  }

  /** Null for a code that is none, has been used, or is too old. */
  exchange(code: string, isExpiring: boolean): Grant | null {
    const found = this.store.consents.all().find(({ digest }) => digest === digestOf(code))
    if (!found) return null
    this.store.consents.remove(found.id)
    return found.expiresAt > this.clock.now() ? this.issue(found.scopes, isExpiring ? "refreshable" : "lasting") : null
  }

  /** Null for a refresh token that is none, or has been used. */
  refresh(token: string): Grant | null {
    const found = this.store.tokens.all().find(({ refreshDigest }) => refreshDigest === digestOf(token))
    if (!found) return null
    this.store.tokens.remove(found.id)
    return this.issue(found.scopes, "refreshable")
  }

  /** For an app of the merchant's own. */
  clientCredentials(): Grant {
    return this.issue(this.own.scopes, "daily")
  }

  private issue(scopes: readonly string[], kind: "lasting" | "refreshable" | "daily"): Grant {
    const accessToken = `shpat_${randomBytes(16).toString("hex")}`
    const refreshToken = kind === "refreshable" ? `shprt_${randomBytes(16).toString("hex")}` : null
    const expiresInS = kind === "lasting" ? null : kind === "daily" ? dayS : hourMs / 1000
    this.store.isUninstalled = false
    this.remember(accessToken, refreshToken, scopes, expiresInS)
    return { accessToken, refreshToken, scopes, expiresInS }
  }

  private remember(token: string, refresh: string | null, scopes: readonly string[], expiresInS: number | null): void {
    const { store } = this
    store.tokens.add({
      id: store.nextId(),
      digest: digestOf(token),
      refreshDigest: refresh === null ? null : digestOf(refresh),
      scopes: [...scopes],
      expiresAt: expiresInS === null ? null : this.clock.now() + expiresInS * 1000,
    })
    store.touch()
  }
}
