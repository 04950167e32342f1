import type { Settings } from './settings.ts';

const ADDRESS = '/demo/playground/orders';
const KEPT = 'bulka:playground-order';

/** A cart as the demo's back office takes it, in the API's own names. */
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

/** What an order is known by: other settings do not make another one. */
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
    // blocked: a payment is then not found again on the way back
  }
}

/** Opens orders. The last number is kept in the tab, not in the address: whoever has a number may see the order. */
export class OrderDesk {
  /** @returns the order's number, `null` when there cannot be one; the widget says why */
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

  /** The next number is a new one, whatever the cart. */
  forget(): void {
    keep(null);
  }
}
