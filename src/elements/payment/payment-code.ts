/** The code that a payment needs and a cart does not. It comes in a file of its own; see `payment-loader.ts`. */
export { ElementSession, signerClient } from './element-session.ts';
export { orderSum } from './order-sum.ts';
export { priceChangeNote } from './price-change-note.ts';
export { statePanel } from './state-panel.ts';
export { panelStyles } from './state-panel.styles.ts';
