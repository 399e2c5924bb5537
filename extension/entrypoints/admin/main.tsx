import { AdminApp } from '../../admin/admin-app.tsx';
import { mountPage } from '../../ui/mount-page.ts';

mountPage('adminTitle', <AdminApp />);
