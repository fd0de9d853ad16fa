import { model } from "@medusajs/framework/utils"

/** One of our products that is, or is to be, on a channel by our own doing. */
export const ChannelProduct = model
  .define(
    { name: "ChannelProduct", tableName: "anyshelf_channel_product" },
    {
      id: model.id({ prefix: "anyprod" }).primaryKey(),
      connection_id: model.text(),
      product_id: model.text(),
      wanted: model.enum(["listed", "unlisted"]),
      status: model.enum(["active", "draft"]).default("active"),
      /** The currency of its prices there, lower case as in Medusa. */
      currency_code: model.text(),
      /** The channel's product; null until it was made. */
      product_ref: model.text().nullable(),
      /** Our variant's id → the channel's listing. */
      listings: model.json().nullable(),
      /** Rises with each reason to look again. */
      version: model.number().default(1),
      settled_version: model.number().default(0),
      /** Of what the channel last took: the same again is not sent. */
      fingerprint: model.text().nullable(),
      state: model.enum(["waiting", "listed", "refused", "unlisted"]).default("waiting"),
      reason: model.text().nullable(),
      attempts: model.number().default(0),
      next_attempt_at: model.dateTime().nullable(),
      checked_at: model.dateTime().nullable(),
      listed_at: model.dateTime().nullable(),
      leased_until: model.dateTime().nullable(),
      leased_by: model.text().nullable(),
    }
  )
  .indexes([
    { name: "IDX_anyshelf_channel_product_product", on: ["connection_id", "product_id"], unique: true },
    { name: "IDX_anyshelf_channel_product_touched", on: ["product_id"] },
  ])
