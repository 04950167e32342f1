import type { ScenarioPlayer } from '../scenario/scenario-player.ts';
import { MAGIC_AMOUNTS } from '../scenario/magic-amounts.ts';
import { jsonResponse } from '../responses/json-response.ts';
import { FAULT_SCENARIOS, SCENARIOS } from '../scenario/scenario.ts';
import { fieldOf, refusal, type ControlRoute } from './control-route.ts';

/** `/_sandbox/scenario`: shows and sets the current scenario. */
export function scenarioControl(player: ScenarioPlayer): readonly ControlRoute[] {
  const shown = () =>
    jsonResponse(200, {
      scenario: player.scenario,
      scenarios: SCENARIOS,
      faults: FAULT_SCENARIOS,
      magicAmounts: player.magicAmounts ? MAGIC_AMOUNTS : null,
    });
  return [
    {
      method: 'GET',
      path: '/scenario',
      about: 'The current scenario, the names of all scenarios, and the magic amounts if they are on.',
      answer: shown,
    },
    {
      method: 'PUT',
      path: '/scenario',
      about: '{"scenario": name or script} starts a scenario; existing payments keep theirs.',
      answer: (body) => {
        const wanted = fieldOf(body, 'scenario');
        if (wanted === undefined) return refusal(422, 'scenario: is missing; give a name or a script');
        try {
          player.scenario = wanted;
          return shown();
        } catch (error) {
          if (error instanceof TypeError) return refusal(422, `scenario: ${error.message}`);
          throw error;
        }
      },
    },
  ];
}
