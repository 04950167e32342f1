import type { Director } from '../scenario/director.ts';
import { MAGIC_AMOUNTS } from '../scenario/magic-amounts.ts';
import { jsonReply } from '../answers/reply.ts';
import { FAULT_SCENARIOS, SCENARIOS } from '../scenario/scenario.ts';
import { fieldOf, refusal, type Switch } from './switch.ts';

/** `/_sandbox/scenario`: what is played. */
export function scenarioSwitches(director: Director): readonly Switch[] {
  const shown = () =>
    jsonReply(200, {
      scenario: director.scenario,
      scenarios: SCENARIOS,
      faults: FAULT_SCENARIOS,
      magicAmounts: director.magicAmounts ? MAGIC_AMOUNTS : null,
    });
  return [
    {
      method: 'GET',
      path: '/scenario',
      about: 'The scenario in force, every name there is, and the magic amounts if they are on.',
      answer: shown,
    },
    {
      method: 'PUT',
      path: '/scenario',
      about: '{"scenario": name or script} starts a scenario; payments that exist keep theirs.',
      answer: (body) => {
        const wanted = fieldOf(body, 'scenario');
        if (wanted === undefined) return refusal(422, 'scenario: is missing: give a name or a script');
        try {
          director.scenario = wanted;
          return shown();
        } catch (error) {
          if (error instanceof TypeError) return refusal(422, `scenario: ${error.message}`);
          throw error;
        }
      },
    },
  ];
}
