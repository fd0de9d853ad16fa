import { model } from "@medusajs/framework/utils"

/** What a channel has to be told about one of its orders: once, in the order in which it came about. */
export const ChannelCommand = model
  .define(
    { name: "ChannelCommand", tableName: "anyshelf_channel_command" },
    {
      id: model.id({ prefix: "anycmd" }).primaryKey(),
      connection_id: model.text(),
      /** The channel's order. */
      order_ref: model.text(),
      /** Ours. */
      order_id: model.text(),
      /** Its place among the commands of the order, from 1: an earlier one goes first. */
      ordinal: model.number(),
      type: model.enum([
        "fulfil",
        "track",
        "unfulfil",
        "prepared",
        "collected",
        "cancel",
        "hold",
        "release",
        "move",
        "return",
        "receive",
        "refund",
      ]),
      /** Derived from what caused it, so that one cause is told once. */
      key: model.text(),
      /** The key of a command that must be done first, since this one names what it makes. */
      needs: model.text().nullable(),
      /** The kit's command without its key, and without what `needs` will make. */
      payload: model.json(),
      state: model.enum(["pending", "sent", "accepted", "done", "refused", "superseded"]).default("pending"),
      /** Rises when a person has a refused command tried again: the channel is then given a new key. */
      generation: model.number().default(0),
      /** True from the sending on, until an answer says what became of it. */
      in_doubt: model.boolean().default(false),
      /** The channel's id of what was made. */
      result_ref: model.text().nullable(),
      /** Where to ask, for a command that was taken without being done at once. */
      confirm_ref: model.text().nullable(),
      /** Who asked for it; null when it follows from what became of our order. */
      actor: model.text().nullable(),
      attempts: model.number().default(0),
      next_attempt_at: model.dateTime().nullable(),
      leased_until: model.dateTime().nullable(),
      leased_by: model.text().nullable(),
      sent_at: model.dateTime().nullable(),
      /** When it was done, refused or dropped. */
      done_at: model.dateTime().nullable(),
      /** Why it is not done, and what to do. */
      error: model.text().nullable(),
    }
  )
  .indexes([
    { name: "IDX_anyshelf_channel_command_key", on: ["connection_id", "key"], unique: true },
    { name: "IDX_anyshelf_channel_command_order", on: ["connection_id", "order_ref", "ordinal"], unique: true },
    {
      name: "IDX_anyshelf_channel_command_open",
      on: ["connection_id", "next_attempt_at"],
      where: "state IN ('pending', 'sent', 'accepted')",
    },
    { name: "IDX_anyshelf_channel_command_refused", on: ["connection_id"], where: "state = 'refused'" },
    { name: "IDX_anyshelf_channel_command_made", on: ["connection_id", "type", "result_ref"] },
    { on: ["order_id"] },
  ])
