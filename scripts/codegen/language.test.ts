import { composeServices as composeWithApollo } from "@apollo/composition"
import { buildSchema, type DocumentNode, Kind, lexicographicSortSchema, print, printSchema, visit } from "graphql"

const { readSubgraph, subgraphUrls } = jest.requireActual<{
  readSubgraph(name: string): DocumentNode
  subgraphUrls: Record<string, string>
}>("./subgraphs.cjs")
const { compose } = jest.requireActual<{ compose(): { supergraphSdl: string; publicSdl: string } }>("./compose.cjs")

const asApi = (sdl: string) => printSchema(lexicographicSortSchema(buildSchema(sdl, { assumeValidSDL: true })))

describe("the public language", () => {
  it.each(Object.keys(subgraphUrls))("describes every type, field and value of the %s subgraph", (name) => {
    const silent: string[] = []
    let owner = ""
    const check = (node: { name: { value: string }; description?: unknown }, path: string) => {
      if (!node.description) silent.push(path)
    }
    const type = (node: { name: { value: string }; description?: unknown }) => {
      owner = node.name.value
      if (owner !== "Query") check(node, owner)
    }
    visit(readSubgraph(name), {
      [Kind.OBJECT_TYPE_DEFINITION]: type,
      [Kind.INTERFACE_TYPE_DEFINITION]: type,
      [Kind.UNION_TYPE_DEFINITION]: type,
      [Kind.ENUM_TYPE_DEFINITION]: type,
      [Kind.INPUT_OBJECT_TYPE_DEFINITION]: type,
      [Kind.SCALAR_TYPE_DEFINITION]: type,
      [Kind.OBJECT_TYPE_EXTENSION]: (node) => void (owner = node.name.value),
      [Kind.FIELD_DEFINITION]: (node) => check(node, `${owner}.${node.name.value}`),
      [Kind.ENUM_VALUE_DEFINITION]: (node) => check(node, `${owner}.${node.name.value}`),
    })
    expect(silent).toEqual([])
  })

  it("composes to the same API with the library we ship and with Apollo's own", () => {
    const services = Object.entries(subgraphUrls).map(([name, url]) => ({ name, url, typeDefs: readSubgraph(name) }))
    const theirs = composeWithApollo(services)
    expect(theirs.errors).toBeUndefined()
    expect(asApi(compose().publicSdl)).toBe(asApi(print(theirs.schema!.toAPISchema().toAST())))
  })
})
