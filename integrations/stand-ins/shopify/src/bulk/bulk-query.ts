import {
  getNamedType,
  Kind,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql"

const connectionsMax = 5
const depthMax = 2
/** Objects of the root that are looked at in one go. */
const pageSize = 250

/** A bulk query made ready to be asked page by page. */
export interface BulkQuery {
  readonly document: DocumentNode
  /** What the root connection is called in the answer. */
  readonly root: string
}

/** Why a query cannot be run in bulk, as a sentence, or the query with its root read page by page. */
export function bulkQuery(text: string, schema: GraphQLSchema): BulkQuery | string {
  const document = read(text, schema)
  if (typeof document === "string") return document
  const operation = document.definitions.find(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION
  )
  const [field, ...more] = operation?.selectionSet.selections ?? []
  if (operation?.operation !== "query" || field?.kind !== Kind.FIELD || more.length > 0)
    return "Bulk queries must have exactly one top-level field."
  const fault = connectionFault(document, schema)
  if (fault) return fault
  const type = schema.getQueryType()?.getFields()[field.name.value]
  if (!type || !getNamedType(type.type).name.endsWith("Connection"))
    return "Bulk queries must have a connection as their top-level field."
  return { document: paged(document, field), root: field.alias?.value ?? field.name.value }
}

function read(text: string, schema: GraphQLSchema): DocumentNode | string {
  try {
    const document = parse(text, { maxTokens: 20_000 })
    const [error] = validate(schema, document)
    return error ? `Invalid bulk query: ${error.message}` : document
  } catch (error) {
    return `Invalid bulk query: ${(error as Error).message}`
  }
}

function connectionFault(document: DocumentNode, schema: GraphQLSchema): string | null {
  const types = new TypeInfo(schema)
  let [count, depth, fault]: [number, number, string | null] = [0, 0, null]
  const isConnection = () => getNamedType(types.getType() ?? undefined)?.name.endsWith("Connection") ?? false
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        enter(node) {
          if (!isConnection()) return
          count++
          depth++
          if (depth > depthMax + 1) fault = `Bulk queries cannot nest connections more than ${depthMax} levels deep.`
          if (node.selectionSet && hasInner(node.selectionSet) && !selectsId(node.selectionSet))
            fault = "The parent 'node' field for a nested connection must select the 'id' field without an alias."
        },
        leave() {
          if (isConnection()) depth--
        },
      },
    })
  )
  if (count === 0) return "Bulk queries must contain at least one connection."
  return count > connectionsMax ? `Bulk queries cannot contain more than ${connectionsMax} connections.` : fault
}

const nodeSets = (set: SelectionSetNode): SelectionSetNode[] =>
  set.selections.flatMap((one) => {
    if (one.kind !== Kind.FIELD || !one.selectionSet) return []
    if (one.name.value === "edges") return nodeSets(one.selectionSet)
    return one.name.value === "node" || one.name.value === "nodes" ? [one.selectionSet] : []
  })

const fieldsOf = (set: SelectionSetNode): FieldNode[] =>
  set.selections.filter((one): one is FieldNode => one.kind === Kind.FIELD)

/** Whether an object of this connection leads to another connection, by itself or through an object within it. */
const hasInner = (set: SelectionSetNode): boolean => nodeSets(set).some(leadsOn)
const leadsOn = (set: SelectionSetNode): boolean =>
  fieldsOf(set).some(({ selectionSet }) => selectionSet && (nodeSets(selectionSet).length > 0 || leadsOn(selectionSet)))
const selectsId = (set: SelectionSetNode): boolean =>
  nodeSets(set).some((node) => fieldsOf(node).some(({ name, alias }) => name.value === "id" && !alias))

/** The same query with its root asked for a page, after a cursor that each page gives for the next. */
function paged(document: DocumentNode, root: FieldNode): DocumentNode {
  const argument = (name: string, value: object) => ({
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: name },
    value,
  })
  const rest = (root.arguments ?? []).filter(({ name }) => !["first", "last", "after", "before"].includes(name.value))
  const after = { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: cursorVariable } }
  const first = { kind: Kind.INT, value: String(pageSize) }
  const pageInfo = parse("{ bulkPage: pageInfo { endCursor hasNextPage } }").definitions[0] as OperationDefinitionNode
  const changed = {
    ...root,
    arguments: [...rest, argument("first", first), argument("after", after)],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [...(root.selectionSet?.selections ?? []), ...pageInfo.selectionSet.selections],
    },
  }
  const declared = parse(`query($${cursorVariable}: String) { x }`).definitions[0] as OperationDefinitionNode
  return visit(document, {
    OperationDefinition: (node) => ({ ...node, variableDefinitions: declared.variableDefinitions }),
    Field: (node) => (node === root ? changed : undefined),
  }) as DocumentNode
}

export const cursorVariable = "bulkCursor"
