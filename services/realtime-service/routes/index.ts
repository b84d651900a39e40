import { ws } from './ws.ts';
import { wsTickets } from './ws-tickets.ts';

/** Every route of realtime-service. */
export const routes = [wsTickets, ws];
