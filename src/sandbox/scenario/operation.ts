/** The 22 operations of the API, by the names that scripts use. */
export const OPERATIONS = [
  'create',
  'list',
  'get',
  'capture',
  'release',
  'refund',
  'receipt',
  'subscriptions',
  'unsubscribe',
  'askCallback',
  'balances',
  'payoutList',
  'payoutCreate',
  'payoutBulk',
  'payoutStatistics',
  'payoutCurrencies',
  'payoutTypes',
  'payoutStatuses',
  'payoutByExternalId',
  'payoutGet',
  'payoutUpdate',
  'payoutCancel',
] as const;

export type Operation = (typeof OPERATIONS)[number];
