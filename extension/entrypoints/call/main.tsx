import { startCall } from '../../call/start.tsx';

startCall();
