/** The style sheet of the hosted pages. Their content policy allows only its hash, so text from a shop cannot add a style. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #eef1f5; --sheet: #fff; --ink: #17212e; --soft: #566376; --line: #dfe4ea;
  --accent: #0b5cad; --on-accent: #fff; --accent-hover: #094b8d; --quiet: #f3f6f9; --quiet-hover: #e6ebf1;
  --note: #fff3d1; --on-note: #5c4300; --good: #116b3b; --bad: #a32222;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f141a; --sheet: #1a212a; --ink: #e8edf3; --soft: #a3b0c0; --line: #303a46;
    --accent: #6db3f8; --on-accent: #07182b; --accent-hover: #8ec5fb; --quiet: #242d38; --quiet-hover: #2f3a47;
    --note: #3a2f10; --on-note: #f7dd97; --good: #6fd39b; --bad: #ff9d97;
  }
}
* { box-sizing: border-box; margin: 0; }
body {
  min-height: 100vh; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  overflow-wrap: anywhere;
}
.note { padding: 10px 16px; background: var(--note); color: var(--on-note); font-size: 14px; text-align: center; text-wrap: balance; }
main { max-width: 500px; margin: 0 auto; padding: 16px; }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 16px; padding: 20px; }
.sheet > * + * { margin-top: 20px; }
.shop { color: var(--soft); font-size: 14px; }
h1 { font-size: clamp(26px, 9vw, 34px); line-height: 1.2; font-weight: 650; letter-spacing: -0.01em; margin: 4px 0; }
h2 { font-size: 16px; font-weight: 600; }
.card {
  display: flex; flex-direction: column; justify-content: space-between; gap: 18px; min-height: 148px; padding: 18px 20px;
  border-radius: 14px; color: #f4f8fc; background: linear-gradient(135deg, #27496d, #142c47);
  font-variant-numeric: tabular-nums;
}
.card div { display: flex; justify-content: space-between; gap: 12px; font-size: 13px; color: #c9d7e6; }
.card p { font-size: clamp(15px, 5vw, 20px); letter-spacing: 0.06em; white-space: nowrap; }
form { display: grid; gap: 10px; margin-top: 16px; }
button, .button {
  display: flex; align-items: center; justify-content: center; width: 100%; min-height: 44px; padding: 8px 14px;
  border: 1px solid var(--line); border-radius: 10px; background: var(--quiet); color: var(--ink);
  font: inherit; font-size: 15px; line-height: 1.3; text-align: center; text-decoration: none; cursor: pointer;
}
button:hover, .button:hover { background: var(--quiet-hover); }
.primary { min-height: 52px; border-color: transparent; background: var(--accent); color: var(--on-accent); font-size: 17px; font-weight: 600; }
.primary:hover { background: var(--accent-hover); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
fieldset { border: 0; padding: 0; display: grid; grid-template-columns: 1fr 1fr; gap: 10px; margin-top: 8px; min-width: 0; }
legend { padding: 0; margin-bottom: 8px; color: var(--soft); font-size: 14px; }
.lines { list-style: none; padding: 0; margin-top: 8px; }
.lines li { display: grid; grid-template-columns: 1fr auto; gap: 0 16px; padding: 10px 0; border-bottom: 1px solid var(--line); }
.lines b { font-weight: 500; white-space: nowrap; }
.lines small { grid-column: 1 / -1; color: var(--soft); font-size: 14px; }
dl { display: grid; grid-template-columns: 1fr auto; gap: 4px 16px; padding-top: 12px; font-variant-numeric: tabular-nums; }
dt { color: var(--soft); font-size: 14px; }
dd { text-align: right; font-size: 14px; }
.total { color: var(--ink); font-size: 17px; font-weight: 600; }
.lines b, dd { font-variant-numeric: tabular-nums; }
.outcome { margin: 0; font-size: 22px; font-weight: 650; line-height: 1.3; letter-spacing: 0; }
.outcome + p { margin-top: 6px; color: var(--soft); }
.good { color: var(--good); }
.bad { color: var(--bad); }
@media (max-width: 350px) {
  fieldset { grid-template-columns: 1fr; }
}
@media (min-width: 860px) {
  .note { font-size: 15px; }
  main { max-width: 900px; padding: 40px 24px; }
  main.narrow { max-width: 520px; }
  .split { display: grid; grid-template-columns: minmax(0, 1fr) 360px; grid-template-rows: auto 1fr; gap: 0 48px; padding: 36px; }
  .split > .aside { grid-column: 2; grid-row: 1 / span 2; margin-top: 0; }
  .split > .body { grid-column: 1; }
  .split h1 { font-size: 42px; }
  .narrow .sheet { padding: 32px; }
}
`;
