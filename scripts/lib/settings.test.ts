import fs from "node:fs"
import path from "node:path"
import { assertPostgresMayEnter } from "./data-folder.cjs"
import { assertNode, supportsNode } from "./node-version.cjs"
import { helpText } from "./help.cjs"
import { secretVariables } from "./secrets.cjs"
import { readSettings, services } from "./settings.cjs"

const person = { isRoot: false, home: "/home/ada" }

describe("the Node that is needed", () => {
  it.each(["20.19.0", "20.20.2", "22.12.0", "22.30.1", "24.0.0", "26.1.0"])("%s is new enough", (version) => {
    expect(supportsNode(version)).toBe(true)
  })

  it.each(["18.20.0", "20.18.9", "21.7.3", "22.11.0", "23.5.0", "0.12.0"])("%s is refused", (version) => {
    expect(supportsNode(version)).toBe(false)
  })

  it("is refused with what to install", () => {
    expect(() => assertNode("18.20.0")).toThrow(/Node 18\.20\.0 cannot run Anyshelf; install Node 24/)
  })

  it("is the one that package.json declares", () => {
    const manifest = JSON.parse(fs.readFileSync(path.join(__dirname, "../../package.json"), "utf8"))
    expect(manifest.engines.node).toBe("^20.19.0 || ^22.12.0 || >=24.0.0")
  })
})

describe("settings", () => {
  it("need no environment at all", () => {
    expect(readSettings({}, person)).toEqual({
      ports: { gateway: 4000, connectors: 4100, standIns: 4200, medusa: 9000 },
      databaseUrl: null,
      dataDir: "/home/ada/.anyshelf",
    })
  })

  it("keep root's data where PostgreSQL's user may go", () => {
    expect(readSettings({}, { isRoot: true, home: "/root" }).dataDir).toBe("/var/lib/anyshelf")
  })

  it("take each port from its variable", () => {
    const env = Object.fromEntries(
      Object.values(services).map(({ variable }, index) => [variable, String(7000 + index)])
    )
    expect(Object.values(readSettings(env, person).ports)).toEqual([7000, 7001, 7002, 7003])
  })

  it.each(["0", "65536", "-1", "80.5", "http"])("refuse %p as a port, naming the variable", (port) => {
    expect(() => readSettings({ ANYSHELF_MEDUSA_PORT: port }, person)).toThrow(
      /ANYSHELF_MEDUSA_PORT.*between 1 and 65535/
    )
  })

  it("refuse one port for two services", () => {
    expect(() => readSettings({ ANYSHELF_MEDUSA_PORT: "4000" }, person)).toThrow(
      /both listen on 4000; set ANYSHELF_MEDUSA_PORT/
    )
  })
})

describe("the help", () => {
  it("names every variable", () => {
    const variables = [...Object.values(services).map(({ variable }) => variable), ...Object.values(secretVariables)]
    for (const variable of [...variables, "DATABASE_URL", "ANYSHELF_DATA_DIR"]) expect(helpText()).toContain(variable)
  })
})

describe("the data folder", () => {
  it("that PostgreSQL's user cannot walk to is refused for root", () => {
    const modeOf = (one: string) => (one === "/root" ? 0o700 : 0o755)
    expect(() => assertPostgresMayEnter("/root/data", modeOf)).toThrow(/may not enter \/root;/)
    expect(() => assertPostgresMayEnter("/var/lib/anyshelf", modeOf)).not.toThrow()
  })
})
