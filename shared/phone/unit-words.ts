/** What stands behind digits that are a quantity, a price or a time, in 25 languages; spelled as in `label-words.ts`. */

export const UNIT: Record<string, string> = {
  money: `EUR CHF USD GBP PLN TRY SEK NOK DKK CZK HUF RON UAH RUB JPY CNY KRW ILS AED SAR EGP INR BRL MXN ARS CLP COP
    CAD AUD NZD SGD HKD zł zl złotych groszy TL lira kr kroner kronor Kč Kc Ft forint lei leu Euro Euros Cent
    Cents ct cts Franken Rappen dollars dollar pounds pence руб рубль рублей грн гривень тг ریال ريال درهم جنيه
    دينار دولار يورو שח שקל שקלים ευρώ`,
  measures: `kg mg km mm cm dm nm m² m³ qm ha hl ml cl dl kWh MWh GWh kW MW kcal kJ Hz kHz MHz GHz px dpi ppi MB GB TB KB
    kB kbit Mbit Gbit mAh mm² cm² km² kmh mph rpm psi hPa Volt Watt Ampere Meter Metern Kilometer Kilogramm
    Gramm Liter Tonnen metres meters miles feet inch inches ft lbs lb oz mètres kilomètres grammes litres tonnes
    hectares metri chilometri grammi litri ettari metros kilómetros gramos litros toneladas hectáreas
    quilómetros kilometer gram metrów kilometrów litrów ton metre kilometre litre км м² кг мм см га л шт метров
    كم كغ كلم متر קג קמ מטר χλμ τμ κιλά`,
  time: `Uhr Std Stunden Stunde Minuten Minute Sekunden Tage Tagen Wochen Monate Monaten Jahre Jahren hours hrs hour
    minutes mins min seconds secs sec days weeks months years am pm o heures heure minutes secondes jours
    semaines mois ans ore ora minuti secondi giorni settimane mesi anni horas minutos segundos días semanas
    meses años dias anos uur uren minuten seconden dagen weken maanden jaar godz godzin godziny minut sekund dni
    tygodni miesięcy saat dakika saniye gün günü hafta yıl timer minutter dage timmar minuter dagar dager klo
    tuntia minuuttia päivää hodin minut dnů hodín minút dní óra perc nap ore minute zile ώρες ώρα λεπτά ημέρες
    час часа часов мин минут дней годин хвилин днів ساعة دقيقة يوم أيام שעות דקות ימים`,
  things: `Stück Stk Stck Einwohner Einwohnern Zuschauer Teilnehmer Mitglieder Personen Menschen Besucher Nutzer
    Aufrufe Exemplare Punkte Seiten Artikel Treffer pcs pieces units points users inhabitants people viewers
    visitors members residents employees downloads followers views votes copies items results words rows records
    bytes pixels habitants spectateurs pièces personnes visiteurs abonnés vues exemplaires utilisateurs abitanti
    spettatori pezzi persone visitatori iscritti utenti habitantes espectadores piezas personas visitantes
    usuarios peças pessoas utilizadores inwoners kijkers stuks mensen personen bezoekers leden gebruikers
    mieszkańców osób widzów sztuk szt użytkowników odsłon kişi adet nüfus izleyici kullanıcı stk indbyggere
    personer invånare innbyggere besökare asukasta kappaletta kpl henkilöä obyvatel kusů osob obyvateľov kusov
    osôb lakos fő db darab locuitori bucăți persoane buc κάτοικοι τεμάχια τεμ άτομα человек жителей штук
    просмотров осіб жителів نسمة شخص قطعة תושבים יחידות צופים`,
};

/** Units of one letter, behind digits without a colon or full stop: `1200 m`, but `m: 0176…` labels the next number. */
export const UNIT_LETTER = 'm h l g t w v j k a c';

/** Units that touch the digits in Chinese, Japanese and Korean. */
export const EAST_ASIAN_UNIT = `円 圓 元 块 塊 人 名 個 个 件 枚 台 歳 岁 回 次 年 月 日 時 时 点 點 分 秒 万 萬 億 亿 キロ メートル グラム 時間 小时 小時 年度 公里 公斤 米 克 원 명 개 건 시 분 년 월
    일 회 만 억`;
