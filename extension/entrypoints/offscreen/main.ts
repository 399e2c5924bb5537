import { startOffscreen } from '../../auth/offscreen.ts';

startOffscreen();
