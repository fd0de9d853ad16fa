import { model } from "@medusajs/framework/utils"

/** Something that a person has to look at. At most one is open for the same subject and kind. */
export const ChannelTask = model
  .define(
    { name: "ChannelTask", tableName: "anyshelf_channel_task" },
    {
      id: model.id({ prefix: "anytask" }).primaryKey(),
      connection_id: model.text(),
      kind: model.enum([
        "oversold",
        "unmapped-line",
        "order-differs",
        "order-not-imported",
        "stock-refused",
        "webhook-failed",
        "return-not-followed",
        "command-refused",
        "command-by-hand",
      ]),
      /** The channel's id of the thing: an order, a stock level. */
      subject: model.text(),
      /** What is wrong, and what to do. */
      reason: model.text(),
      opened_at: model.dateTime(),
      closed_at: model.dateTime().nullable(),
    }
  )
  .indexes([
    {
      name: "IDX_anyshelf_channel_task_open",
      on: ["connection_id", "kind", "subject"],
      unique: true,
      where: "closed_at IS NULL",
    },
  ])
