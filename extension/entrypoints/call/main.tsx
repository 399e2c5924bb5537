import { startCall } from '../../caller-card/start.tsx';

startCall();
