import type { NumberKind } from '../contact.ts';

/** Words that say what a phone number is for; spelled as in `label-words.ts`. */
export const KIND: Partial<Record<NumberKind, string>> = {
  fax: `Fax Telefax Faxnr Faxnummer faks faksu Fernkopie télécopie télécopieur facsimile faksi belgegeçer faxszám
    φαξ факс факса فاكس الفاكس פקס ファックス ファクス ファクシミリ FAX番号 传真 傳真 팩스 fx`,
  mobile: `mbl mobi handi Handy Mobil Mobiltelefon Mobilfunk mobile mob cell cellphone cellular smartphone handphone hp portable GSM
    cellulare cellulari cell cel móvil móviles celular celulares telemóvel telemóveis tlm mobiel mobieltje kom
    komórka komórkowy komórkowe komórkowego cep cepten mobilnr mobilen matkapuhelin matkapuh kännykkä mobilní
    mobilný mobiltelefon mobilszám mobilul κιν κινητό κινητά моб мобильный сотовый мобільний جوال الجوال محمول
    المحمول موبايل نقال خلوي נייד סלולרי סלולארי 携帯 携帯電話 手机 手機 移动电话 行動電話 휴대폰 핸드폰 휴대전화 iphone Natel WhatsApp 微信`,
  pager: 'pager beeper Pieper Piepser bip buscapersonas cercapersone semafoon',
  assistant: `Assistent Assistentin Assistenz Sekretariat Sekretärin Vorzimmer assistant secretary secrétariat secrétaire
    segretaria segretario segreteria secretaria secretaría secretariaat sekretariat sekretarka sekretariatu
    asistent asistentka sekreterlik sekreter секретарь секретар γραμματεία מזכירה מזכירות سكرتير سكرتيرة 秘书 秘書
    비서`,
  main: `Zentrale Telefonzentrale Zentral Vermittlung switchboard main standard centralino centralita conmutador
    central centrale centrala santral växel sentralbord vaihde ústředna ústredňa központi központ коммутатор 代表
    代表電話 总机 總機 대표번호 대표전화 Hauptnummer hovednummer`,
  home: `hm res privat private priv home Heim zuhause zuhaus daheim domicile perso personnel personnelle casa abitazione
    particular domicilio residencial residência thuis privé privat hjem hem hemma koti domowy dom prywatny ev
    domů domov otthon otthoni acasă οικία σπίτι οικίας домашний дом дома домашній בית منزل المنزل 自宅 住宅 宅电 家 집
    자택`,
  business: `uff bur ofc wk Büro geschäftlich geschäftl gesch geschäft dienstlich dienstl dienst Arbeit beruflich Firma office work
    business bureau travail professionnel professionnelle pro ufficio lavoro aziendale oficina trabajo despacho
    trabalho escritório comercial werk zakelijk kantoor biuro praca służbowy firmowy ofis işyeri kontor arbejde
    arbete arbeid jobb jobb toimisto työ kancelář kancelária práce práca iroda munkahelyi birou serviciu γραφείο
    εργασία офис рабочий работа офіс робочий משרד עבודה مكتب المكتب العمل عمل 会社 勤務先 公司 办公 办公室 辦公室 회사 사무실
    gewerblich`,
  other: `old ancien ancienne vecchio antiguo viejo oud stary eski alte alt alternativ alternative alternate otro autre altro inny diğer weitere other sonstige ersatz`,
};

/** Letters before a colon or in brackets, as cards and address books have them. */
export const KIND_LETTER: Record<string, NumberKind> = {
  f: 'fax',
  m: 'mobile',
  c: 'mobile',
  h: 'home',
  p: 'home',
  g: 'business',
  w: 'business',
  b: 'business',
  o: 'business',
  d: 'business',
};
