import { readArguments } from "./arguments"

describe("the command line", () => {
  it("understands an import with its options", () => {
    const given = ["import", "products", "a.csv", "--currency", "EUR", "--sales-channel", "Web"]
    expect(readArguments(given)).toEqual({ do: "import-products", file: "a.csv", currency: "EUR", salesChannel: "Web" })
  })

  it.each([
    [["doctor"], { do: "doctor", repair: false, json: false }],
    [["doctor", "--repair", "--json"], { do: "doctor", repair: true, json: true }],
    [["secrets", "rotate"], { do: "secrets-rotate" }],
    [["uninstall"], { do: "uninstall", yes: false, keepHistory: false }],
    [["uninstall", "--yes", "--keep-history"], { do: "uninstall", yes: true, keepHistory: true }],
    [["prove"], { do: "prove", short: false, json: false }],
    [["prove", "--short", "--seeds", "3"], { do: "prove", short: true, json: false, seeds: 3 }],
    [
      ["prove", "--json", "--database-url", "postgres://a@b/c"],
      { do: "prove", short: false, json: true, databaseUrl: "postgres://a@b/c" },
    ],
  ])("understands %j", (argv, command) => {
    expect(readArguments(argv)).toEqual(command)
  })

  it.each([[[]], [["--help"]], [["import", "products", "-h"]]])("explains itself for %j", (argv) => {
    expect(readArguments(argv)).toEqual({ do: "help" })
  })

  it.each([
    [["secrets"], 'There is no command "secrets"'],
    [["secrets", "rotate", "now"], 'There is no command "secrets rotate now"'],
    [["export"], 'There is no command "export"'],
    [["import", "products"], "Name the file"],
    [["import", "products", "a.csv", "b.csv"], "One file at a time"],
    [["import", "products", "a.csv", "--to", "nowhere"], "is no address"],
    [["import", "products", "a.csv", "--colour"], "--colour"],
    [["import"], 'There is no command "import"'],
    [["import", "products", "a.csv", "--yes"], "anyshelf import has no option --yes"],
    [["doctor", "--yes"], "anyshelf doctor has no option --yes"],
    [["doctor", "me"], "me is too much"],
    [["prove", "--seeds", "0"], "--seeds takes a number from 1 to 100"],
    [["prove", "--database-url", "http://here"], "begins with postgres://"],
    [["toString"], 'There is no command "toString"'],
  ])("refuses %j with a sentence that points to the help", (argv, sentence) => {
    const command = readArguments(argv)
    expect(command).toEqual({ do: "fail", sentence: expect.stringContaining(sentence) })
    expect(command).toEqual({ do: "fail", sentence: expect.stringContaining("anyshelf --help") })
  })
})
