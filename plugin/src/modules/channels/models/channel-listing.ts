import { model } from "@medusajs/framework/utils"

/** An article on a channel, and which of our variants it is. */
export const ChannelListing = model
  .define(
    { name: "ChannelListing", tableName: "anyshelf_channel_listing" },
    {
      id: model.id({ prefix: "anylist" }).primaryKey(),
      connection_id: model.text(),
      external_id: model.text(),
      product_ref: model.text(),
      /** What stock is written to. */
      stock_ref: model.text(),
      title: model.text(),
      sku: model.text().nullable(),
      barcode: model.text().nullable(),
      external_updated_at: model.dateTime(),
      /** When the channel last gave it: what a whole reading does not give any more is gone. */
      seen_at: model.dateTime(),
      state: model.enum(["mapped", "unmatched", "ambiguous", "untracked", "ignored"]),
      /** Why it is not mapped, and what to do. */
      reason: model.text().nullable(),
      variant_id: model.text().nullable(),
      /** What decided. */
      mapped_by: model.enum(["sku", "barcode", "hand", "csv"]).nullable(),
      /** A person's word, which no reading touches: how it was given. Null while nobody has said anything. */
      said_by: model.enum(["hand", "csv"]).nullable(),
      /** The variant that a person said it is; null with `said_by` set: none of ours. */
      said_variant_id: model.text().nullable(),
      /** `[{ inventoryItemId, requiredQuantity }]`: several, or more than one of it, for a kit. */
      components: model.json().nullable(),
      /** The items of `components`, so that a change of stock finds the listings it concerns. */
      inventory_item_ids: model.array(),
    }
  )
  .indexes([
    { name: "IDX_anyshelf_channel_listing_external", on: ["connection_id", "external_id"], unique: true },
    { on: ["variant_id"] },
    { name: "IDX_anyshelf_channel_listing_page", on: ["connection_id", "state", "title", "id"] },
    { on: ["inventory_item_ids"], type: "GIN" },
  ])
