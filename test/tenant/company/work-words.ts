/** Job titles, departments and categories in the languages of the contacts. */
import type { Language } from './names/languages.ts';

type Speech = 'german' | 'french' | 'english' | 'polish' | 'turkish';

export const SPEECH: Record<Language, Speech> = {
  german: 'german',
  swiss: 'german',
  austrian: 'german',
  french: 'french',
  english: 'english',
  polish: 'polish',
  turkish: 'turkish',
};

const list = (text: string) => text.split('|');

export const JOBS: Record<Speech, string[]> = {
  german: list(
    'Geschäftsführer|Einkäuferin|Disponent|Vertriebsleiterin|Sachbearbeiter|Projektleiter|Buchhalterin|Assistenz der Geschäftsleitung|Lagerleiter|Leiter IT|Außendienst|Qualitätsmanagement|Prokurist|Kundenbetreuerin',
  ),
  french: list(
    'Directeur général|Responsable des achats|Assistante de direction|Chef de projet|Comptable|Responsable logistique|Commerciale',
  ),
  english: list(
    'Managing Director|Head of Procurement|Account Manager|Project Manager|Dispatcher|Accountant|Sales Representative|IT Manager',
  ),
  polish: list(
    'Dyrektor|Kierownik działu zakupów|Księgowa|Specjalista ds. sprzedaży|Logistyk|Asystentka zarządu',
  ),
  turkish: list('Genel Müdür|Satın Alma Sorumlusu|Muhasebe|Satış Müdürü|Lojistik Uzmanı|Proje Yöneticisi'),
};

export const DEPARTMENTS: Record<Speech, string[]> = {
  german: list('Einkauf|Vertrieb|Logistik|Buchhaltung|IT|Geschäftsleitung|Produktion|Service'),
  french: list('Achats|Ventes|Logistique|Comptabilité|Direction|Production'),
  english: list('Purchasing|Sales|Logistics|Finance|Operations|Support'),
  polish: list('Zakupy|Sprzedaż|Logistyka|Księgowość|Zarząd'),
  turkish: list('Satın Alma|Satış|Lojistik|Muhasebe|Yönetim'),
};

export const CATEGORIES = list(
  'VIP|Messe 2025|Newsletter|Stammkunde|Reklamation|Weihnachtskarte|Gelbe Kategorie',
);
