import DataLoader from "dataloader"
import {
  findExternalOrders,
  tasksOfOrders,
  type ChannelOrderRow,
  type ExternalOrder,
  type OrderTaskRow,
} from "../reads/channels/queries"
import type { Run } from "../reads/run"

/** Orders of channels by the channel's own id. */
export type ChannelOrderLoader = DataLoader<ExternalOrder, ChannelOrderRow | null, string>
/** What a person has to see to about them. */
export type ChannelTasksLoader = DataLoader<ExternalOrder, readonly OrderTaskRow[], string>

/** One statement for all orders that a query names. */
export function channelOrderLoader(run: Run): ChannelOrderLoader {
  return new DataLoader(
    async (keys) => {
      const rows = new Map((await findExternalOrders(run, keys)).map((row) => [nameOf(row), row]))
      return keys.map((key) => rows.get(nameOf(key)) ?? null)
    },
    { cacheKeyFn: nameOf }
  )
}

/** One statement for the tasks of all of them. */
export function channelTasksLoader(run: Run): ChannelTasksLoader {
  return new DataLoader(
    async (keys) => {
      const rows = await tasksOfOrders(run, keys)
      return keys.map((key) => rows.filter((row) => nameOf(row) === nameOf(key)))
    },
    { cacheKeyFn: nameOf }
  )
}

/** A channel's id may hold anything, so the two halves are kept apart for certain. */
const nameOf = ({ connectionId, externalId }: ExternalOrder) => JSON.stringify([connectionId, externalId])
