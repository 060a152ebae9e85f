"""What Shopify's document says of cash tracking sessions, as a schema."""

from __future__ import annotations

from typing import Final

SCHEMA: Final = '''
"""A decimal number as a text."""
scalar Decimal
"""A time (ISO 8601)."""
scalar DateTime

interface Node { id: ID! }

type MoneyV2 { amount: Decimal! currencyCode: String! }
type MoneyBag { shopMoney: MoneyV2! presentmentMoney: MoneyV2! }
type Location implements Node { id: ID! name: String! }
type StaffMember implements Node { id: ID! name: String! }
type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }

"""Tracks an adjustment to the cash in a cash tracking session."""
type CashTrackingAdjustment implements Node {
  id: ID!
  cash: MoneyV2!
  note: String
  staffMember: StaffMember!
  time: DateTime!
}
type CashTrackingAdjustmentEdge { cursor: String! node: CashTrackingAdjustment! }
type CashTrackingAdjustmentConnection {
  edges: [CashTrackingAdjustmentEdge!]!
  nodes: [CashTrackingAdjustment!]!
  pageInfo: PageInfo!
}

type OrderTransaction implements Node {
  id: ID!
  kind: String!
  status: String!
  gateway: String
  test: Boolean!
  createdAt: DateTime
  processedAt: DateTime
  amountSet: MoneyBag!
}
type OrderTransactionEdge { cursor: String! node: OrderTransaction! }
type OrderTransactionConnection {
  edges: [OrderTransactionEdge!]!
  nodes: [OrderTransaction!]!
  pageInfo: PageInfo!
}

"""Tracks the balance in a cash drawer for a point of sale device over the course of a shift."""
type CashTrackingSession implements Node {
  "The adjustments made to the cash drawer during this session."
  adjustments(first: Int, after: String, last: Int, before: String): CashTrackingAdjustmentConnection!
  "Whether this session is tracking cash payments."
  cashTrackingEnabled: Boolean!
  "The cash transactions made during this session."
  cashTransactions(first: Int, after: String, last: Int, before: String): OrderTransactionConnection!
  "The counted cash balance when the session was closed."
  closingBalance: MoneyV2
  "The note entered when the session was closed."
  closingNote: String
  "The user who closed the session."
  closingStaffMember: StaffMember
  "When the session was closed."
  closingTime: DateTime
  "The expected balance at the end of the session or the expected current balance for open sessions."
  expectedBalance: MoneyV2!
  "The amount that was expected to be in the cash drawer at the end of the session."
  expectedClosingBalance: MoneyV2
  "The amount expected to be in the cash drawer based on the previous session."
  expectedOpeningBalance: MoneyV2!
  "A globally-unique ID."
  id: ID!
  "The location of the point of sale device during this session."
  location: Location
  "The net cash sales made for the duration of this cash tracking session."
  netCashSales: MoneyV2!
  "The counted cash balance when the session was opened."
  openingBalance: MoneyV2!
  "The note entered when the session was opened."
  openingNote: String
  "The user who opened the session."
  openingStaffMember: StaffMember
  "When the session was opened."
  openingTime: DateTime!
  "The register name for the point of sale device that this session is tracking cash for."
  registerName: String!
  "The sum of all adjustments made during the session, excluding the final adjustment."
  totalAdjustments: MoneyV2
  "The sum of all cash refunds for the duration of this cash tracking session."
  totalCashRefunds: MoneyV2!
  "The sum of all cash sales for the duration of this cash tracking session."
  totalCashSales: MoneyV2!
  "The total discrepancy for the session including starting and ending."
  totalDiscrepancy: MoneyV2
}
type CashTrackingSessionEdge { cursor: String! node: CashTrackingSession! }
type CashTrackingSessionConnection {
  edges: [CashTrackingSessionEdge!]!
  nodes: [CashTrackingSession!]!
  pageInfo: PageInfo!
}

enum CashTrackingSessionsSortKeys { ID OPENING_TIME_ASC OPENING_TIME_DESC CLOSING_TIME_ASC CLOSING_TIME_DESC }

type QueryRoot {
  "Lookup a cash tracking session by ID."
  cashTrackingSession(id: ID!): CashTrackingSession
  "Returns a shop's cash tracking sessions."
  cashTrackingSessions(
    first: Int
    after: String
    last: Int
    before: String
    reverse: Boolean = false
    sortKey: CashTrackingSessionsSortKeys = ID
  ): CashTrackingSessionConnection!
}

schema { query: QueryRoot }
'''
