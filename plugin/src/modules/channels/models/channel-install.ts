import { model } from "@medusajs/framework/utils"

/** One attempt to connect a shop by clicking at the vendor. It is good once, for a few minutes, in the browser that began it. */
export const ChannelInstall = model
  .define(
    { name: "ChannelInstall", tableName: "anyshelf_channel_install" },
    {
      /** SHA-256 of the state that the vendor gives back: who reads the table cannot finish an attempt. */
      id: model.text().primaryKey(),
      connection_id: model.text(),
      /** SHA-256 of what the browser keeps. */
      browser_hash: model.text(),
      /** Who began it. */
      actor_id: model.text(),
      redirect_uri: model.text(),
      expires_at: model.dateTime(),
      used_at: model.dateTime().nullable(),
    }
  )
  .indexes([{ name: "IDX_anyshelf_channel_install_connection", on: ["connection_id"] }])
