import { memoryStore } from '../../src/server/index.ts';
import { storeContract } from './store-contract.ts';

storeContract('memoryStore', memoryStore);
