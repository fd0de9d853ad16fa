import type { Connection } from "@anyshelf/connector-kit"
import type { Channel } from "../channel"
import { openChannel, type Surroundings } from "../open-channel"
import { isRemote } from "@anyshelf/connector-kit/protocol"

/**
 * Where connectors that run elsewhere are served: the process that answers GraphQL, which need not be the one that runs the engine.
 * All such processes go by one name in leases, so that a connector may claim from one and report to another.
 */
export class RemoteDesk {
  private readonly open = new Map<string, Channel>()

  constructor(
    private readonly around: Omit<Surroundings, "owner">,
    private readonly find: (connectionId: string) => Promise<Connection | null>
  ) {}

  /** The connection as the engine sees it; null when there is none of this id whose connector runs elsewhere. */
  async channelOf(connectionId: string): Promise<Channel | null> {
    const connection = await this.find(connectionId)
    if (!connection || !isRemote(connection)) return null
    const known = this.open.get(connectionId)
    if (known?.connection === connection) return known
    const channel = openChannel({ ...this.around, owner: `remote ${connectionId}` }, connection)
    this.open.set(connectionId, channel)
    return channel
  }
}
