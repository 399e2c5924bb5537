/** A contact as a file states it. Numbers stay text: the product's number reader reads them where they are stored. */

export type FileNumberKind =
  | 'business'
  | 'home'
  | 'mobile'
  | 'main'
  | 'other'
  | 'pager'
  | 'business-fax'
  | 'home-fax'
  | 'assistant'
  | 'car';

export type ContactText =
  | 'displayName'
  | 'givenName'
  | 'middleName'
  | 'surname'
  | 'nickName'
  | 'title'
  | 'generation'
  | 'initials'
  | 'yomiGivenName'
  | 'yomiSurname'
  | 'yomiCompanyName'
  | 'companyName'
  | 'department'
  | 'jobTitle'
  | 'profession'
  | 'officeLocation'
  | 'assistantName'
  | 'manager'
  | 'spouseName'
  | 'businessHomePage'
  | 'birthday'
  | 'personalNotes';
export type AddressPlace = 'businessAddress' | 'homeAddress' | 'otherAddress';
export type AddressPart = 'street' | 'city' | 'state' | 'postalCode' | 'countryOrRegion';

export interface FileNumber {
  kind: FileNumberKind;
  text: string;
}

export interface FileContact {
  /** The contact's first line in the file, from 1. */
  line: number;
  texts: Partial<Record<ContactText, string>>;
  addresses: Partial<Record<AddressPlace, Partial<Record<AddressPart, string>>>>;
  numbers: FileNumber[];
  emails: string[];
  categories: string[];
  photo?: Uint8Array;
}
