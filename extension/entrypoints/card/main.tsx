import { startCard } from '../../card/start.tsx';

startCard();
