import { model } from "@medusajs/framework/utils"

/** A key with which a connector outside this process works on one connection, and on nothing else. */
export const ChannelKey = model
  .define(
    { name: "ChannelKey", tableName: "anyshelf_channel_key" },
    {
      /** The part of the key that may be shown. */
      id: model.text().primaryKey(),
      connection_id: model.text(),
      title: model.text(),
      /** SHA-256 of the whole key, in hex: the key itself is shown once and kept nowhere. It has 256 random bits, so no salt is needed. */
      hash: model.text(),
      last_used_at: model.dateTime().nullable(),
      revoked_at: model.dateTime().nullable(),
    }
  )
  .indexes([{ name: "IDX_anyshelf_channel_key_connection", on: ["connection_id"] }])
