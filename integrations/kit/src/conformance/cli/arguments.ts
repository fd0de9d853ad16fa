import { parseArgs } from "node:util"
import { areas } from "../../contract"

const parts = [...areas, "import", "simulator"]

export const help = `anyshelf-conformance: holds a connector against the laws, on a stand-in of its channel.

  anyshelf-conformance <connector> --stand-in <stand-in> [options]

  <connector>          a file, a folder or a package that exports a connector
  --stand-in <module>  a file, a folder or a package that exports a stand-in (default export, or \`standIn\`)
  --only <part>        ${parts.join(", ")}
  --mutants            plants one bug at a time, and tells which was noticed by whom
  --junit <file>       writes the report as JUnit XML as well
  --seed <n>           for whatever is left to chance (default 1)
  --verbose            names what was kept, too
  --help

  Exit code: 0 when all is well, 1 when a law is broken or a planted bug was not noticed,
  2 when the command cannot be understood or a module not be loaded, 3 when a part that was asked for is not there.`

/** What was asked for. */
export type Asked =
  | { readonly do: "help" }
  | { readonly do: "fail"; readonly sentence: string }
  | {
      readonly do: "conform"
      readonly connector: string
      readonly standIn: string
      readonly only: string | undefined
      readonly junit: string | undefined
      readonly seed: number
      readonly mutants: boolean
      readonly verbose: boolean
    }

export function readArguments(argv: readonly string[]): Asked {
  try {
    return understand(argv)
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}

function understand(argv: readonly string[]): Asked {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      "stand-in": { type: "string" },
      only: { type: "string" },
      junit: { type: "string" },
      seed: { type: "string", default: "1" },
      mutants: { type: "boolean", default: false },
      verbose: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  })
  if (values.help) return { do: "help" }
  const [connector, ...more] = positionals
  if (connector === undefined) return fail("Name the connector to try.")
  if (more.length > 0) return fail(`Only one connector at a time: what is ${more.join(" ")}?`)
  const { "stand-in": standIn, only, junit, seed, mutants, verbose } = values
  if (standIn === undefined) return fail("Name the stand-in to try it on with --stand-in.")
  if (only !== undefined && !parts.includes(only))
    return fail(`There is no part "${only}"; there are ${parts.join(", ")}.`)
  if (!/^\d{1,9}$/.test(seed)) return fail(`A seed is a whole number, not "${seed}".`)
  return { do: "conform", connector, standIn, only, junit, seed: Number(seed), mutants, verbose }
}

const fail = (sentence: string): Asked => ({ do: "fail", sentence: `${sentence}\n\n${help}` })
