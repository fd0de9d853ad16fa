import { createHash, randomBytes } from "node:crypto"
import { createHost, Disconnected, Rejected, RetryLater, silentLog, type Connector } from "@anyshelf/connector-kit"
import { AddressRefused } from "@anyshelf/connector-kit/safe-fetch"
import { withoutSecrets, type ConfigValues } from "../../domain/channels/connection-settings"
import { openSecrets } from "../../modules/channels/connections/build-connection"
import type { ConnectionsMemory } from "../../modules/channels/connections/connections-memory"
import type { ConnectionEntry } from "../../modules/channels/connections/connection-store"
import { noKeyRemedy } from "../../secrets/keyring"
import { wayOut } from "../way-out"
import { refuse, unknownConnection, type SettingsRefusal } from "./answer"
import { changeConnection } from "./change-connection"

/** A person at the vendor's screen needs no longer, and what is not used by then is worth nothing. */
const ttlMs = 10 * 60_000
const timeoutMs = 10_000

/** An attempt that has begun. */
export interface Begun {
  readonly ok: true
  /** Where to send the merchant's browser. */
  readonly url: string
  /** What this browser keeps and has to show when it comes back; for `ttlMs`. */
  readonly browserKey: string
  readonly ttlMs: number
}

/** Begins to connect a shop by clicking: gives where the merchant consents at the vendor. Nothing but the attempt is kept. */
export async function beginInstall(
  memory: ConnectionsMemory,
  attempt: { readonly id: string; readonly actorId: string; readonly redirectUri: string }
): Promise<Begun | SettingsRefusal> {
  const entry = await memory.entry(attempt.id)
  if (!entry) return unknownConnection(attempt.id)
  const ready = readyToInstall(memory, entry)
  if (!ready.ok) return ready
  const [state, browserKey] = [newKey(), newKey()]
  const { connector, config } = ready
  try {
    const url = connector.install!.begin({ config, state, redirectUri: attempt.redirectUri })
    await memory.beginInstall({
      stateHash: hashOf(state),
      browserHash: hashOf(browserKey),
      connectionId: attempt.id,
      actorId: attempt.actorId,
      redirectUri: attempt.redirectUri,
      ttlMs,
    })
    return { ok: true, url, browserKey, ttlMs }
  } catch (error) {
    if (error instanceof Rejected) return refuse("invalid", said(error, connector, config))
    throw error
  }
}

/** What became of an attempt when the browser came back: the connection is at work within seconds, or why not. */
export type Finished = { readonly ok: true } | { readonly ok: false; readonly reason: string }

/**
 * The browser is back from the vendor. Only who began this very attempt, in the same browser, for the same connection, within its time
 * and for the first time gets any further; then the connector judges whether the vendor sent it.
 */
export async function finishInstall(
  memory: ConnectionsMemory,
  back: {
    readonly id: string
    readonly browserKey: string | undefined
    readonly query: Readonly<Record<string, string>>
  }
): Promise<Finished> {
  const { id, browserKey, query } = back
  const state = query.state
  const attempt =
    state && browserKey
      ? await memory.takeInstall({ stateHash: hashOf(state), browserHash: hashOf(browserKey), connectionId: id })
      : null
  if (!state || !attempt)
    return fail("This attempt to connect is not known here, was used, or took too long: begin again.")
  const entry = await memory.entry(id)
  if (!entry) return fail("The connection was removed meanwhile.")
  const ready = readyToInstall(memory, entry)
  if (!ready.ok) return fail(ready.message)
  const { connector, config } = ready
  try {
    const host = createHost({ fetch: wayOut(memory), timeoutMs, log: silentLog })
    const request = { config, state, redirectUri: attempt.redirectUri, query }
    const whole = (await connector.install!.finish(request, host)) as ConfigValues
    const answer = await changeConnection(memory, id, { config: whole })
    return answer.ok ? { ok: true } : fail(answer.message)
  } catch (error) {
    if (isExpected(error)) return fail(said(error, connector, config))
    throw error
  }
}

type Ready = { readonly ok: true; readonly connector: Connector; readonly config: ConfigValues } | SettingsRefusal

function readyToInstall(memory: ConnectionsMemory, { source, connector, row }: ConnectionEntry): Ready {
  if (source === "options" || !row)
    return refuse("read-only", "This connection is named in the app's own code: its credentials are set there.")
  if (!connector?.install)
    return refuse("invalid", "This channel is not connected by clicking: type its credentials in.")
  if (!memory.keyring.canSeal) return refuse("no-key", noKeyRemedy)
  try {
    return { ok: true, connector, config: { ...row.config, ...openSecrets(row, memory.keyring) } }
  } catch (error) {
    return refuse("invalid", error instanceof Error ? error.message : String(error))
  }
}

const isExpected = (error: unknown): error is Error =>
  [Rejected, Disconnected, RetryLater, AddressRefused].some((kind) => error instanceof kind)

const said = (error: Error, { secrets }: Connector, config: ConfigValues) =>
  withoutSecrets(
    error.message,
    secrets.map((name) => config[name])
  )

const newKey = () => randomBytes(32).toString("base64url")
const hashOf = (key: string) => createHash("sha256").update(key).digest("hex")
const fail = (reason: string): Finished => ({ ok: false, reason })
