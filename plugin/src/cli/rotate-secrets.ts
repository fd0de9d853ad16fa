import { CouldNotRun } from "../inventory/doctor/could-not-run"
import { rotateSecrets, type Rotation } from "../modules/channels/connections/rotation/rotate-secrets"
import { sqlOn } from "../modules/channels/sql"
import { keyringOf, noKeyRemedy, type Keyring } from "../secrets/keyring"
import { say } from "./say"
import { openShopDatabase } from "./shop-database"

/**
 * Seals the secrets of this folder's shop with the first key of ANYSHELF_SECRETS_KEY; the result is the exit code: 0 all are sealed
 * with it, 1 some could not be opened, 2 could not look.
 */
export async function rotateSecretsCommand(directory = process.cwd()): Promise<number> {
  try {
    const { knex, name } = await openShopDatabase(directory)
    try {
      const rotation = await rotateSecrets(sqlOn(knex as Parameters<typeof sqlOn>[0]), keyringOfEnvironment())
      return say(describe(rotation, name), rotation.failed.length > 0 ? 1 : 0)
    } finally {
      await knex.destroy()
    }
  } catch (error) {
    return say(error instanceof Error ? error.message : String(error), 2)
  }
}

function keyringOfEnvironment(): Keyring {
  const keyring = keyringOf(process.env["ANYSHELF_SECRETS_KEY"])
  if (!keyring.canSeal) throw new CouldNotRun(noKeyRemedy)
  return keyring
}

function describe({ rotated, current, failed }: Rotation, name: string): string {
  const counts = `${rotated.length} sealed anew, ${current.length} had the first key already, ${failed.length} could not be opened.`
  const failures = failed.map(({ id, reason }) => `  ${id}: ${reason}`)
  const next =
    failed.length > 0 ? [] : ["The keys behind the first one are needed no more, once every process has the first."]
  return [`Secrets of the channels in ${name}: ${counts}`, ...failures, ...next].join("\n")
}
