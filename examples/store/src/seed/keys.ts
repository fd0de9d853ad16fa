import fs from "node:fs"

/** What a person or a test needs to ask this store. Kept beside the database, readable by its owner only. */
export interface Keys {
  /** The web shop's publishable key. */
  readonly publishable: string
  /** The staff's secret key, and Medusa's id of it. */
  readonly secret: string
  readonly secretId: string
  readonly adminEmail: string
  /** A product to ask for first. */
  readonly handle: string
}

/** The keys noted down last time; null when there are none, or the file is not whole. */
export function readKeys(file: string): Keys | null {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as Keys
  } catch {
    return null
  }
}

/** Notes the keys down. Written aside and renamed, so that a crash leaves the old file or the new one. */
export function writeKeys(file: string, keys: Keys): void {
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 })
  fs.renameSync(`${file}.new`, file)
}
