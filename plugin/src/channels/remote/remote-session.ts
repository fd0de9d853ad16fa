import {
  BAD_CURSOR,
  Rejected,
  type Connection,
  type Feed,
  type Page,
  type RecordOf,
  type Session,
} from "@anyshelf/connector-kit"
import type { ChannelMemory } from "../shop"

/** The memory that a connector outside fills. */
export type Mailbox = Pick<ChannelMemory, "readMail" | "readLetter">

/** Things of one page. */
const pageSize = 200

/**
 * A session with a channel whose connector runs elsewhere: it is read where that connector writes. What it is to do is not pushed;
 * it comes and claims it.
 */
export function remoteSession(mailbox: Mailbox, { id: connectionId, connector }: Connection): Session {
  return {
    pull: async (feed, cursor) => {
      if (connector.capabilities.feeds.includes(feed)) return pull(mailbox, connectionId, feed, cursor)
      throw new Rejected(`The connector of ${connectionId} tells of no ${feed}.`, "unsupported-feed")
    },
    get: async (feed, ref) => {
      const letter = await mailbox.readLetter({ connectionId, feed, ref })
      return (letter?.record ?? null) as RecordOf<typeof feed> | null
    },
    push: async (commands) =>
      commands.map(({ key }) => ({
        key,
        status: "retry" as const,
        message: "The connector of this channel claims its commands itself.",
      })),
  }
}

async function pull<F extends Feed>(
  mailbox: Mailbox,
  connectionId: string,
  feed: F,
  cursor: string | null
): Promise<Page<F>> {
  const after = revisionOf(cursor)
  const rows = await mailbox.readMail({ connectionId, feed, after, limit: pageSize })
  const items = rows.map(({ ref, record }) => (record as RecordOf<F> | null) ?? { feed, ref, deleted: true as const })
  const last = String(rows.at(-1)?.revision ?? after)
  return rows.length === pageSize ? { items, next: last } : { items, next: null, resume: last }
}

function revisionOf(cursor: string | null): number {
  if (cursor === null) return 0
  if (/^\d{1,10}$/.test(cursor)) return Number(cursor)
  throw new Rejected("This cursor is not one of a remote connector's feeds: start again from null.", BAD_CURSOR)
}
