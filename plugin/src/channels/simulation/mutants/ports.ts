import type { Connection, Host, Session } from "@anyshelf/connector-kit"
import type { ChannelMemory, EngineStock, Shop } from "../../shop"
import type { EnginePorts, WrapPorts } from "../process"
import { replaced } from "../replaced"

export const inMemory =
  (by: (memory: ChannelMemory) => Partial<ChannelMemory>): WrapPorts =>
  (ports) => ({ ...ports, channels: replaced(ports.channels, by) })

export const inStock =
  (by: (stock: EngineStock) => Partial<EngineStock>): WrapPorts =>
  (ports) => ({ ...ports, inventory: replaced(ports.inventory, by) })

export const inShop =
  (by: (shop: Shop, ports: EnginePorts) => Partial<Shop>): WrapPorts =>
  (ports) => ({ ...ports, shop: replaced(ports.shop, (shop) => by(shop, ports)) })

/** Each session in place of the connector's own, and the host that it is given. */
export const inSession =
  (
    by: (session: Session, around: Around) => Partial<Session>,
    host: (host: Host, around: Around) => Host = (given) => given
  ): WrapPorts =>
  (ports) => ({ ...ports, connections: listOf(ports).map((each) => reopened(each, ports, by, host)) })

/** What a session has around it. */
export interface Around {
  readonly connection: Connection
  readonly ports: EnginePorts
}

/** The connections of a simulation are a list. */
export function listOf({ connections }: EnginePorts): readonly Connection[] {
  if (typeof connections === "function") throw new Error("A simulated engine is given its connections as a list.")
  return connections
}

function reopened(
  connection: Connection,
  ports: EnginePorts,
  by: (session: Session, around: Around) => Partial<Session>,
  wrapHost: (host: Host, around: Around) => Host
): Connection {
  const around = { connection, ports }
  const { connector } = connection
  const open: typeof connector.open = (config, host) =>
    replaced(connector.open(config, wrapHost(host, around)), (session) => by(session, around))
  return { ...connection, connector: { ...connector, open } }
}
