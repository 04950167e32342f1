import { jsonResponse } from '../responses/json-response.ts';
import { fieldOf, refusal, type ControlRoute } from './control-route.ts';
import type { AdjustableClock } from '../clock/adjustable-clock.ts';

/** Ten years. The charges of daily subscriptions in this time still fit into memory. */
export const LONGEST_ADVANCE_MS = 10 * 366 * 86_400_000;

/** True for a number of milliseconds that the clock can advance by. */
export function isAdvance(ms: unknown): ms is number {
  return typeof ms === 'number' && Number.isInteger(ms) && ms >= 0 && ms <= LONGEST_ADVANCE_MS;
}

/** `/_sandbox/clock`: the sandbox's own time, in milliseconds since the epoch. */
export function clockControl(clock: AdjustableClock): readonly ControlRoute[] {
  const shown = (fired: number) =>
    jsonResponse(200, {
      now: clock.now(),
      time: new Date(clock.now()).toISOString(),
      turned: clock.advanced,
      next: clock.next(),
      fired,
    });
  return [
    {
      method: 'GET',
      path: '/clock',
      about: 'The time, the milliseconds it was advanced, and the moment of the next timer.',
      answer: () => shown(0),
    },
    {
      method: 'POST',
      path: '/clock',
      about: '{"advance": ms} moves the clock forward and runs the timers that become due, in order.',
      answer: (body) => {
        const ms = fieldOf(body, 'advance');
        if (!isAdvance(ms))
          return refusal(422, `advance: must be an integer from 0 to ${LONGEST_ADVANCE_MS}`);
        return shown(clock.advance(ms));
      },
    },
  ];
}
