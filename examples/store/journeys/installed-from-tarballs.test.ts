import { execFile } from "node:child_process"
import fs from "node:fs"
import path from "node:path"
import { promisify } from "node:util"
import { startChild, type Child } from "../../../scripts/lib/children.cjs"
import { ensureDatabase } from "../../../scripts/lib/database.cjs"
import { untilHealthy } from "../../../scripts/lib/health.cjs"
import { withClient } from "../../../scripts/lib/marks.cjs"
import { freePort } from "../../../scripts/lib/ports.cjs"
import { createFreshApp, type FreshApp } from "./support/fresh-app"
import { medusaConfig, oversellScript } from "./support/fresh-app-files"
import { databaseServer } from "./support/shop"

const run = promisify(execFile)
const database = `anyshelf_fresh_${process.pid}`

describe("the packed plugin in an app that never saw this repository", () => {
  let app: FreshApp
  let env: NodeJS.ProcessEnv

  const medusa = (...args: string[]) =>
    run(process.execPath, [path.join(app.folder, "node_modules/@medusajs/cli/cli.js"), ...args], {
      cwd: app.folder,
      env,
      maxBuffer: 16 * 1024 * 1024,
    })

  beforeAll(async () => {
    app = await createFreshApp(["integrations/kit", "plugin"])
    fs.writeFileSync(path.join(app.folder, "medusa-config.js"), medusaConfig)
    fs.writeFileSync(path.join(app.folder, "oversell.js"), oversellScript)
    await ensureDatabase(databaseServer(), database)
    const url = new URL(databaseServer())
    url.pathname = `/${database}`
    const { NODE_OPTIONS: _jests, ...outside } = process.env
    env = { ...outside, NODE_ENV: "production", MEDUSA_DISABLE_TELEMETRY: "1", DATABASE_URL: url.toString() }
    await medusa("db:migrate", "--execute-safe-links")
  }, 600_000)

  afterAll(async () => {
    await withClient(databaseServer(), (client) => client.query(`drop database if exists ${database} with (force)`))
    app?.remove()
  }, 60_000)

  it("replaces the Inventory Module: what is not there cannot be reserved", async () => {
    const { stdout } = await medusa("exec", "./oversell.js")
    const line = stdout.split("\n").find((one) => one.startsWith("OUTCOME "))
    const { outcome, free } = JSON.parse(line?.slice("OUTCOME ".length) ?? "null") as { outcome: string; free: number }
    expect(outcome).toMatch(/^refused: Not enough stock/)
    expect(free).toBe(4)
  }, 120_000)

  describe("started", () => {
    let server: Child
    let url: string

    beforeAll(async () => {
      const port = await freePort()
      url = `http://127.0.0.1:${port}`
      server = startChild({
        name: "The fresh app",
        command: process.execPath,
        args: ["node_modules/@medusajs/cli/cli.js", "start", "--port", String(port)],
        cwd: app.folder,
        env,
        logFile: path.join(app.folder, "medusa.log"),
      })
      await untilHealthy(`${url}/health`, { child: server, withinMs: 120_000 })
    }, 130_000)
    afterAll(() => server?.stop())

    it("says who a caller without credentials is", async () => {
      const response = await fetch(`${url}/anyshelf/identity`)
      expect(response.status).toBe(200)
      expect(await response.json()).toMatchObject({ kind: "anonymous" })
    })

    it("answers the gateway only", async () => {
      const response = await fetch(`${url}/anyshelf/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query: "{ __typename }" }),
      })
      expect(response.status).toBe(401)
    })
  })
})
