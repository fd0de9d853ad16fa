import path from "node:path"
import { compareMethods, compareParts, inventoryParity, methodsOf } from "./inventory-parity.cjs"

const parts = { models: ["item"], services: ["level"], repositories: [], migrations: ["Migration1"] }
const known = { ours: ["write_"], through: ["write"], unreachable: [], harmless: ["read"] }
const sources = "protected async write_(input: Input) {"

it("the installed Medusa and our override have not come apart", () => {
  expect(inventoryParity(path.resolve(__dirname, "../.."))).toEqual([])
}, 60_000)

describe("parts", () => {
  it("that both have are right, and so are migrations of our own and the service that we replace", () => {
    const ours = { ...parts, migrations: ["Migration1", "Migration2AnyshelfTables"] }
    expect(compareParts({ ...parts, services: ["inventory-module", "level"] }, ours)).toEqual([])
  })

  it.each(["models", "services", "repositories", "migrations"])("that Medusa adds to %s are named", (folder) => {
    const [sentence, ...others] = compareParts({ ...parts, [folder]: [...parts[folder as "models"], "New"] }, parts)
    expect(sentence).toContain(`@medusajs/inventory has ${folder}/New`)
    expect(sentence).toContain(`re-export it from plugin/src/inventory/${folder}/New.ts`)
    expect(others).toEqual([])
  })

  it("that Medusa gives up are named", () => {
    expect(compareParts({ ...parts, models: [] }, parts)).toEqual([expect.stringContaining("models/item carries what")])
  })
})

describe("methods", () => {
  const methods = ["read", "write", "write_"]

  it("that were read and are overridden are right", () => {
    expect(compareMethods(methods, known, sources)).toEqual([])
  })

  it("that are new have to be read", () => {
    expect(compareMethods([...methods, "transferInventory"], known, sources)).toEqual([
      expect.stringContaining("a new method transferInventory: read what it writes"),
    ])
  })

  it("that are gone may have a successor", () => {
    expect(compareMethods(["write", "write_"], known, sources)).toEqual([
      expect.stringContaining("no method read any more"),
    ])
  })

  it.each(["", "// write_(", "private async rewrite_(", "async write_("])(
    "that %j does not override are named",
    (text) => {
      expect(compareMethods(methods, known, text)).toEqual([expect.stringContaining("overrides write_ no more")])
    }
  )

  it("are those of the whole chain, and getters are none", () => {
    class Base {
      read() {}
    }
    class Service extends Base {
      get size() {
        return 1
      }
      write() {}
    }
    expect(methodsOf(Service.prototype)).toEqual(["read", "write"])
  })
})
