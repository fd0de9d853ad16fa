import { assertDatabaseUrl, explainRefusal, withoutPassword } from "./database.cjs"

const url = "postgres://ada:s3cret@db.example:5433/shop"

describe("a database URL that cannot be used", () => {
  it.each([
    ["shop", "is not a URL"],
    ["mysql://ada@db/shop", "does not begin with postgres://"],
    ["postgres://ada@db", "names no database"],
    ["postgres://ada@db/", "names no database"],
  ])("%p is refused: %s", (given, why) => {
    expect(() => assertDatabaseUrl(given)).toThrow(why)
  })

  it.each([
    ["3D000", 'database "shop", which does not exist at db.example:5433; create it'],
    ["28P01", 'refuses the user "ada"; correct'],
    ["28000", 'refuses the user "ada"; correct'],
    ["ECONNREFUSED", "No PostgreSQL answers at db.example:5433"],
    ["ENOTFOUND", "No PostgreSQL answers at db.example:5433"],
  ])("%s is explained with a remedy and without the password", (code, sentence) => {
    const explained = explainRefusal({ code, message: "…" }, url)
    expect(explained).toContain(sentence)
    expect(explained).not.toContain("s3cret")
  })

  it("says time-out where nothing answers in time", () => {
    expect(explainRefusal({ message: "timeout expired" }, url)).toContain("time-out")
  })
})

it("is shown without its password", () => {
  expect(withoutPassword(url)).toBe("postgres://ada:…@db.example:5433/shop")
  expect(withoutPassword("postgres://db.example/shop?user=ada&password=s3cret")).not.toContain("s3cret")
  expect(withoutPassword("not a url, s3cret")).toBe("DATABASE_URL")
})
