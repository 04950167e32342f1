/** The payment code: a payment needs it and a cart does not. It loads in its own file; see `payment-loader.ts`. */
export { ElementSession, signerClient } from './element-session.ts';
export { orderSum } from '../panel/order-sum.ts';
export { priceChangeNote } from '../panel/price-change-note.ts';
export { statePanel } from '../panel/state-panel.ts';
export { panelStyles } from '../panel/state-panel.styles.ts';
