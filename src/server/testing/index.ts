export { sampleAttempt, sampleEvent } from './sample.ts';
export type { OpenStore } from './scene.ts';
export { storeContract, type StoreContractOptions } from './store-contract.ts';
