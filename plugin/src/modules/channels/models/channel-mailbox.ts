import { model } from "@medusajs/framework/utils"

/** What a connector outside this process last told of one thing. To the engine it is the channel itself: it reads here. */
export const ChannelMailbox = model
  .define(
    { name: "ChannelMailbox", tableName: "anyshelf_channel_mailbox" },
    {
      id: model.id({ prefix: "anymail" }).primaryKey(),
      connection_id: model.text(),
      feed: model.text(),
      ref: model.text(),
      /** The channel's own time of change: an older word never replaces a newer one. */
      external_updated_at: model.dateTime(),
      /** Rises with each word that is news, one after the other for a connection: readers go on from the last they saw. */
      revision: model.number(),
      /** Null when the channel no longer has it. */
      record: model.json().nullable(),
    }
  )
  .indexes([
    { name: "IDX_anyshelf_channel_mailbox_thing", on: ["connection_id", "feed", "ref"], unique: true },
    { name: "IDX_anyshelf_channel_mailbox_reading", on: ["connection_id", "feed", "revision"] },
  ])
