/** What each payload would do if it ran, in whatever world it ends up. */
const RUN = 'top.kvitRan=1';

const VECTORS = [
  `<script>${RUN}</script>`,
  `<img src=x onerror=${RUN}>`,
  `<svg onload=${RUN}>`,
  `<svg><script>${RUN}</script></svg>`,
  `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`,
  `<iframe srcdoc="<script>${RUN}</script>">`,
  `<iframe src="javascript:${RUN}">`,
  `<details open ontoggle=${RUN}>`,
  `<input autofocus onfocus=${RUN}>`,
  `<video><source onerror=${RUN}></video>`,
  `<math><a xlink:href="javascript:${RUN}">x</a></math>`,
  `<object data="javascript:${RUN}"></object>`,
  `<embed src="javascript:${RUN}">`,
  `<form action="javascript:${RUN}"><button>x`,
  `<meta http-equiv=refresh content="0;url=javascript:${RUN}">`,
  `<marquee onstart=${RUN}>x</marquee>`,
  `<style onload=${RUN}></style>`,
  `<ImG/sRc=x\tOnErRoR=${RUN}>`,
  `<template><img src=x onerror=${RUN}></template>`,
  `<kvit-item onclick=${RUN} description=x>`,
];

/** Where a text would have to break out of, were it put together with markup. */
const CONTEXTS = [
  '',
  '">',
  `'>`,
  '-->',
  ']]>',
  '</title>',
  '</style>',
  '</script>',
  '</textarea>',
  '</template>',
  '</p></section>',
  '" onmouseover="top.kvitRan=1" ',
  '${top.kvitRan=1}',
  '<?lit$1$?><!--lit-part-->',
  '\u0000',
];

/** Addresses that must lead nowhere, or at least run nothing. */
const ADDRESSES = [
  `javascript:${RUN}`,
  `JaVaScRiPt:${RUN}`,
  `java\tscript:${RUN}`,
  `java\nscript:${RUN}`,
  `\u0001javascript:${RUN}`,
  ` javascript:${RUN}`,
  `javascript:\u00a0${RUN}`,
  `javascript://example.com/%0a${RUN}`,
  `javascript&colon;${RUN}`,
  `&#106;avascript:${RUN}`,
  `data:text/html,<script>${RUN}</script>`,
  'data:text/html;base64,PHNjcmlwdD50b3Aua3ZpdFJhbj0xPC9zY3JpcHQ+',
  `vbscript:${RUN}`,
  'blob:https://evil.example/1',
  'filesystem:https://evil.example/x',
  'view-source:javascript:1',
  `feed:javascript:${RUN}`,
  `https://x.example/" onclick="${RUN}`,
  `https://x.example/'><script>${RUN}</script>`,
  `//evil.example/\\"><img src=x onerror=${RUN}>`,
];

/** Every vector out of every context, and the addresses: more than three hundred, no two alike. */
export const HOSTILE_TEXTS: readonly string[] = [
  ...CONTEXTS.flatMap((context) => VECTORS.map((vector) => context + vector)),
  ...ADDRESSES,
];

/** A copy of texts in which every word is a hostile one. */
export function hostileCopy<T>(texts: T): T {
  let n = 0;
  const copy = (value: unknown): unknown => {
    if (typeof value === 'string') return HOSTILE_TEXTS[(n += 7) % HOSTILE_TEXTS.length];
    if (Array.isArray(value)) return value.map(copy);
    return Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, copy(inner)]));
  };
  return copy(texts) as T;
}
