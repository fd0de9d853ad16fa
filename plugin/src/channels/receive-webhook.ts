import { silentLog, type Connection, type Host, type Session, type WebhookRequest } from "@anyshelf/connector-kit"
import { InboxFull } from "../modules/channels/inbox/inbox-queue"
import type ChannelsService from "../modules/channels/service"
import { messageOf } from "./messages"
import type { RefusalLog } from "./refusal-log"

/** What to answer to the channel. */
export interface WebhookAnswer {
  readonly status: 200 | 400 | 401 | 404 | 503
  readonly message: string
  /** Not to be sent again before so many seconds. */
  readonly retryAfterSeconds?: number
}

/** What a webhook's coming needs of the channels' memory. */
export type WebhookMemory = Pick<ChannelsService, "findConnection" | "receiveWebhook" | "wakeEngine">

/** A vendor that packs more into one webhook than this is not believed. */
const hintsMax = 100
/** Longer than any vendor's id; what is longer is no id. */
const wordMax = 512
const sessions = new WeakMap<Connection, Session>()

/**
 * Judges a webhook, stores where to look, and answers; nothing else is done while the channel waits. How old it is does not matter,
 * nor whether it came before: it is a hint, and the channel is asked for the present truth. Throws when it could not be stored, so
 * that the answer is a 5xx and the channel sends it again.
 */
export async function receiveWebhook(
  channels: WebhookMemory,
  connectionId: string,
  request: WebhookRequest,
  refusals?: RefusalLog
): Promise<WebhookAnswer> {
  const connection = await channels.findConnection(connectionId)
  const session = connection && sessionOf(connection)
  if (!session?.webhook) return answers.unknown
  const verdict = await session.webhook(request)
  if (!verdict.ok) {
    refusals?.add(connectionId, verdict.reason)
    return answers[verdict.reason]
  }
  const hints = verdict.hints.map(({ feed, ref }) => ({ feed, ref }))
  if (hints.length > hintsMax || ![verdict.dedupe, ...hints.map(({ ref }) => ref)].every(isWord))
    return answers.malformed
  if (hints.length === 0) return answers.received
  try {
    const isNew = await channels.receiveWebhook({ connectionId, dedupe: verdict.dedupe, hints })
    if (isNew) channels.wakeEngine(connectionId)
    return answers.received
  } catch (error) {
    if (error instanceof InboxFull) return { status: 503, message: messageOf(error), retryAfterSeconds: 60 }
    throw error
  }
}

/** PostgreSQL stores no NUL; a webhook that carries one would take those that are stored with it down. */
const isWord = (text: string) => text.length > 0 && text.length <= wordMax && !text.includes("\u0000")

const answers = {
  received: { status: 200, message: "Received." },
  unknown: { status: 404, message: "No connection of this id takes webhooks." },
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
