import { ApiError } from '../responses/api-error.ts';
import type { Payouts } from '../payouts/payouts.ts';
import { PAYOUT_STATUSES, type PayoutStatus } from '../payouts/payout-codes.ts';
import { jsonResponse } from '../responses/json-response.ts';
import { fieldOf, refusal, type ControlRoute } from './control-route.ts';

/** `/_sandbox/payouts`: lists payouts, forbids them, changes a status. */
export function payoutControl(payouts: Payouts): readonly ControlRoute[] {
  const shown = () =>
    jsonResponse(200, {
      enabled: payouts.enabled,
      balance: payouts.balance(),
      items: payouts.all().map((payout) => payout.toJson(payouts.now)),
    });
  return [
    {
      method: 'GET',
      path: '/payouts',
      about: 'Every payout, the balance, and the permission to pay out.',
      answer: shown,
    },
    {
      method: 'PUT',
      path: '/payouts',
      about: '{"enabled": false} forbids payouts: creating one answers 403.',
      answer: (body) => {
        const enabled = fieldOf(body, 'enabled');
        if (typeof enabled !== 'boolean') return refusal(422, 'enabled: must be true or false');
        payouts.enabled = enabled;
        return shown();
      },
    },
    {
      method: 'POST',
      path: '/payouts/{id}/status',
      about: `{"status": …} changes a payout's status at once: ${Object.keys(PAYOUT_STATUSES).join(', ')}.`,
      answer: (body, id) => move(payouts, id, fieldOf(body, 'status')),
    },
  ];
}

function move(payouts: Payouts, id: string, status: unknown): Response {
  if (typeof status !== 'string' || !Object.hasOwn(PAYOUT_STATUSES, status)) {
    return refusal(422, `status: must be one of ${Object.keys(PAYOUT_STATUSES).join(', ')}`);
  }
  try {
    const payout = payouts.find(id);
    payout.become(status as PayoutStatus, payouts.now);
    return jsonResponse(200, payout.toJson(payouts.now));
  } catch (error) {
    if (error instanceof ApiError) return refusal(404, 'id: no such payout');
    throw error;
  }
}
