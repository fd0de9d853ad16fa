import { readdirSync } from "node:fs"
import { dirname, join } from "node:path"

const core = dirname(require.resolve("@medusajs/inventory"))
const ours = join(__dirname, "../../src/inventory")

const names = (folder: string) =>
  readdirSync(folder)
    .filter((file) => /\.(js|ts)$/.test(file) && !file.endsWith(".d.ts") && !file.startsWith("index."))
    .map((file) => file.replace(/\.(js|ts)$/, ""))
    .sort()

/**
 * Medusa's loader finds a module's parts by the files beside its index. What a new Medusa adds must be added here too,
 * or it would be missing in silence.
 */
describe("our module has every part of core's", () => {
  // The service of the module itself is what we replace.
  const replaced = ["inventory-module"]

  it.each(["models", "services", "repositories"])("%s", (folder) => {
    const expected = names(join(core, folder)).filter((name) => !replaced.includes(name))
    expect(names(join(ours, folder))).toEqual(expected)
  })

  it("migrations, and ours after them", () => {
    const all = names(join(ours, "migrations"))
    const own = all.filter((name) => name.includes("Anyshelf"))
    const cores = names(join(core, "migrations"))
    expect(all.filter((name) => !own.includes(name))).toEqual(cores)
    expect(own.length).toBeGreaterThan(0)
  })

  it.each(["models", "services", "repositories", "migrations"])("%s are the very same", (folder) => {
    for (const name of names(join(core, folder)).filter((each) => !replaced.includes(each))) {
      expect(Object.values(jest.requireActual<object>(join(ours, folder, name)))[0]).toBe(
        Object.values(jest.requireActual<object>(join(core, folder, name)))[0]
      )
    }
  })
})
