import { model } from "@medusajs/framework/utils"

/** Which of our customers a customer of a channel is. Written once: another e-mail there does not make it somebody else. */
export const ChannelCustomer = model
  .define(
    { name: "ChannelCustomer", tableName: "anyshelf_channel_customer" },
    {
      id: model.id({ prefix: "anycus" }).primaryKey(),
      connection_id: model.text(),
      external_id: model.text(),
      customer_id: model.text(),
    }
  )
  .indexes([
    { name: "IDX_anyshelf_channel_customer_external", on: ["connection_id", "external_id"], unique: true },
    { on: ["customer_id"] },
  ])
