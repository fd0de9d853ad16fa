import { existsSync, statSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { pathToFileURL } from "node:url"
import type { Connector } from "../../connector"
import type { StandInModule } from "../../contract"

/** A module could not be used; the message says what to do. */
export class CannotLoad extends Error {
  override readonly name = "CannotLoad"
}

/** Finds things as a module in this folder would. */
export const resolverFrom = (folder: string) => createRequire(path.join(folder, "anyshelf-conformance.js")).resolve

/** The connector that a module exports: its default, or the one export that is a connector. */
export async function loadConnector(name: string, folder: string): Promise<Connector> {
  const exports = await load(name, folder)
  const found = Object.values(exports).filter(isConnector)
  const connector = found.find((each) => each === exports.default) ?? found[0]
  if (!connector)
    throw new CannotLoad(`${name} exports no connector: an object with id, configSchema, capabilities and open.`)
  if (new Set(found).size > 1 && !isConnector(exports.default))
    throw new CannotLoad(`${name} exports several connectors; make one of them the default export.`)
  return connector
}

/** The stand-in that a module exports: its default, or its `standIn`. */
export async function loadStandIn(name: string, folder: string): Promise<StandInModule> {
  const { default: usual, standIn } = await load(name, folder)
  const found = [standIn, usual].find(isStandIn)
  if (!found)
    throw new CannotLoad(`${name} exports no stand-in: an object with a name and open({ connector, without, seed }).`)
  return found
}

const isConnector = (value: unknown): value is Connector =>
  isObject(value) && typeof value.open === "function" && "configSchema" in value && "capabilities" in value

const isStandIn = (value: unknown): value is StandInModule =>
  isObject(value) && typeof value.open === "function" && typeof value.name === "string"

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null

type Exports = Readonly<Record<string, unknown>>

async function load(name: string, folder: string): Promise<Exports> {
  const file = locate(name, folder)
  const loaded = await evaluate(file, folder)
  // What CommonJS exports arrives as the default export of a module.
  return isObject(loaded.default) && "__esModule" in loaded.default ? { ...loaded, ...loaded.default } : loaded
}

async function evaluate(file: string, folder: string): Promise<Exports> {
  try {
    return (/\.[cm]?tsx?$/.test(file) ? await loadTypeScript(file, folder) : await import(urlOf(file))) as Exports
  } catch (cause) {
    if (cause instanceof CannotLoad) throw cause
    const [reason] = String(cause instanceof Error ? cause.message : cause).split("\n")
    throw new CannotLoad(`${file} was found, and fails while it is loaded: ${reason}`, { cause })
  }
}

const urlOf = (file: string) => pathToFileURL(file).href

function locate(name: string, folder: string): string {
  const isPath = /^[./]|^[a-z]:[\\/]/i.test(name)
  const file = path.resolve(folder, name)
  if (isPath && existsSync(file) && statSync(file).isFile()) return file
  for (const found of isPath ? ["index.ts", "index.mts", "src/index.ts"] : [])
    if (!existsSync(path.join(file, "package.json")) && existsSync(path.join(file, found)))
      return path.join(file, found)
  try {
    return resolverFrom(folder)(isPath ? file : name)
  } catch (cause) {
    throw new CannotLoad(`There is no module ${name} to be found from ${folder}. Is it built, or installed?`, { cause })
  }
}

/** By the tsx that is installed where the connector is, and by `require`: so there is one kit, not two. */
async function loadTypeScript(file: string, folder: string): Promise<unknown> {
  let api: string
  try {
    api = resolverFrom(folder)("tsx/cjs/api")
  } catch (cause) {
    throw new CannotLoad(`${file} is TypeScript: install tsx (npm i -D tsx), or name what you have built.`, { cause })
  }
  const tsx = (await import(urlOf(api))) as { require(file: string, from: string): unknown }
  return tsx.require(file, __filename)
}
