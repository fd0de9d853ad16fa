import { execFile } from "node:child_process"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { promisify } from "node:util"

const root = path.resolve(__dirname, "../../../..")
const npm = promisify(execFile)
const medusa = ["@medusajs/cli", "@medusajs/framework", "@medusajs/medusa"]

/** A Medusa app that has never seen this repository: its own folder, its own `node_modules`, our packages as published. */
export interface FreshApp {
  readonly folder: string
  remove(): void
}

/**
 * Packs our packages and installs the tarballs into an empty app, as a merchant would.
 *
 * The app's lock file begins as ours, without the workspaces: npm then finds everything in its cache, and the app gets the
 * very versions that were tested.
 *
 * @param workspaces - folders of the packages to pack
 */
export async function createFreshApp(workspaces: readonly string[]): Promise<FreshApp> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "anyshelf-fresh-"))
  const dependencies = { ...(await pack(workspaces, folder)), ...medusaVersions() }
  writeJson(path.join(folder, "package.json"), { name: "fresh", version: "1.0.0", private: true, dependencies })
  writeJson(path.join(folder, "package-lock.json"), lockFor(dependencies))
  await npm("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: folder })
  return { folder, remove: () => fs.rmSync(folder, { recursive: true, force: true }) }
}

async function pack(workspaces: readonly string[], into: string): Promise<Record<string, string>> {
  const packed: Record<string, string> = {}
  for (const workspace of workspaces) {
    const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", into, "-w", workspace]
    const { stdout } = await npm("npm", args, { cwd: root, maxBuffer: 16 * 1024 * 1024 })
    // npm 11 gives a list, npm 12 an object by name.
    const [{ name, filename }] = Object.values(JSON.parse(stdout)) as [{ name: string; filename: string }]
    packed[name] = `file:${path.basename(filename)}`
  }
  return packed
}

function medusaVersions(): Record<string, string> {
  const { dependencies } = readJson<{ dependencies: Record<string, string> }>("examples/store/package.json")
  return Object.fromEntries(medusa.map((name) => [name, dependencies[name] ?? "latest"]))
}

type Lock = { lockfileVersion: number; packages: Record<string, { link?: boolean; resolved?: string }> }

function lockFor(dependencies: Record<string, string>): object {
  const { lockfileVersion, packages } = readJson<Lock>("package-lock.json")
  const installed = Object.entries(packages).filter(([name, { link }]) => name.startsWith("node_modules/") && !link)
  return {
    name: "fresh",
    version: "1.0.0",
    lockfileVersion,
    requires: true,
    packages: { "": { name: "fresh", version: "1.0.0", dependencies }, ...Object.fromEntries(installed) },
  }
}

const readJson = <T>(file: string) => JSON.parse(fs.readFileSync(path.join(root, file), "utf8")) as T
const writeJson = (file: string, value: object) => fs.writeFileSync(file, JSON.stringify(value, null, 2))
