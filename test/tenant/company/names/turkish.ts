/** Turkish names, most frequent first. */

export const TURKISH_SURNAMES = `Yılmaz Kaya Demir Çelik Şahin Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin
Kara Koç Kurt Özkan Şimşek Polat Korkmaz Özcan Çakır Erdoğan Can Acar Şen Aktaş Güler Yalçın Güneş Bozkurt Bulut Keskin Ünal
Turan Gül Özer Işık Kaplan Avcı Sarı Tekin Taş Köse Yüksel Ateş Aksoy Akın Yavuz Kaplan Coşkun Güven Uçar Er Karaca Bayram
Akbulut Deniz Duman Toprak Erdem Gündüz Türk Karakaya Durmaz Uysal Yaman Bilgin Alkan Demirci Çiftçi Ay Soylu Karakuş Sönmez
Karadağ Dinç Ekinci Eren Altun Kartal Tunç Tan Balcı Çınar Genç Kılınç Aydoğan Ergin Kocaman Dursun Gök Sezer Mutlu Türkmen
Topal Akgül Ceylan Akkaya Ersoy Doğru Baş Özen Güngör Çolak Tosun Altıntaş Kahraman Sağlam Kurtuluş Başaran Ertürk Orhan Akyol
Temel Ozan Peker Bal Karabulut Karataş Uzun Pekcan Soysal Tuncer Uslu Varol Yurt Zengin Özgür Öz Çiçek Çoban Şeker Şentürk Ünlü
Oğuz Okur Sevim Savaş Semiz Taşkın Tok Ulusoy Uygun Vural Yazıcı Yeşil Zeybek Gümüş Hamdi Işıldak İnan İpek Gökçe Eroğlu Elmas`;

export const TURKISH_GIVEN = `Mehmet Fatma Mustafa Ayşe Ahmet Emine Ali Hatice Hüseyin Zeynep Hasan Elif İbrahim Meryem İsmail Şerife
Osman Sultan Yusuf Zehra Murat Hanife Ömer Merve Ramazan Havva Halil Zeliha Süleyman Esra Abdullah Fadime Mahmut Özlem Salih Hacer
Recep Yasemin Fatih Rabia Kadir Hülya Emre Melek Hakan Cemile Adem Sevim Kemal Gülsüm Yaşar Leyla Bekir Dilek Musa Büşra Metin
Songül Bayram Kübra Orhan Gamze Serkan Sibel Burak Türkan Furkan Derya Gökhan Ebru Uğur Döndü Yunus Nuray Muhammed Tuğba Enes
Pınar Çağla Cem Gül Deniz Aslı Onur Ece Barış İrem Kerem Selin Tolga Canan Umut Şükran Volkan Nilüfer Kaan Gizem Eren Aylin`;

export const TURKISH_SYLLABLES = {
  heads: 'Kara Ak Demir Taş Er Öz Gök Bay Kızıl Sarı Çelik Yıl Türk Oğuz Kut Ay Gün Dağ Su Ulu',
  tails: 'oğlu kaya taş demir han er soy kan bay maz can dağ türk alp baş el gün lı sız yol',
};
