import type { Plugin } from 'vite';

const LIT_POLICY = /([\w$]+)\.createPolicy\("lit-html",/;

/**
 * Renames Lit's Trusted Types policy to `kvit`, so that a strict page can list it and another Lit on the page does not conflict with
 * ours. The policy is created once, so that a script that loads twice does not conflict with itself.
 */
export function policyPlugin(): Plugin {
  return {
    name: 'kvit-policy',
    enforce: 'pre',
    transform: {
      filter: { id: /lit-html\.js$/ },
      handler(code) {
        if (!LIT_POLICY.test(code))
          this.error(
            'lit-html no longer contains the policy call; update LIT_POLICY in tools/build/policy-plugin.ts',
          );
        return code.replace(LIT_POLICY, 'globalThis[Symbol.for("kvit.policy")]??=$1.createPolicy("kvit",');
      },
    },
  };
}
