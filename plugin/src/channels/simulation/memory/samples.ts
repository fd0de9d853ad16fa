import { addLags } from "../../../domain/channels/lag-histogram"
import type { ChannelMemory } from "../../shop"
import type { Tables } from "./tables"

type Methods = Pick<ChannelMemory, "addSample" | "readLags" | "forgetSamples">

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** What `modules/channels/samples/queries.ts` does, as far as the engine reads it again: lags. */
export function sampleMemory({ samples, now }: Tables): Methods {
  return {
    addSample: async ({ connectionId, minute, lag }) => {
      const key = `${connectionId}:${minute.getTime()}`
      const before = samples.get(key)
      const sum = before ? addLags([before.lag, lag]) : lag
      samples.set(key, { connectionId, minute: minute.getTime(), lag: sum })
    },
    readLags: async ({ minutes }) => {
      const recent = [...samples.values()].filter(({ minute }) => minute > now() - minutes * minuteMs)
      return [...new Set(recent.map(({ connectionId }) => connectionId))].map((connectionId) => ({
        connectionId,
        lags: recent.filter((each) => each.connectionId === connectionId).map(({ lag }) => lag),
      }))
    },
    forgetSamples: async ({ days }) => {
      for (const [key, { minute }] of samples) if (minute < now() - days * dayMs) samples.delete(key)
    },
  }
}
