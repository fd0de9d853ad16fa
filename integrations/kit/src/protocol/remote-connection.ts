import type { Capabilities, Connection, Connector } from "../connector"
import { z } from "zod"

/** The vendor of connections whose connector runs elsewhere. */
export const remoteVendor = "remote"

const noConfig = z.strictObject({})

/** What a connector in another process can do unless it says otherwise: the whole language, compare-and-set, its own keys. */
const usual: Capabilities = {
  feeds: ["listings", "orders", "returns", "stock", "locations"],
  commands: ["stock"],
  stock: { write: "cas", locations: "many", zero: "number", confirm: "sync", batch: 250 },
  idempotency: { stock: "vendor-key" },
  limits: [],
}

/** A shop whose connector runs elsewhere, in any language. */
export interface RemoteOptions extends Pick<Connection, "id" | "salesChannel" | "locations" | "publishing"> {
  /** What differs from the usual: all feeds, stock by compare-and-set, each command harmless when it comes twice. */
  readonly capabilities?: Partial<Capabilities>
}

/**
 * Connects a shop whose connector runs elsewhere: put the answer into the plugin's `connectors`, make a channel key for it in Admin,
 * and let the connector claim, report and ingest over GraphQL.
 */
export function remote({ capabilities = {}, ...rest }: RemoteOptions): Connection {
  return { ...rest, connector: remoteConnector({ ...usual, ...capabilities }), config: {} }
}

/** The connector in our process that stands for one elsewhere. It has nothing to open: the engine reads its mailbox instead. */
export const remoteConnector = (capabilities: Capabilities = usual): Connector => ({
  id: remoteVendor,
  apiVersion: "1",
  configSchema: noConfig,
  secrets: [],
  capabilities,
  open: () => {
    throw new Error("A connector that runs elsewhere is read through its mailbox.")
  },
})

/** Whether a connection's connector comes to us, rather than being called by us. */
export const isRemote = ({ connector }: Pick<Connection, "connector">): boolean => connector.id === remoteVendor
