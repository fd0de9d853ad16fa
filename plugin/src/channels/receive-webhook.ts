import { silentLog, type Connection, type Host, type Session, type WebhookRequest } from "@anyshelf/connector-kit"
import type ChannelsService from "../modules/channels/service"

/** What to answer to the channel. */
export interface WebhookAnswer {
  readonly status: 200 | 400 | 401 | 404
  readonly message: string
}

/** A vendor that packs more into one webhook than this is not believed. */
const hintsMax = 100
const sessions = new WeakMap<Connection, Session>()

/**
 * Judges a webhook, stores where to look, and answers; nothing else is done while the channel waits. Throws when it could not be
 * stored, so that the answer is a 5xx and the channel sends it again.
 */
export async function receiveWebhook(
  channels: ChannelsService,
  connectionId: string,
  request: WebhookRequest
): Promise<WebhookAnswer> {
  const connection = channels.listConfiguredConnections().find(({ id }) => id === connectionId)
  const session = connection && sessionOf(connection)
  if (!session?.webhook) return { status: 404, message: "No connection of this id takes webhooks." }
  const verdict = await session.webhook(request)
  if (!verdict.ok) return refusals[verdict.reason]
  if (verdict.hints.length > hintsMax) return refusals.malformed
  if (verdict.hints.length > 0) {
    const hints = verdict.hints.map(({ feed, ref }) => ({ feed, ref }))
    const isNew = await channels.receiveWebhook({ connectionId, dedupe: verdict.dedupe, hints })
    if (isNew) channels.wakeEngine(connectionId)
  }
  return { status: 200, message: "Received." }
}

const refusals = {
  signature: { status: 401, message: "The signature is not ours." },
  malformed: { status: 400, message: "The webhook cannot be read." },
} as const

/** A session that only reads webhooks, which is done without I/O. */
function sessionOf(connection: Connection): Session {
  const known = sessions.get(connection)
  if (known) return known
  const session = connection.connector.open(connection.config, mute)
  sessions.set(connection, session)
  return session
}

const mute: Host = {
  fetch: () => Promise.reject(new Error("A webhook is judged without I/O.")),
  now: Date.now,
  log: silentLog,
  throttle: () => undefined,
}
