import type { ChannelRecord, Feed, Tombstone } from "@anyshelf/connector-kit"
import { checkRecord } from "@anyshelf/connector-kit/protocol"
import type { ChannelMemory } from "../shop"

/** What became of one record. */
export interface Ingested {
  readonly feed: Feed | null
  readonly ref: string | null
  readonly outcome: "STORED" | "UNCHANGED" | "REFUSED"
  readonly reason: string | null
}

/** More than this at once is more than a request should carry. */
export const recordsMax = 100

/** A vendor's own answer that is longer is not kept. */
const rawLengthMax = 100_000

type Word = ChannelRecord | Tombstone

/**
 * Keeps what a connector outside tells of its channel, and has it followed: the same path as a webhook takes. One answer for each
 * record, in their order; those that cannot be read stand in nobody's way.
 *
 * @param now - milliseconds since 1970; stands for the time at which something was told to be gone
 */
export async function ingest(
  channels: Pick<ChannelMemory, "deliverMail">,
  connectionId: string,
  records: readonly unknown[],
  now: number
): Promise<Ingested[]> {
  const checked = records.map(checkRecord)
  const words = checked.flatMap((each) =>
    each.ok ? [{ word: bounded(each.record), updatedAt: timeOf(each.record, now) }] : []
  )
  const newest = latestOfEach(words)
  const news = newest.length === 0 ? [] : await channels.deliverMail(connectionId, newest)
  const isNews = new Set(news.map(keyOf))
  const told = new Set(newest.map(({ word }) => word))
  let at = 0
  return checked.map((each): Ingested => {
    if (!each.ok) return { feed: null, ref: null, outcome: "REFUSED", reason: each.reason }
    const { word } = words[at++]!
    const stored = told.has(word) && isNews.has(keyOf(word))
    return { feed: word.feed, ref: word.ref, outcome: stored ? "STORED" : "UNCHANGED", reason: null }
  })
}

/** Of several words about one thing the newest counts; of those that are as new, the last. */
function latestOfEach<W extends { readonly word: Word; readonly updatedAt: string }>(words: readonly W[]): W[] {
  const latest = new Map<string, W>()
  for (const each of words) {
    const known = latest.get(keyOf(each.word))
    if (!known || Date.parse(each.updatedAt) >= Date.parse(known.updatedAt)) latest.set(keyOf(each.word), each)
  }
  return [...latest.values()]
}

const keyOf = ({ feed, ref }: { readonly feed: Feed; readonly ref: string }) => `${feed}:${ref}`

const timeOf = (word: Word, now: number) => ("deleted" in word ? new Date(now).toISOString() : word.updatedAt)

function bounded(word: Word): Word {
  if ("deleted" in word) return word
  return (JSON.stringify(word.raw) ?? "").length <= rawLengthMax ? word : { ...word, raw: null }
}
