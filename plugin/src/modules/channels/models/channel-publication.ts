import { model } from "@medusajs/framework/utils"

/** The number that one channel shows for one article at one of its places: wanted, sent and confirmed. */
export const ChannelPublication = model
  .define(
    { name: "ChannelPublication", tableName: "anyshelf_channel_publication" },
    {
      id: model.id({ prefix: "anypub" }).primaryKey(),
      connection_id: model.text(),
      listing_id: model.text(),
      stock_ref: model.text(),
      external_location_id: model.text(),
      /** Rises with each reason to look again; above `settled_version`, a newer number may be due. */
      dirty_version: model.number().default(0),
      settled_version: model.number().default(0),
      dirty_at: model.dateTime().nullable(),
      /** A sale or a count changed stock: goes before first fills and re-assertions. */
      urgent: model.boolean().default(false),
      /** The channel changed its number by itself: its orders are read before ours is asserted. */
      drain_first: model.boolean().default(false),
      /** The number last decided; where the channel shows another, it drifts. */
      wanted_quantity: model.number().nullable(),
      /** What the channel was last known to show. */
      confirmed_quantity: model.number().nullable(),
      confirmed_at: model.dateTime().nullable(),
      sequence: model.number().default(0),
      /** A command that was sent, or was about to be, and whose outcome is not known. */
      pending_key: model.text().nullable(),
      pending_quantity: model.number().nullable(),
      pending_expected: model.number().nullable(),
      /** Where to ask what became of a command that the channel took without doing it at once. */
      pending_confirm: model.text().nullable(),
      attempts: model.number().default(0),
      next_attempt_at: model.dateTime().nullable(),
      leased_until: model.dateTime().nullable(),
      leased_by: model.text().nullable(),
      /** The version at the claim: what is done settles so much and no more. */
      claimed_version: model.number().nullable(),
      claimed_at: model.dateTime().nullable(),
      /** The pending command was sent before, in a round that never heard of it. */
      pending_resent: model.boolean().default(false),
      /** When our stock changed, for the oldest change that the channel has not confirmed. */
      stock_changed_at: model.dateTime().nullable(),
      /** The day (UTC, `2026-11-23`) that `revisions` counts writes of. */
      revisions_on: model.text().nullable(),
      revisions: model.number().default(0),
      /** Why a number that is due is not sent yet, when that is on purpose. */
      waiting: model.text().nullable(),
      poisoned_at: model.dateTime().nullable(),
      last_error: model.text().nullable(),
      state: model.enum(["ok", "poisoned"]).default("ok"),
    }
  )
  .indexes([
    {
      name: "IDX_anyshelf_channel_publication_place",
      on: ["connection_id", "stock_ref", "external_location_id"],
      unique: true,
    },
    {
      name: "IDX_anyshelf_channel_publication_due",
      on: ["connection_id", "urgent", "dirty_at"],
      where: "dirty_version > settled_version AND state = 'ok'",
    },
    {
      name: "IDX_anyshelf_channel_publication_poisoned",
      on: ["connection_id", "poisoned_at", "id"],
      where: "state = 'poisoned'",
    },
    {
      name: "IDX_anyshelf_channel_publication_pending",
      on: ["connection_id", "pending_key"],
      where: "pending_key IS NOT NULL",
    },
    { on: ["listing_id"] },
  ])
