import { model } from "@medusajs/framework/utils"

/** Our copy of something the channel told us, an order or a return, and what became of it here. */
export const ChannelRecord = model
  .define(
    { name: "ChannelRecord", tableName: "anyshelf_channel_record" },
    {
      id: model.id({ prefix: "anyrec" }).primaryKey(),
      connection_id: model.text(),
      kind: model.enum(["order", "return"]),
      external_id: model.text(),
      external_number: model.text(),
      external_updated_at: model.dateTime(),
      /** The channel's order that a return belongs to. */
      order_ref: model.text().nullable(),
      placed_at: model.dateTime().nullable(),
      /** What the customer owes there, in the currency's smallest unit. */
      total_amount: model.text().nullable(),
      currency_code: model.text().nullable(),
      /** Our order; null until it exists, and for ever for a test order. */
      order_id: model.text().nullable(),
      /** Who made the order first, written once: `{ connectionId, externalId, number }`. */
      origin: model.json(),
      /** The channel's copy, bounded in size. */
      payload: model.json(),
      /** What our order carries of it now: the channel's line id → units. */
      applied: model.json().nullable(),
      /** Of a return: what is about to be received, written down before it is, so that a second try takes up the first. */
      intended: model.json().nullable(),
      /** Of the copy that ours has followed: the same again asks for nothing. */
      fingerprint: model.text().nullable(),
      /** Listings that some of its lines wait for: they are not known here yet. */
      waits_for: model.array().default([]),
      /** When it was last looked at whether an oversold order is covered by now. */
      checked_at: model.dateTime().nullable(),
      /** One worker at a time follows an order. */
      locked_until: model.dateTime().nullable(),
      locked_by: model.text().nullable(),
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
    { name: "IDX_anyshelf_channel_record_placed", on: ["placed_at", "id"], where: "kind = 'order'" },
    { name: "IDX_anyshelf_channel_record_waiting", on: ["connection_id"], where: "waits_for <> '{}'" },
    {
      name: "IDX_anyshelf_channel_record_oversold",
      on: ["connection_id", "checked_at"],
      where: "state = 'oversold'",
    },
    {
      name: "IDX_anyshelf_channel_record_order_ref",
      on: ["connection_id", "order_ref"],
      where: "order_ref IS NOT NULL",
    },
  ])
