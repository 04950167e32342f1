import type { Plugin } from 'vite';

const LIT_POLICY = /([\w$]+)\.createPolicy\("lit-html",/;

/**
 * Gives Lit's Trusted Types policy our name, so that a strict page lists `kvit` and another Lit on the page does not
 * clash with ours; and makes it once, so that a script loaded twice does not clash with itself.
 */
export function policyPlugin(): Plugin {
  return {
    name: 'kvit-policy',
    enforce: 'pre',
    transform: {
      filter: { id: /lit-html\.js$/ },
      handler(code) {
        if (!LIT_POLICY.test(code))
          this.error('lit-html makes its policy in another way now; look at this plugin');
        return code.replace(LIT_POLICY, 'globalThis[Symbol.for("kvit.policy")]??=$1.createPolicy("kvit",');
      },
    },
  };
}
