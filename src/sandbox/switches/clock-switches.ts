import { jsonReply } from '../answers/reply.ts';
import { fieldOf, refusal, type Switch } from './switch.ts';
import type { TurnedClock } from '../clock/turned-clock.ts';

/** Ten years: what daily subscriptions charge in them still fits into memory. */
export const LONGEST_TURN_MS = 10 * 366 * 86_400_000;

/** What a turn of the clock comes to. */
export function isTurn(ms: unknown): ms is number {
  return typeof ms === 'number' && Number.isInteger(ms) && ms >= 0 && ms <= LONGEST_TURN_MS;
}

/** `/_sandbox/clock`: the sandbox's own time, in milliseconds since the epoch. */
export function clockSwitches(clock: TurnedClock): readonly Switch[] {
  const shown = (fired: number) =>
    jsonReply(200, {
      now: clock.now(),
      time: new Date(clock.now()).toISOString(),
      turned: clock.turned,
      next: clock.next(),
      fired,
    });
  return [
    {
      method: 'GET',
      path: '/clock',
      about: 'The time, how far it was turned, and when the next thing is due.',
      answer: () => shown(0),
    },
    {
      method: 'POST',
      path: '/clock',
      about: '{"advance": ms} turns the clock on and does in order what falls due on the way.',
      answer: (body) => {
        const ms = fieldOf(body, 'advance');
        if (!isTurn(ms)) return refusal(422, `advance: must be an integer from 0 to ${LONGEST_TURN_MS}`);
        return shown(clock.advance(ms));
      },
    },
  ];
}
