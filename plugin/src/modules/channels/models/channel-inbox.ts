import { model } from "@medusajs/framework/utils"

/** A verified webhook, waiting to be looked up. The insert of its row is the lock against its repetitions. */
export const ChannelInbox = model
  .define(
    { name: "ChannelInbox", tableName: "anyshelf_channel_inbox" },
    {
      id: model.id({ prefix: "anyinb" }).primaryKey(),
      connection_id: model.text(),
      dedupe: model.text(),
      /** Of the first hint: orders are looked up before what merely echoes our own writes. */
      feed: model.text(),
      /** `[{ feed, ref }]`: where to look. The webhook's own words are not kept, since they are not believed. */
      hints: model.json(),
      received_at: model.dateTime(),
      attempts: model.number().default(0),
      next_attempt_at: model.dateTime().nullable(),
      leased_until: model.dateTime().nullable(),
      leased_by: model.text().nullable(),
      done_at: model.dateTime().nullable(),
      last_error: model.text().nullable(),
    }
  )
  .indexes([
    { name: "IDX_anyshelf_channel_inbox_dedupe", on: ["connection_id", "dedupe"], unique: true },
    {
      name: "IDX_anyshelf_channel_inbox_waiting",
      on: ["connection_id", "feed", "received_at"],
      where: "done_at IS NULL",
    },
  ])
