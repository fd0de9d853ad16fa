import { model } from "@medusajs/framework/utils"

/** How far one feed of a connection has been read: as a whole (`sweep`), or what changed (`change`). */
export const ChannelReading = model
  .define(
    { name: "ChannelReading", tableName: "anyshelf_channel_reading" },
    {
      id: model.id({ prefix: "anyread" }).primaryKey(),
      connection_id: model.text(),
      feed: model.text(),
      kind: model.enum(["sweep", "change"]),
      /** Where it goes on; null at the beginning. */
      cursor: model.text().nullable(),
      /** Null while none is under way. */
      started_at: model.dateTime().nullable(),
      finished_at: model.dateTime().nullable(),
      /** All that the channel changed before this instant has been seen. */
      drained_at: model.dateTime().nullable(),
      /** Somebody wants a whole reading at once: after an outage, or when webhooks had to be mended. */
      wanted_at: model.dateTime().nullable(),
      /** Records of the reading under way. */
      done: model.number().default(0),
      /** What the channel said that there are; null when it does not say. */
      total: model.number().nullable(),
      /** Records of the reading under way that were not as we believed. */
      found: model.number().default(0),
      pages: model.number().default(0),
      /** Pages of the whole reading before: what the present one is paced by. */
      last_pages: model.number().default(0),
    }
  )
  .indexes([{ name: "IDX_anyshelf_channel_reading_feed", on: ["connection_id", "feed", "kind"], unique: true }])
