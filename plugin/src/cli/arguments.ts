import { parseArgs } from "node:util"

/** What somebody asked on the command line. */
export type Command =
  | { readonly do: "help" }
  | { readonly do: "fail"; readonly sentence: string }
  | {
      readonly do: "import-products"
      readonly file: string
      readonly to?: string
      readonly salesChannel?: string
      readonly currency?: string
    }
  | { readonly do: "doctor"; readonly repair: boolean; readonly json: boolean }
  | { readonly do: "secrets-rotate" }
  | { readonly do: "uninstall"; readonly yes: boolean; readonly keepHistory: boolean }
  | {
      readonly do: "prove"
      readonly short: boolean
      readonly json: boolean
      readonly seeds?: number
      readonly databaseUrl?: string
    }

export const help = `anyshelf: tools for a Medusa app with @anyshelf/plugin

  anyshelf import products <file.csv>    import a Shopify product export into this app
      --sales-channel <id or name>       where the products are sold; default: the store's own
      --currency <EUR>                   what the file's prices are in; default: the store's own
      --to <url>                         send them to a stand-in shop instead, for example http://127.0.0.1:4200

  anyshelf doctor                        look whether stock, ledger, reservations and orders agree; changes nothing
      --repair                           put right what needs nobody's decision, by movements that say why
      --json                             print the report for scripts; progress goes to standard error
                                         ends with 0: healthy, 1: something is wrong, 2: could not look

  anyshelf secrets rotate                seal the secrets of all channels anew, with the first key of ANYSHELF_SECRETS_KEY
                                         ends with 0: all are sealed with it, 1: some could not be opened, 2: could not look

  anyshelf uninstall                     show what removing Anyshelf from the database would do
      --yes                              do it: stock goes back to Medusa's own module, nothing is lost
      --keep-history                     keep our tables, the ledger among them, in a schema of their own

  anyshelf prove                         prove on a scratch database, never the shop's, that no unit is sold twice
      --short                            one storm of three minutes at most, instead of five long ones
      --seeds <n>                        how many storms, 1 to 100
      --json                             print the verdict for scripts
      --database-url <postgres://…>      make the scratch database on this server, instead of starting one
                                         ends with 0: PASS, 1: FAIL, 2: could not be told

  anyshelf prove channels                run the channels' engine through bad days in virtual time; --help says what else

  anyshelf --help                        this

Run it in the folder of the app; doctor, secrets and uninstall take DATABASE_URL, if it is set, in place of the app's configuration.`

const options = {
  help: { type: "boolean", short: "h" },
  to: { type: "string" },
  "sales-channel": { type: "string" },
  currency: { type: "string" },
  repair: { type: "boolean" },
  json: { type: "boolean" },
  yes: { type: "boolean" },
  "keep-history": { type: "boolean" },
  short: { type: "boolean" },
  seeds: { type: "string" },
  "database-url": { type: "string" },
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>["values"]

/** Which options each command knows. */
const known = {
  import: ["to", "sales-channel", "currency"],
  doctor: ["repair", "json"],
  uninstall: ["yes", "keep-history"],
  secrets: [],
  prove: ["short", "seeds", "json", "database-url"],
} as const satisfies Record<string, readonly (keyof typeof options)[]>

/** Understands a command line, or says what is wrong with it. */
export function readArguments(argv: readonly string[]): Command {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
    if (values.help || positionals.length === 0) return { do: "help" }
    const [verb = "", ...rest] = positionals
    if (!isKnown(verb)) return fail(`There is no command "${positionals.join(" ")}".`)
    const stray = Object.keys(values).find((name) => !(known[verb] as readonly string[]).includes(name))
    if (stray !== undefined) return fail(`anyshelf ${verb} has no option --${stray}.`)
    if (verb === "import") return readImport(rest, values)
    if (verb === "secrets") return readSecrets(rest)
    if (rest.length > 0) return fail(`anyshelf ${verb} takes options only: ${rest.join(" ")} is too much.`)
    if (verb === "prove") return readProve(values)
    if (verb === "doctor") return { do: "doctor", repair: values.repair ?? false, json: values.json ?? false }
    return { do: "uninstall", yes: values.yes ?? false, keepHistory: values["keep-history"] ?? false }
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}

function readImport([noun, file, ...rest]: readonly string[], values: Values): Command {
  if (noun !== "products") return fail(`There is no command "${["import", noun].join(" ").trim()}".`)
  if (!file) return fail("Name the file: anyshelf import products <file.csv>.")
  if (rest.length > 0) return fail(`One file at a time, please: ${rest.join(" ")} is too much.`)
  if (values.to !== undefined && !URL.canParse(values.to))
    return fail(`"${values.to}" is no address like http://127.0.0.1:4200.`)
  return {
    do: "import-products",
    file,
    ...(values.to === undefined ? {} : { to: values.to }),
    ...(values["sales-channel"] === undefined ? {} : { salesChannel: values["sales-channel"] }),
    ...(values.currency === undefined ? {} : { currency: values.currency }),
  }
}

function readSecrets(rest: readonly string[]): Command {
  if (rest.length === 1 && rest[0] === "rotate") return { do: "secrets-rotate" }
  return fail(`There is no command "${["secrets", ...rest].join(" ")}".`)
}

function readProve({ short = false, json = false, seeds, "database-url": url }: Values): Command {
  if (seeds !== undefined && !/^([1-9]\d?|100)$/.test(seeds))
    return fail(`--seeds takes a number from 1 to 100, not "${seeds}".`)
  if (url !== undefined && !/^postgres(ql)?:\/\//.test(url)) return fail("--database-url begins with postgres://.")
  return {
    do: "prove",
    short,
    json,
    ...(seeds === undefined ? {} : { seeds: Number(seeds) }),
    ...(url === undefined ? {} : { databaseUrl: url }),
  }
}

const isKnown = (verb: string): verb is keyof typeof known => Object.hasOwn(known, verb)

const fail = (sentence: string): Command => ({ do: "fail", sentence: `${sentence} See anyshelf --help.` })
