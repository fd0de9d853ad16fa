import { join } from "node:path"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { clearInstances, startApp } from "@medusajs/test-utils"
import { client, type Client } from "./client"
import { createDatabase } from "./database"

/** Migrating a Medusa database takes some twenty seconds. */
jest.setTimeout(180_000)

/** A Medusa application made of the plugin's own sources. */
export interface SharedApp {
  readonly api: Client
  getContainer(): MedusaContainer
}

interface Booted {
  readonly port: number
  readonly container: MedusaContainer
  close(): Promise<void>
}

/** Which application, and whether it also does what a worker does. */
interface SharedAppOptions {
  /** The folder of its medusa-config. Default: the plugin as its own test app. */
  readonly directory?: string
  /** Default: answers requests and runs no jobs and subscribers, so that nothing but the test is at work. */
  readonly mode?: "server" | "shared"
}

/**
 * Runs a suite against one application and one database for all its tests, over HTTP. Medusa's own runner restores the
 * database before each test, which takes seconds; tests that only read, or that write things of their own, need not pay that.
 */
export function describeSharedApp(
  name: string,
  testSuite: (app: SharedApp) => void,
  options: SharedAppOptions = {}
): void {
  describe(name, () => {
    let booted: Booted | undefined
    const app = (): Booted => {
      if (booted) return booted
      throw new Error("The application is not up yet: ask for it inside a test or a hook.")
    }
    beforeAll(async () => {
      booted = await boot(options)
    })
    afterAll(() => booted?.close())
    testSuite({ api: client(() => app().port), getContainer: () => app().container })
  })
}

async function boot({ directory = join(__dirname, "../.."), mode = "server" }: SharedAppOptions): Promise<Booted> {
  const database = await createDatabase()
  process.env.DATABASE_URL = database.url
  process.env.MEDUSA_WORKER_MODE = mode
  await migrateApp(directory)
  const { port, container, shutdown } = await startApp({ cwd: directory })
  return { port, container, close: () => shutdown().finally(() => database.drop()) }
}

/** What `medusa db:migrate` does, without the processes of its own that it starts. */
export async function migrateApp(directory: string): Promise<void> {
  const { initializeContainer } = await import("@medusajs/medusa/loaders/index")
  const { migrate } = await import("@medusajs/medusa/commands/db/migrate")
  const container = await initializeContainer(directory)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  await migrate({
    directory,
    container,
    logger,
    skipLinks: false,
    executeAllLinks: true,
    executeSafeLinks: true,
    skipScripts: true,
    skipSearch: true,
    executeAllSearch: false,
    executeSafeSearch: false,
  })
  await clearInstances()
}
