import { formOf, withSecretsMarked } from "./config-form"

const schema = {
  type: "object",
  required: ["shop", "token"],
  properties: {
    shop: { type: "string", description: "The shop's domain." },
    token: { type: "string", default: "tell-no-one" },
    share: { type: "number", default: 0.5 },
    pos: { type: "boolean" },
    mode: { enum: ["live", "test"] },
    region: { anyOf: [{ const: "eu" }, { const: "us" }] },
    note: { anyOf: [{ type: "string" }, { type: "null" }] },
    places: { type: "object" },
  },
} as const

test("a form has a field for each property, in its own kind", () => {
  const form = formOf(schema, ["token"])
  expect(form.map(({ name, kind }) => `${name}: ${kind}`)).toEqual([
    "shop: text",
    "token: text",
    "share: number",
    "pos: boolean",
    "mode: choice",
    "region: choice",
    "note: text",
    "places: json",
  ])
  expect(form.find(({ name }) => name === "region")!.choices).toEqual(["eu", "us"])
  expect(form[0]).toMatchObject({ isRequired: true, isSecret: false, description: "The shop's domain." })
})

test("a secret is marked, and its default is told to nobody", () => {
  expect(formOf(schema, ["token"])[1]).toMatchObject({ isSecret: true, default: null })
  const marked = withSecretsMarked(schema, ["token"])
  expect(marked).toMatchObject({ properties: { token: { writeOnly: true }, share: { default: 0.5 } } })
  expect(JSON.stringify([formOf(schema, ["token"]), marked])).not.toContain("tell-no-one")
})
