import { readArguments } from "./arguments"

describe("the command line", () => {
  it("understands an import with its options", () => {
    const given = ["import", "products", "a.csv", "--currency", "EUR", "--sales-channel", "Web"]
    expect(readArguments(given)).toEqual({ do: "import-products", file: "a.csv", currency: "EUR", salesChannel: "Web" })
  })

  it.each([[[]], [["--help"]], [["import", "products", "-h"]]])("explains itself for %j", (argv) => {
    expect(readArguments(argv)).toEqual({ do: "help" })
  })

  it.each([
    [["export"], 'There is no command "export"'],
    [["import", "products"], "Name the file"],
    [["import", "products", "a.csv", "b.csv"], "One file at a time"],
    [["import", "products", "a.csv", "--to", "nowhere"], "is no address"],
    [["import", "products", "a.csv", "--colour"], "--colour"],
  ])("refuses %j with a sentence that points to the help", (argv, sentence) => {
    const command = readArguments(argv)
    expect(command).toEqual({ do: "fail", sentence: expect.stringContaining(sentence) })
    expect(command).toEqual({ do: "fail", sentence: expect.stringContaining("anyshelf --help") })
  })
})
