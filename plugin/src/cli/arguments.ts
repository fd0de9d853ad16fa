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

export const help = `anyshelf: tools for a Medusa app with @anyshelf/plugin

  anyshelf import products <file.csv>    import a Shopify product export into this app
      --sales-channel <id or name>       where the products are sold; default: the store's own
      --currency <EUR>                   what the file's prices are in; default: the store's own
      --to <url>                         send them to a stand-in shop instead, for example http://127.0.0.1:4200

  anyshelf --help                        this

Run it in the folder of the app. A second run changes nothing; bad rows are told with their line, the rest is imported.`

const options = {
  help: { type: "boolean", short: "h" },
  to: { type: "string" },
  "sales-channel": { type: "string" },
  currency: { type: "string" },
} as const

/** Understands a command line, or says what is wrong with it. */
export function readArguments(argv: readonly string[]): Command {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
    if (values.help || positionals.length === 0) return { do: "help" }
    const [verb, noun, file, ...rest] = positionals
    if (verb !== "import" || noun !== "products") return fail(`There is no command "${positionals.join(" ")}".`)
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
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}

const fail = (sentence: string): Command => ({ do: "fail", sentence: `${sentence} See anyshelf --help.` })
