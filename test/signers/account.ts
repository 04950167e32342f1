/** Canaries: none of these texts may be in a byte to a browser or in a log. */
export const ACCOUNT = { shopId: 5, secret: 'canary-secret-7Qx', apiKey: 'canary-key-9Zt' } as const;
export const CALLBACK_SECRET = 'canary-callback-4Lm';
