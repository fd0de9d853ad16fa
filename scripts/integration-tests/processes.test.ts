import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { startChild } from "../lib/children.cjs"
import { createHousehold } from "../lib/household.cjs"
import { isAlive } from "../lib/lock.cjs"

let folder: string
beforeAll(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "anyshelf-children-"))))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const logFile = () => path.join(folder, "child.log")
const start = (name: string, program: string) =>
  startChild({
    name,
    command: process.execPath,
    args: ["-e", program],
    cwd: folder,
    env: process.env,
    logFile: logFile(),
  })
const stays = "setInterval(() => {}, 1000); console.log('up')"
const untilUp = async (child: ReturnType<typeof start>) => {
  while (!child.lastLines().some((line) => line.includes("up"))) await new Promise((resolve) => setTimeout(resolve, 10))
}

describe("a child", () => {
  it("ends when asked to", async () => {
    const child = start("polite", stays)
    await untilUp(child)
    await child.stop()
    expect(await child.ended).toEqual({ code: null, signal: "SIGTERM" })
  })

  it("that does not listen is ended all the same, with what it started", async () => {
    const grandchild = `const { spawn } = require("node:child_process")
      const own = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"])
      process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log("up", own.pid)`
    const child = start("deaf", grandchild)
    await untilUp(child)
    const pid = Number(child.lastLines().at(-1)?.split(" ")[1])
    await child.stop(50)
    expect(child.hasEnded()).toBe(true)
    while (isAlive(pid) && !isZombie(pid)) await new Promise((resolve) => setTimeout(resolve, 10))
  })

  it("that cannot be started at all is a child that ended", async () => {
    const child = startChild({
      name: "none",
      command: "/no/such/program",
      args: [],
      cwd: folder,
      env: {},
      logFile: logFile(),
    })
    expect((await child.ended).code).toBe(127)
  })
})

/** In a container without an init process, nobody collects orphans: dead, they keep their number. */
function isZombie(pid: number): boolean {
  const file = `/proc/${pid}/stat`
  return fs.existsSync(file) && fs.readFileSync(file, "utf8").split(") ")[1]?.startsWith("Z") === true
}

describe("a household", () => {
  it("says which child crashed, with its last words", async () => {
    const household = createHousehold()
    household.add(start("Medusa", "console.error('no database'); process.exit(3)"), "medusa.log")
    await expect(household.crash).rejects.toThrow(/Medusa ended with exit code 3.*medusa\.log[^]*no database/)
  })

  it("stops everyone, and does not call that a crash", async () => {
    const household = createHousehold()
    const children = [start("one", stays), start("two", stays)]
    children.forEach((child) => household.add(child, logFile()))
    await Promise.all(children.map(untilUp))
    await household.stopAll()
    expect(children.every((child) => child.hasEnded())).toBe(true)
    const verdict = await Promise.race([household.crash, Promise.resolve("quiet")])
    expect(verdict).toBe("quiet")
  })
})
