import { createHash } from 'node:crypto';
import { html, Markup } from './html.ts';
import { PAGE_STYLE } from './page-style.ts';

const STYLE_HASH = createHash('sha256').update(PAGE_STYLE).digest('base64');
const NOTICE = 'Песочница Kvit: учебная оплата на вашем компьютере. Деньги не спишутся.';

/** A hosted page with its headers. */
export function pageResponse(status: number, title: string, content: Markup): Response {
  const page = html`<!doctype html>
    <html lang="ru">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        ${styleElement()}
      </head>
      <body>
        <aside class="note" aria-label="Песочница">${NOTICE}</aside>
        ${content}
      </body>
    </html> `;
  return new Response(page.text, { status, headers: pageHeaders() });
}

/** The 404 page. */
export function missingPage(): Response {
  const content = html`<main class="narrow">
    <section class="sheet"><h1 class="outcome">Такой страницы нет</h1></section>
  </main>`;
  return pageResponse(404, 'Страница не найдена', content);
}

// No template here: a formatter that re-indents the style would break its hash.
function styleElement(): Markup {
  return new Markup(`<style>${PAGE_STYLE}</style>`);
}

function pageHeaders(): HeadersInit {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentPolicy(),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}

/**
 * In Chromium `form-action` also limits the redirects of a posted form. A shop's address often redirects again (to https, to www,
 * to a login), so a single allowed origin would block the buyer's way back. Therefore any web address is allowed.
 */
function contentPolicy(): string {
  return [
    "default-src 'none'",
    'img-src data:',
    `style-src 'sha256-${STYLE_HASH}'`,
    "form-action 'self' http: https:",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}
