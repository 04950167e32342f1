/** The names of the 22 API operations in scripts. */
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

/** One of `OPERATIONS`. */
export type Operation = (typeof OPERATIONS)[number];
