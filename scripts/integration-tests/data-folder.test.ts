import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { ensureDataFolder } from "../lib/data-folder.cjs"
import { fingerprint } from "../lib/fingerprint.cjs"
import { takeLock } from "../lib/lock.cjs"
import { readSecrets } from "../lib/secrets.cjs"

let folder: string
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "anyshelf-unit-"))))
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

describe("the data folder", () => {
  it("is made with all its parents", () => {
    const made = ensureDataFolder(path.join(folder, "a", "b"))
    expect(fs.existsSync(path.join(made, "logs"))).toBe(true)
  })

  it("that cannot be written to is refused with a remedy", () => {
    fs.writeFileSync(path.join(folder, "file"), "")
    expect(() => ensureDataFolder("/proc/no-such-folder")).toThrow(/cannot be written to/)
    expect(() => ensureDataFolder(path.join(folder, "file", "below"))).toThrow(
      /cannot be written to.*set ANYSHELF_DATA_DIR/
    )
  })
})

describe("secrets", () => {
  it("are the same at the next start, and nobody else's to read", () => {
    const first = readSecrets(folder, {})
    expect(readSecrets(folder, {})).toEqual(first)
    expect(first.gateway.length).toBeGreaterThanOrEqual(32)
    expect(fs.statSync(path.join(folder, "secrets.json")).mode & 0o077).toBe(0)
  })

  it("of the environment win and are never written down", () => {
    expect(readSecrets(folder, { SHOPIFY_ACCESS_TOKEN: "shpat_given" }).shopifyToken).toBe("shpat_given")
    expect(fs.readFileSync(path.join(folder, "secrets.json"), "utf8")).not.toContain("shpat_given")
  })
})

describe("a lock", () => {
  const lockFile = () => path.join(folder, "lock")

  it("held by a living process is refused, naming it", () => {
    fs.writeFileSync(lockFile(), String(process.ppid))
    expect(takeLock(lockFile())).toEqual({ heldBy: process.ppid })
  })

  it("left behind by a killed process is taken over", () => {
    fs.writeFileSync(lockFile(), "4194305")
    expect(takeLock(lockFile())).toHaveProperty("release")
  })
})

describe("a fingerprint", () => {
  const write = (name: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    fs.writeFileSync(path.join(folder, name), text)
  }
  const now = () => fingerprint(folder, ["src"])

  it("follows contents and names of sources, and nothing else", () => {
    write("src/a.ts", "1")
    const before = now()
    write("src/a.test.ts", "a test")
    write("src/node_modules/x.js", "a dependency")
    write("src/dist/a.js", "a build")
    fs.utimesSync(path.join(folder, "src/a.ts"), 0, 0)
    expect(now()).toBe(before)
    write("src/a.ts", "2")
    expect(now()).not.toBe(before)
    write("src/a.ts", "1")
    expect(now()).toBe(before)
    write("src/b.ts", "")
    expect(now()).not.toBe(before)
  })
})
