import {
  execute,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql"
import type { Bucket } from "./bucket"
import type { RequestContext } from "./context"
import { priceOf } from "./cost"
import type { Counters } from "./counters"
import { NotImplemented, VendorError } from "./errors"
import { mutationRoot } from "./mutation-root"
import { queryRoot } from "./query-root"
import { resolveField } from "./resolve"
import type { VendorSchema } from "./vendor-schema"

export interface AdminRequest {
  readonly query: string
  readonly variables?: Record<string, unknown> | null
  readonly operationName?: string | null
}

export interface AdminAnswer {
  /** 200 for everything Shopify answers; 500 when the stand-in's own answer was not one Shopify could give. */
  readonly status: number
  readonly body: Record<string, unknown>
}

export interface Limits {
  readonly bucket: Bucket
  /** Points that one request may cost at most. */
  readonly requestMax: number
  readonly counters: Counters
}

interface Prepared {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly variables: Record<string, unknown>
}

/** Answers one GraphQL request as Shopify would: read, checked, priced, let through or held off, executed. */
export async function answer(request: AdminRequest, context: RequestContext, limits: Limits): Promise<AdminAnswer> {
  const prepared = prepare(request, context)
  if ("errors" in prepared) return { status: 200, body: { errors: prepared.errors } }
  const { schema } = context.vendor
  const price = priceOf(schema, prepared.document, prepared.operation, prepared.variables)
  const refused = admit(price, limits, context)
  if (refused) return refused
  const result = await run(request, prepared, context)
  const actual = Math.min(
    price,
    priceOf(schema, prepared.document, prepared.operation, prepared.variables, result.data ?? {})
  )
  limits.bucket.giveBack(price - actual)
  return judge(result, limits, {
    requestedQueryCost: price,
    actualQueryCost: actual,
    throttleStatus: limits.bucket.status(),
  })
}

interface Unfit {
  readonly errors: readonly GraphQLError[]
}

/** The request made ready, or why it cannot be executed. */
function prepare(request: AdminRequest, context: RequestContext): Prepared | Unfit {
  const read = readDocument(request.query, context.vendor)
  if ("errors" in read) return read
  const operation = getOperationAST(read.document, request.operationName)
  if (!operation) return { errors: [new VendorError("An operation name is required", "BAD_REQUEST")] }
  const definitions = operation.variableDefinitions ?? []
  const { coerced, errors } = getVariableValues(context.vendor.schema, definitions, request.variables ?? {})
  if (errors) return { errors: errors.map((error) => new VendorError(error.message, "INVALID_VARIABLE")) }
  return { document: read.document, operation, variables: coerced }
}

type Read = { readonly document: DocumentNode } | Unfit

/** Documents seen before, read and checked: clients send the same few, and checking one takes some 10 ms. */
const seen = new Map<string, Read>()
const seenMax = 500

function readDocument(query: string, { schema, version }: VendorSchema): Read {
  const key = `${version} ${query}`
  const known = seen.get(key)
  if (known) return known
  const read = checkDocument(query, schema)
  seen.set(key, read)
  const oldest = seen.keys().next().value
  if (seen.size > seenMax && oldest !== undefined) seen.delete(oldest)
  return read
}

function checkDocument(query: string, schema: GraphQLSchema): Read {
  try {
    const document = parse(query, { maxTokens: 20_000 })
    const errors = validate(schema, document)
    return errors.length > 0 ? { errors } : { document }
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] }
    throw error
  }
}

/** Null when the request may go on. */
function admit(price: number, { bucket, requestMax, counters }: Limits, { store }: RequestContext): AdminAnswer | null {
  if (price > requestMax && store.keeps("cost-1000")) return tooDear(price, requestMax)
  if (bucket.take(price)) return null
  counters.sentOverLimit++
  if (!store.keeps("throttled-200")) return null
  counters.throttled++
  return { status: 200, body: throttledBody(bucket, price) }
}

/** Shopify's own body, with HTTP 200: a client that looks at the status alone takes it for success. */
export const throttledBody = (bucket: Bucket, price: number): Record<string, unknown> => ({
  errors: [
    {
      message: "Throttled",
      extensions: { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" },
    },
  ],
  extensions: { cost: { requestedQueryCost: price, actualQueryCost: null, throttleStatus: bucket.status() } },
})

function tooDear(cost: number, maxCost: number): AdminAnswer {
  const message = `Query cost is ${cost}, which exceeds the single query max cost limit (${maxCost}).`
  const documentation = "https://shopify.dev/api/usage/rate-limits"
  return {
    status: 200,
    body: { errors: [{ message, extensions: { code: "MAX_COST_EXCEEDED", cost, maxCost, documentation } }] },
  }
}

async function run(request: AdminRequest, { document }: Prepared, context: RequestContext): Promise<ExecutionResult> {
  return execute({
    schema: context.vendor.schema,
    document,
    rootValue: { ...queryRoot, ...mutationRoot },
    contextValue: context,
    variableValues: request.variables ?? {},
    operationName: request.operationName ?? null,
    fieldResolver: resolveField,
  })
}

/** Tells Shopify's own errors from the stand-in's: those it must not pass off as an answer. */
function judge(result: ExecutionResult, { counters }: Limits, cost: Record<string, unknown>): AdminAnswer {
  const errors = result.errors ?? []
  const missing = errors.find((error) => error.originalError instanceof NotImplemented)
  if (missing) {
    counters.notImplemented++
    return { status: 501, body: { errors: [missing] } }
  }
  const lies = errors.filter((error) => error.path && !(error.originalError instanceof VendorError))
  if (lies.length > 0) {
    counters.standInLied++
    const message = `The Shopify stand-in lied: ${lies.map((error) => `${error.path?.join(".")}: ${error.message}`).join("; ")}`
    return { status: 500, body: { errors: [{ message, extensions: { code: "STAND_IN_LIED" } }] } }
  }
  const body = { ...(errors.length > 0 && { errors }), data: result.data ?? null, extensions: { cost } }
  return { status: 200, body }
}
