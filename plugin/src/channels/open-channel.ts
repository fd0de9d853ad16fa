import type { Connection, Log } from "@anyshelf/connector-kit"
import { AddressRefused } from "@anyshelf/connector-kit/safe-fetch"
import { isRemote } from "@anyshelf/connector-kit/protocol"
import type { Channel } from "./channel"
import { createEngineHost } from "./engine-host"
import { Meter } from "./meter"
import { remoteSession } from "./remote/remote-session"

/** Where the engine's own words go: Medusa's logger, or another. */
export interface EngineLogger {
  debug(message: string): void
  info(message: string): void
  warn(message: string): void
}

/** What a channel needs besides its connection. */
export interface Surroundings extends Pick<Channel, "shop" | "clock" | "timing" | "owner" | "channels" | "inventory"> {
  readonly logger: EngineLogger
  /** Where requests go in the end; the global `fetch` unless given. */
  readonly fetch?: typeof fetch | undefined
}

/** Opens a connection. Does no I/O. */
export function openChannel(around: Surroundings, connection: Connection): Channel {
  const { shop, channels, inventory, clock, owner, timing } = around
  const log = logFor(around.logger, connection.id)
  const meter = new Meter(() => clock.now())
  const host = createEngineHost({
    meter,
    connection,
    clock: around.clock,
    log,
    fetch:
      around.fetch &&
      tellingRefusals(around.fetch, (reason) => {
        log.warn(reason)
        void channels
          .saveStatus({ connectionId: connection.id, status: "misconfigured", reason })
          .catch(() => undefined)
      }),
    timeoutMs: around.timing.requestTimeoutMs,
    waitMsMax: around.timing.throttleWaitMsMax,
    onOutage: () => {
      channel.needsDrain = true
      // What happened while it was away is compared as soon as it is back.
      void channels.wantSweeps(connection.id).catch(() => undefined)
      const reason = "The channel does not answer; it is asked again every few seconds."
      log.warn(reason)
      void channels.saveStatus({ connectionId: connection.id, status: "disconnected", reason }).catch(() => undefined)
    },
  })
  const channel: Channel = {
    id: connection.id,
    connection,
    session: isRemote(connection)
      ? remoteSession(channels, connection)
      : connection.connector.open(connection.config, host),
    host,
    shop,
    channels,
    inventory,
    clock,
    log,
    meter,
    owner,
    timing,
    map: null,
    needsDrain: true,
    isKnown: false,
    draining: { now: null, next: null },
  }
  return channel
}

/** An address that may not be reached is a mistake in the settings: a person is told, since trying again is useless. */
function tellingRefusals(send: typeof fetch, refused: (reason: string) => void): typeof fetch {
  return async (input, init) => {
    try {
      return await send(input, init)
    } catch (error) {
      if (error instanceof AddressRefused) refused(error.message)
      throw error
    }
  }
}

/** Values are written as JSON behind the message; a connector puts no secrets into them. */
function logFor(logger: EngineLogger, id: string): Log {
  const say = (level: "debug" | "info" | "warn") => (message: string, values?: Record<string, unknown>) =>
    logger[level](`[${id}] ${message}${values ? ` ${JSON.stringify(values)}` : ""}`)
  return { debug: say("debug"), info: say("info"), warn: say("warn") }
}
