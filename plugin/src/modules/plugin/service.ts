import { container } from "@medusajs/framework"
import type { Logger } from "@medusajs/framework/types"
import { followWorkflows } from "../../causes/follow-workflows"
import { watchCheckouts } from "../../checkout/watch-checkouts"
import { assertAnyshelfInventory } from "../../inventory/assert-resolved"
import { checkOptions, ownOptions, type CheckedOptions } from "../../options"

/**
 * The plugin's life in a process. Medusa hands options and the moments of starting and stopping to modules alone, in servers
 * and workers alike; routes and workflows find them here.
 */
export default class PluginService {
  /** What the merchant gave to `withAnyshelf`, checked. */
  readonly options: CheckedOptions
  private readonly logger: Logger
  private readonly stops: (() => Promise<void>)[] = []

  /** Medusa asks these of every module. */
  readonly __hooks = {
    onApplicationStart: () => this.checkStart(),
    onApplicationPrepareShutdown: () => this.stop(),
  }

  constructor({ logger }: { logger: Logger }, moduleOptions?: Record<string, unknown>) {
    this.logger = logger
    this.options = checkOptions(ownOptions(moduleOptions))
  }

  /** Has `stop` called when the application ends, after the last HTTP request was answered. */
  onShutdown(stop: () => Promise<void>): void {
    this.stops.push(stop)
  }

  /** Medusa swallows what this hook throws, and a shop that may oversell must not open: so the process ends here. */
  private async checkStart(): Promise<void> {
    try {
      assertAnyshelfInventory(container)
      followWorkflows()
      watchCheckouts(container)
    } catch (error) {
      this.logger.error(error instanceof Error ? error.message : String(error))
      process.exit(1)
    }
  }

  private async stop(): Promise<void> {
    await Promise.allSettled(this.stops.splice(0).map((each) => each()))
  }
}
