import type { Settings } from './settings.ts';

const ADDRESS = '/demo/playground/orders';
const KEPT = 'bulka:playground-order';

/** The request body for the demo's back office, in the API's names. */
function orderOf({ plain, rows }: Settings): object {
  return {
    description: plain.description,
    editable: plain.editable === 'yes',
    subscribe: plain.subscribe || null,
    holdTime: plain['hold-time'] ? Number(plain['hold-time']) : null,
    items: rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name.replaceAll('-', '_'), value])),
    ),
  };
}

/** Settings with the same key share an order. */
export const orderKey = (settings: Settings): string => JSON.stringify(orderOf(settings));

function readKept(): string | null {
  try {
    return sessionStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function keep(uuid: string | null): void {
  try {
    if (uuid) sessionStorage.setItem(KEPT, uuid);
    else sessionStorage.removeItem(KEPT);
  } catch {
    // storage is blocked: the payment is not found after the return
  }
}

/** Opens orders. Keeps the latest number in the tab and not in the address, since anyone who has the number may see the order. */
export class OrderClient {
  /** @returns the order's number, or `null` if it could not be opened */
  async numberOf(settings: Settings): Promise<string | null> {
    const uuid = readKept();
    const body = JSON.stringify({ ...orderOf(settings), uuid });
    try {
      const answer = await fetch(ADDRESS, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body,
      });
      if (!answer.ok) return null;
      const { uuid: given } = (await answer.json()) as { uuid: string };
      keep(given);
      return given;
    } catch {
      return null;
    }
  }

  /** Makes the next call open a new order. */
  forget(): void {
    keep(null);
  }
}
