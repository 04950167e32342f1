import assert from 'node:assert/strict';
import { readOrder } from '../../../src/domain/order/order.ts';
import { vatTable } from '../../../src/domain/codes/vat.ts';
import { createUrlPay, KvitError, type UrlPayOptions } from '../../../src/server/index.ts';
import { Clock } from '../clock.ts';
import { API_KEY, CLAIM, SECRET } from '../shop.ts';
import { GATEWAY, TestGateway } from '../test-gateway.ts';

export const ORDER = readOrder(CLAIM, { vat: vatTable(), register: '' });

/** Opens a client with a fake gateway and a fake clock. Random bytes are always 128, the middle. */
export function openClient(options: Partial<UrlPayOptions> = {}) {
  const clock = new Clock();
  const gateway = new TestGateway();
  const urlPay = createUrlPay({
    apiKey: API_KEY,
    shopId: 5,
    secret: SECRET,
    baseUrl: GATEWAY,
    fetch: gateway.fetch,
    now: clock.now,
    sleep: clock.sleep,
    random: (bytes) => new Uint8Array(bytes).fill(128),
    ...options,
  });
  return { clock, gateway, urlPay };
}

/** Checks that an error is a `KvitError` with this code and status. */
export const failsWith = (code: string, status?: number) => (error: unknown) => {
  assert.ok(error instanceof KvitError, String(error));
  assert.deepEqual([error.code, error.status], [code, status]);
  return true;
};

/** The fields that an error names, each with its message. */
export async function fieldsOfError(promise: Promise<unknown>, code: string): Promise<[string, string][]> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof KvitError, String(error));
    assert.equal(error.code, code);
    return error.errors.map(({ field, message }) => [field, message]);
  }
  return assert.fail('no error was thrown');
}
