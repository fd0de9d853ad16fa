import type { RunningEngine } from "../../modules/channels/service"
import type { Random } from "../../prove/random"
import type { EngineTiming } from "../channel"
import { startChannelEngine, type EngineOptions } from "../start-channel-engine"
import { Lifeline } from "./lifeline"
import type { VirtualClock } from "./virtual-clock"

/** What the engine stands on, which may be wrapped to see whether a missing guard is noticed. */
export type EnginePorts = Pick<EngineOptions, "shop" | "channels" | "inventory" | "connections"> &
  Required<Pick<EngineOptions, "clock" | "fetch">>

/** Changes what the engine stands on. */
export type WrapPorts = (ports: EnginePorts) => EnginePorts

/** A process that runs the engine, and that may be killed. */
export interface EngineProcess {
  readonly engine: RunningEngine
  readonly lifeline: Lifeline
}

const silent = () => undefined
const quiet = { debug: silent, info: silent, warn: silent }

/** Starts the engine as a process of its own: what it hangs on can be cut at any call. */
export function startProcess(options: {
  readonly clock: VirtualClock
  readonly chance: Random
  readonly callMsMax: number
  readonly timing: Partial<EngineTiming>
  readonly wrap: WrapPorts
  readonly log?: ((message: string) => void) | undefined
  /** The ports of this process; its calls are its steps. */
  ports(lifeline: Lifeline): EnginePorts
}): EngineProcess {
  const lifeline = new Lifeline(options.chance, options.clock, options.callMsMax)
  const ports = options.wrap(options.ports(lifeline))
  const logger = options.log ? { debug: silent, info: options.log, warn: options.log } : quiet
  return { lifeline, engine: startChannelEngine({ ...ports, logger, timing: options.timing }) }
}
