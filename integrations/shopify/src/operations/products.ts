import type {
  ProductByIdentifierQuery,
  ProductByIdentifierQueryVariables,
  PublicationsQuery,
  PublicationsQueryVariables,
  PublishMutation,
  PublishMutationVariables,
  SetProductMutation,
  SetProductMutationVariables,
} from "../generated/admin"
import { mutation, query } from "../operation"

const shape = /* GraphQL */ `
  fragment ProductShape on Product {
    id
    status
    variants(first: 100) {
      nodes {
        id
        sku
        selectedOptions {
          name
          value
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`

/** A product as it stands, looked at before it is written: what is left out of a write is deleted. */
export const productByIdentifier = query<ProductByIdentifierQuery, ProductByIdentifierQueryVariables>(/* GraphQL */ `
  query ProductByIdentifier($identifier: ProductIdentifierInput!) {
    productByIdentifier(identifier: $identifier) {
      ...ProductShape
      media(first: 50) {
        nodes {
          id
          ... on MediaImage {
            image {
              url
            }
          }
        }
      }
    }
    shop {
      currencyCode
    }
  }
  ${shape}
`)

export const setProduct = mutation<SetProductMutation, SetProductMutationVariables>(/* GraphQL */ `
  mutation SetProduct($identifier: ProductSetIdentifiers, $input: ProductSetInput!) {
    productSet(identifier: $identifier, input: $input, synchronous: true) {
      product {
        ...ProductShape
      }
      userErrors {
        code
        field
        message
      }
    }
  }
  ${shape}
`)

/**
 * The shop's own sales channels: its online store, its tills. `name` is deprecated in favour of the title of a catalogue, which may
 * be missing and is not what the merchant sees.
 */
export const publications = query<PublicationsQuery, PublicationsQueryVariables>(/* GraphQL */ `
  query Publications($first: Int!) {
    publications(first: $first) {
      nodes {
        id
        name
      }
    }
  }
`)

export const publish = mutation<PublishMutation, PublishMutationVariables>(/* GraphQL */ `
  mutation Publish($id: ID!, $to: [PublicationInput!]!) {
    publishablePublish(id: $id, input: $to) {
      userErrors {
        field
        message
      }
    }
  }
`)
