import { model } from "@medusajs/framework/utils"

/** Our copy of something the channel told us: an order, and what became of it here. */
export const ChannelRecord = model
  .define(
    { name: "ChannelRecord", tableName: "anyshelf_channel_record" },
    {
      id: model.id({ prefix: "anyrec" }).primaryKey(),
      connection_id: model.text(),
      kind: model.enum(["order"]),
      external_id: model.text(),
      external_number: model.text(),
      external_updated_at: model.dateTime(),
      /** Our order; null until it exists, and for ever for a test order. */
      order_id: model.text().nullable(),
      /** Who made the order first, written once: `{ connectionId, externalId, number }`. */
      origin: model.json(),
      /** The channel's copy, bounded in size. */
      payload: model.json(),
      /** What our order carries of it now: the channel's line id → units. */
      applied: model.json().nullable(),
      /** When our order is next looked at for what the channel has to be told of it; pushed on while somebody looks. */
      follow_at: model.dateTime().nullable(),
      followed_at: model.dateTime().nullable(),
      state: model.enum(["received", "imported", "oversold", "held", "cancelled"]).default("received"),
    }
  )
  .indexes([
    { name: "IDX_anyshelf_channel_record_external", on: ["connection_id", "kind", "external_id"], unique: true },
    {
      name: "IDX_anyshelf_channel_record_follow",
      on: ["connection_id", "follow_at"],
      where: "order_id IS NOT NULL",
    },
    { on: ["order_id"] },
  ])
