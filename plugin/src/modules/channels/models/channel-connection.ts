import { model } from "@medusajs/framework/utils"

/** What we know of one connection: its settings where they were made in Admin, how it does, and how far it has been read. */
export const ChannelConnection = model.define(
  { name: "ChannelConnection", tableName: "anyshelf_channel_connection" },
  {
    /** The connection's id in the options; stable, chosen by the merchant. */
    id: model.text().primaryKey(),
    vendor: model.text(),
    /** Where its settings are: in the app's code, or in the columns below. */
    source: model.enum(["options", "admin"]).default("options"),
    /** What is not secret. Null for a connection of the options. */
    config: model.json().nullable(),
    /** Field → `{ sealed, setAt }`. */
    secrets: model.json().nullable(),
    sales_channel: model.text().nullable(),
    locations: model.json().nullable(),
    /** Also for a connection of the options: then it takes the place of what they say. */
    publishing: model.json().nullable(),
    public_url: model.text().nullable(),
    /** The publishing mode at work, from whichever source: other connections that sell the same reckon with it. */
    published_mode: model.json().nullable(),
    /** The process that works this connection, until when: two would each use the whole of the vendor's rate. */
    worked_by: model.text().nullable(),
    worked_until: model.dateTime().nullable(),
    webhooks_checked_at: model.dateTime().nullable(),
    /** When subscriptions last had to be made or corrected. */
    webhooks_mended_at: model.dateTime().nullable(),
    /** A person has stopped it. */
    paused_at: model.dateTime().nullable(),
    /** Rises with each change of a setting, so that every process notices. */
    version: model.number().default(1),
    status: model.enum(["connected", "disconnected", "misconfigured"]).default("disconnected"),
    /** Why it is not connected, and what to do. Null while all is well. */
    reason: model.text().nullable(),
    /** Where the next reading of the order feed begins. */
    order_cursor: model.text().nullable(),
    /** Every order that the channel changed before this instant is ours. */
    orders_drained_at: model.dateTime().nullable(),
    /** When the last whole reading of the listings began; null before the first. */
    listings_read_at: model.dateTime().nullable(),
    last_contact_at: model.dateTime().nullable(),
    /** Nothing is sent before this instant: the channel failed too often. */
    circuit_open_until: model.dateTime().nullable(),
    /** The last revision given to a word in its mailbox; the row's lock keeps them in the order of their commits. */
    mailbox_revision: model.number().default(0),
  }
)
