import { join } from "node:path"
import { logger } from "@medusajs/framework/logger"
import { startApp } from "@medusajs/test-utils"
import { createDatabase, type TestDatabase } from "../support/database"
import { migrateApp } from "../support/shared-app"

const directory = join(__dirname, "without-override")

describe("an app with the plugin, and with core's inventory", () => {
  let database: TestDatabase

  beforeAll(async () => {
    database = await createDatabase()
    process.env.DATABASE_URL = database.url
    await migrateApp(directory)
  })

  afterAll(() => database.drop())

  it("ends before it works, with a sentence", async () => {
    // A worker loads the least: no routes, no middlewares. What is checked there is checked everywhere.
    process.env.MEDUSA_WORKER_MODE = "worker"
    // The process would end here; the test has to see that it wanted to.
    const exit = jest.spyOn(process, "exit").mockImplementation(() => undefined as never)
    const said = jest.spyOn(logger, "error").mockImplementation()
    const { shutdown } = await startApp({ cwd: directory })
    expect(exit).toHaveBeenCalledWith(1)
    expect(said).toHaveBeenCalledWith(
      expect.stringMatching(/another Inventory Module is in use.*withAnyshelf\(defineConfig/)
    )
    jest.restoreAllMocks()
    await shutdown()
  })
})
