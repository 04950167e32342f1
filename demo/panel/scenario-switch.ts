import { isScenarioName, type ScenarioName } from '../../src/sandbox/scenario/scenario.ts';

const ADDRESS = '/_sandbox/scenario';

/** The name of each scenario in Russian. */
export const SCENARIO_WORDS: Readonly<Record<ScenarioName, string>> = {
  paid: 'Оплата проходит',
  declined: 'Банк отказывает',
  cancelled: 'Платёж отменяется',
  held: 'Деньги замораживаются',
  slow: 'Шлюз отвечает медленно',
  endless: 'Платёж не завершается',
  'lost-answer': 'Ответ шлюза теряется',
  'late-success': 'Отказ, а потом успех',
  'error-500': 'Шлюз отвечает 500',
  html: 'Шлюз отвечает HTML',
  'no-receipt': 'Чек не приходит',
};

async function ask(init?: RequestInit): Promise<ScenarioName | null> {
  try {
    const { scenario } = (await (await fetch(ADDRESS, init)).json()) as { scenario: unknown };
    return isScenarioName(scenario) ? scenario : null;
  } catch {
    return null;
  }
}

/** Starts a scenario. @returns the active scenario, or `null` if the sandbox does not answer */
export function playScenario(scenario: string): Promise<ScenarioName | null> {
  const body = JSON.stringify({ scenario });
  return ask({ method: 'PUT', headers: { 'Content-Type': 'application/json' }, body });
}

/** Selects the scenario of new payments; existing payments keep theirs. */
export function scenarioSwitch(): HTMLLabelElement {
  const select = document.createElement('select');
  select.append(...Object.entries(SCENARIO_WORDS).map(([name, words]) => new Option(words, name)));
  const show = (scenario: ScenarioName | null) => {
    select.disabled = scenario === null;
    if (scenario) select.value = scenario;
  };
  const update = async () => show(await ask());
  const choose = async () => show(await playScenario(select.value));
  select.addEventListener('change', () => void choose());
  // another tab, or this one before Back, may have changed it
  addEventListener('pageshow', () => void update());
  void update();
  const label = document.createElement('label');
  label.append('Сценарий шлюза', select);
  return label;
}
