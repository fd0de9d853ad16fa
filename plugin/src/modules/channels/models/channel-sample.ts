import { model } from "@medusajs/framework/utils"

/** One minute of a connection, over all processes: sums of what was done, and the worst of how it stood. */
export const ChannelSample = model
  .define(
    { name: "ChannelSample", tableName: "anyshelf_channel_sample" },
    {
      /** `<connection>:<minute in seconds since 1970>`. */
      id: model.text().primaryKey(),
      connection_id: model.text(),
      minute: model.dateTime(),
      /** Publications judged, sent or not. */
      decided: model.number().default(0),
      written: model.number().default(0),
      conflicts: model.number().default(0),
      rejected: model.number().default(0),
      unknown: model.number().default(0),
      requests: model.number().default(0),
      /** Answers of the vendor that asked for patience. */
      throttled: model.number().default(0),
      /** Counts by bucket: from a change of stock until the channel confirmed it. */
      lag: model.json(),
      queue_depth: model.number().default(0),
      inbox_depth: model.number().default(0),
      drift: model.number().default(0),
      /** The least part of the rate limit that was left, 0 to 1. */
      headroom: model.float().nullable(),
      circuit_open_ms: model.number().default(0),
    }
  )
  .indexes([{ name: "IDX_anyshelf_channel_sample_minute", on: ["connection_id", "minute"] }])
