import type { NameArea } from "./people-names";

/** A town: its name, its postcodes and telephone numbers as patterns in which `#` is a digit and `@` a letter. */
type Town = readonly [city: string, postcode: string, phone: string];

/** A country with the people and addresses one meets there. */
export interface Country {
  country: string;
  weight: number;
  /** The language areas most people's names come from; the rest come from anywhere. */
  locals: readonly NameArea[];
  /** The share of people whose names come from anywhere. */
  fromElsewhere: number;
  /** A line of address: `%s` is a street, `%n` a house number. */
  line: string;
  highestNumber: number;
  streets: readonly string[];
  towns: readonly Town[];
}

const list = (text: string): readonly string[] => text.split(",").map((name) => name.trim());

/**
 * Telephone numbers are ones that regulators keep free for fiction (Ofcom, Bundesnetzagentur, Arcep, ACMA, the 555-01xx of North America), or
 * begin with 000 behind the country code, which no network assigns.
 */
const nowhere = (code: number): string => `+${code} 000 ### ####`;

const german = { line: "%s %n", highestNumber: 140 };
const american = { line: "%n %s", highestNumber: 4200 };
const british = { line: "%n %s", highestNumber: 180 };

/** The countries customers live in. */
// prettier-ignore
export const countries: readonly Country[] = [
  {
    country: "Germany", weight: 24, locals: ["german"], fromElsewhere: 0.26, ...german,
    streets: list(`Ahornweg, Am Alten Güterbahnhof, Amselstieg, An der Stadtmauer, Bahnhofstraße, Bergmannstraße, Bismarckallee, Brückenstraße, Eichendorffstraße, Erlenweg, Friedrich-Ebert-Straße, Gartenstraße, Goethestraße, Große Bleiche,
      Hafenstraße, Holunderweg, Jahnstraße, Kastanienallee, Kirchgasse, Lessingstraße, Lindenallee, Marktplatz, Mühlenweg, Neue Straße, Oberer Graben, Rosa-Luxemburg-Straße, Schillerplatz, Schützenstraße, Sonnenallee, Uferstraße, Weinbergsweg, Zur Alten Schmiede`),
    towns: [["Berlin", "10###", "+49 30 23125 ###"], ["Hamburg", "22###", "+49 40 66969 ###"], ["München", "80###", "+49 89 99998 ###"], ["Köln", "50###", "+49 221 4710 ###"], ["Frankfurt am Main", "60###", "+49 69 90009 ###"],
      ["Leipzig", "04###", nowhere(49)], ["Bremen", "28###", nowhere(49)], ["Stuttgart", "70###", nowhere(49)], ["Dresden", "01###", nowhere(49)], ["Freiburg im Breisgau", "79###", nowhere(49)], ["Münster", "48###", nowhere(49)],
      ["Göttingen", "37###", nowhere(49)], ["Mönchengladbach", "41###", nowhere(49)], ["Lüneburg", "21###", nowhere(49)], ["Garmisch-Partenkirchen", "82###", nowhere(49)], ["Rothenburg ob der Tauber", "91###", nowhere(49)]],
  },
  {
    country: "United Kingdom", weight: 16, locals: ["british"], fromElsewhere: 0.28, ...british,
    streets: list(`Albion Terrace, Alma Road, Beech Grove, Brunswick Street, Canal Walk, Church Lane, Clarence Road, Cobbler's Yard, Dock Street, Elm Park, Ferry Lane, Gladstone Avenue, Granby Street, High Street, Hope Street, Kiln Lane, Kings Parade,
      Lansdowne Road, Lower Mill Lane, Marine Parade, Meadow View, Nelson Street, Orchard Close, Paradise Row, Queen's Crescent, Railway Cottages, Rosemary Hill, St John's Road, Station Road, The Old Brewery, Victoria Park Road, Weavers' Court`),
    towns: [["London", "SE1# #@@", "+44 20 7946 0###"], ["London", "N1# #@@", "+44 20 7946 0###"], ["Manchester", "M1# #@@", "+44 161 496 0###"], ["Bristol", "BS# #@@", "+44 117 496 0###"], ["Leeds", "LS# #@@", "+44 113 496 0###"],
      ["Glasgow", "G1# #@@", "+44 141 496 0###"], ["Edinburgh", "EH# #@@", "+44 131 496 0###"], ["Liverpool", "L1# #@@", "+44 151 496 0###"], ["Sheffield", "S1# #@@", "+44 114 496 0###"], ["Nottingham", "NG# #@@", "+44 115 496 0###"],
      ["Birmingham", "B1# #@@", "+44 121 496 0###"], ["Newcastle upon Tyne", "NE# #@@", "+44 191 498 0###"], ["Norwich", "NR# #@@", "+44 1632 960###"], ["Stratford-upon-Avon", "CV37 #@@", "+44 7700 900###"], ["Aberystwyth", "SY23 #@@", "+44 7700 900###"]],
  },
  {
    country: "United States", weight: 11, locals: ["british", "british", "irish", "german", "italian", "spanish"], fromElsewhere: 0.4, ...american,
    streets: list(`Alder Street, Bayou Road, Birch Avenue, Canal Street, Cedar Lane, Chestnut Street, Clinton Avenue, Division Street, Elm Street, Esplanade Avenue, Frenchmen Street, Grand Boulevard, Hawthorne Boulevard, Lake Shore Road, Lexington Avenue,
      Maple Drive, Mill Road, Mission Street, Oak Street, Orchard Street, Pine Street, Prospect Place, River Road, Sycamore Lane, Valencia Street, Walnut Street`),
    towns: [["New York", "100##", "+1 212-555-01##"], ["Brooklyn", "112##", "+1 718-555-01##"], ["Chicago", "606##", "+1 312-555-01##"], ["New Orleans", "701##", "+1 504-555-01##"], ["Philadelphia", "191##", "+1 215-555-01##"],
      ["Detroit", "482##", "+1 313-555-01##"], ["San Francisco", "941##", "+1 415-555-01##"], ["Portland", "972##", "+1 503-555-01##"], ["Austin", "787##", "+1 512-555-01##"], ["Minneapolis", "554##", "+1 612-555-01##"],
      ["Kansas City", "641##", "+1 816-555-01##"], ["Winston-Salem", "271##", "+1 336-555-01##"]],
  },
  {
    country: "France", weight: 8, locals: ["french"], fromElsewhere: 0.2, line: "%n, %s", highestNumber: 160,
    streets: list("rue de la République, rue des Lilas, avenue Jean-Jaurès, boulevard Voltaire, place du Marché, impasse des Vignes, rue du Faubourg-Saint-Antoine, quai des Bateliers, rue Émile-Zola, allée des Tilleuls, rue du Pont-Neuf, chemin des Écoliers, cours Mirabelle, rue de l'Église, montée des Carmélites"),
    towns: [["Paris", "7501#", "+33 1 99 00 ## ##"], ["Lyon", "6900#", "+33 4 65 71 ## ##"], ["Marseille", "1300#", "+33 4 65 71 ## ##"], ["Nantes", "44000", "+33 2 61 91 ## ##"], ["Rennes", "35000", "+33 2 61 91 ## ##"],
      ["Strasbourg", "67000", "+33 3 53 01 ## ##"], ["Lille", "59000", "+33 3 53 01 ## ##"], ["Bordeaux", "33000", "+33 5 36 49 ## ##"], ["Toulouse", "31000", "+33 5 36 49 ## ##"], ["Saint-Rémy-de-Provence", "13210", "+33 6 39 98 ## ##"]],
  },
  {
    country: "Netherlands", weight: 5, locals: ["dutch"], fromElsewhere: 0.2, ...german,
    streets: list("Bloemgracht, Brouwersgracht, Churchilllaan, Dorpsstraat, Grote Markt, Herenweg, Kerkstraat, Lijnbaan, Nieuwe Binnenweg, Oudegracht, Prinsenkade, Rozenstraat, Stationsplein, Tuinlaan, Zeedijk"),
    towns: [["Amsterdam", "101# @@", nowhere(31)], ["Rotterdam", "301# @@", nowhere(31)], ["Utrecht", "351# @@", nowhere(31)], ["Den Haag", "251# @@", nowhere(31)], ["Groningen", "971# @@", nowhere(31)], ["'s-Hertogenbosch", "521# @@", nowhere(31)]],
  },
  {
    country: "Italy", weight: 5, locals: ["italian"], fromElsewhere: 0.1, line: "%s, %n", highestNumber: 120,
    streets: list("Via Garibaldi, Via dei Mille, Corso Vittorio Emanuele II, Piazza della Libertà, Via delle Rose, Via San Martino, Viale Europa, Vicolo del Pozzo, Via Giuseppe Verdi, Lungomare Colombo, Via Santa Chiara, Via XX Settembre, Largo dei Tigli"),
    towns: [["Roma", "001##", nowhere(39)], ["Milano", "201##", nowhere(39)], ["Torino", "101##", nowhere(39)], ["Bologna", "401##", nowhere(39)], ["Napoli", "801##", nowhere(39)], ["Perugia", "061##", nowhere(39)], ["San Giovanni in Persiceto", "40017", nowhere(39)]],
  },
  {
    country: "Spain", weight: 4, locals: ["spanish"], fromElsewhere: 0.1, line: "%s, %n", highestNumber: 120,
    streets: list("Calle Mayor, Calle del Olmo, Avenida de la Constitución, Plaza de la Encarnación, Calle de la Luna, Paseo del Prado, Calle Ángel Guimerà, Ronda de Sant Pere, Calle Nueva, Calle Peñuelas, Travesía del Horno, Rambla del Raval"),
    towns: [["Madrid", "280##", nowhere(34)], ["Barcelona", "080##", nowhere(34)], ["València", "460##", nowhere(34)], ["Sevilla", "410##", nowhere(34)], ["Donostia-San Sebastián", "2000#", nowhere(34)], ["A Coruña", "1500#", nowhere(34)]],
  },
  {
    country: "Portugal", weight: 3, locals: ["portuguese"], fromElsewhere: 0.1, line: "%s, %n", highestNumber: 120,
    streets: list("Rua da Alegria, Rua das Flores, Avenida da Liberdade, Travessa do Poço, Rua de São Bento, Largo do Carmo, Rua Augusta, Calçada da Estrela, Rua do Almada, Praça da República"),
    towns: [["Lisboa", "1100-###", nowhere(351)], ["Porto", "4000-###", nowhere(351)], ["Coimbra", "3000-###", nowhere(351)], ["Évora", "7000-###", nowhere(351)], ["Braga", "4700-###", nowhere(351)]],
  },
  {
    country: "Austria", weight: 4, locals: ["german"], fromElsewhere: 0.2, ...german,
    streets: list("Alser Straße, Burggasse, Dorfplatz, Grazer Straße, Hauptplatz, Josefstädter Straße, Kaiserweg, Linzer Gasse, Mozartgasse, Neubaugasse, Schlossberg, Währinger Gürtel"),
    towns: [["Wien", "1##0", nowhere(43)], ["Graz", "801#", nowhere(43)], ["Salzburg", "502#", nowhere(43)], ["Innsbruck", "602#", nowhere(43)], ["Sankt Veit an der Glan", "9300", nowhere(43)]],
  },
  {
    country: "Switzerland", weight: 3, locals: ["german", "german", "french", "italian"], fromElsewhere: 0.15, ...german,
    streets: list("Bahnhofstrasse, Gerbergasse, Langstrasse, Quai du Mont-Blanc, Rue du Rhône, Seefeldquai, Spalenberg, Via Nassa, Zähringerplatz, Rösslimatt"),
    towns: [["Zürich", "80##", nowhere(41)], ["Basel", "405#", nowhere(41)], ["Bern", "301#", nowhere(41)], ["Genève", "120#", nowhere(41)], ["Lugano", "690#", nowhere(41)], ["La Chaux-de-Fonds", "2300", nowhere(41)]],
  },
  {
    country: "Belgium", weight: 3, locals: ["dutch", "french"], fromElsewhere: 0.15, ...german,
    streets: list("Rue Haute, Chaussée de Wavre, Rue des Bouchers, Korenmarkt, Veldstraat, Meir, Place du Jeu de Balle, Nieuwstraat, Kloosterstraat, Rue Saint-Gilles"),
    towns: [["Bruxelles", "10#0", nowhere(32)], ["Antwerpen", "20#0", nowhere(32)], ["Gent", "9000", nowhere(32)], ["Liège", "4000", nowhere(32)], ["Louvain-la-Neuve", "1348", nowhere(32)]],
  },
  {
    country: "Poland", weight: 4, locals: ["polish"], fromElsewhere: 0.06, line: "ul. %s %n", highestNumber: 90,
    streets: list("Długa, Krótka, Kościuszki, Mickiewicza, Nowy Świat, Ogrodowa, Polna, Świętokrzyska, Wąska, Zielona, Żeromskiego, Piłsudskiego, Słowackiego"),
    towns: [["Warszawa", "00-###", nowhere(48)], ["Kraków", "30-###", nowhere(48)], ["Wrocław", "50-###", nowhere(48)], ["Gdańsk", "80-###", nowhere(48)], ["Łódź", "90-###", nowhere(48)], ["Bielsko-Biała", "43-###", nowhere(48)]],
  },
  {
    country: "Czechia", weight: 3, locals: ["czech"], fromElsewhere: 0.08, ...german,
    streets: list("Dlouhá, Husova, Jiřího z Poděbrad, Křižíkova, Lidická, Masarykovo náměstí, Nádražní, Na Příkopě, Pod Kaštany, Školská, Veveří, Žižkova"),
    towns: [["Praha", "1#0 00", nowhere(420)], ["Brno", "602 00", nowhere(420)], ["Olomouc", "779 00", nowhere(420)], ["Plzeň", "301 00", nowhere(420)], ["České Budějovice", "370 01", nowhere(420)]],
  },
  {
    country: "Sweden", weight: 3, locals: ["nordic"], fromElsewhere: 0.15, ...german,
    streets: list("Storgatan, Kungsgatan, Björkvägen, Drottninggatan, Södra Vägen, Hantverkargatan, Skånegatan, Åsögatan, Norra Hamngatan, Ekstigen"),
    towns: [["Stockholm", "11# ##", nowhere(46)], ["Göteborg", "41# ##", nowhere(46)], ["Malmö", "21# ##", nowhere(46)], ["Umeå", "90# ##", nowhere(46)]],
  },
  {
    country: "Denmark", weight: 3, locals: ["nordic"], fromElsewhere: 0.12, ...german,
    streets: list("Nørrebrogade, Vesterbrogade, Østergade, Strandvejen, Søndergade, Ny Munkegade, Åboulevarden, Mejlgade, Kirkestræde, Algade"),
    towns: [["København", "2#00", nowhere(45)], ["Aarhus", "8000", nowhere(45)], ["Odense", "5000", nowhere(45)], ["Ærøskøbing", "5970", nowhere(45)]],
  },
  {
    country: "Norway", weight: 2, locals: ["nordic"], fromElsewhere: 0.1, ...german,
    streets: list("Storgata, Kirkegata, Thorvald Meyers gate, Bryggen, Fjordveien, Skippergata, Øvre Slottsgate, Torggata, Elvegata"),
    towns: [["Oslo", "05##", nowhere(47)], ["Bergen", "50##", nowhere(47)], ["Trondheim", "70##", nowhere(47)], ["Tromsø", "90##", nowhere(47)]],
  },
  {
    country: "Finland", weight: 2, locals: ["finnish", "finnish", "nordic"], fromElsewhere: 0.06, ...german,
    streets: list("Mannerheimintie, Hämeentie, Kirkkokatu, Rantatie, Fleminginkatu, Koulukatu, Satamakatu, Puistokatu, Käpyläntie"),
    towns: [["Helsinki", "00##0", nowhere(358)], ["Tampere", "33##0", nowhere(358)], ["Turku", "20##0", nowhere(358)], ["Jyväskylä", "40##0", nowhere(358)]],
  },
  {
    country: "Ireland", weight: 2, locals: ["irish"], fromElsewhere: 0.15, ...british,
    streets: list("Dorset Street, Eyre Square, Harbour Road, Main Street, Mary Street, Quay Lane, Rathmines Road, Shandon Street, The Coombe"),
    towns: [["Dublin", "D0# @@##", nowhere(353)], ["Cork", "T12 @@##", nowhere(353)], ["Galway", "H91 @@##", nowhere(353)]],
  },
  {
    country: "Canada", weight: 3, locals: ["british", "french", "irish"], fromElsewhere: 0.35, ...american,
    streets: list("Bathurst Street, Bloor Street, Commercial Drive, Dundas Street, Granville Street, Ossington Avenue, Queen Street, rue Rachel, rue Saint-Denis, Wellington Street"),
    towns: [["Toronto", "M5@ #@#", "+1 416-555-01##"], ["Montréal", "H2@ #@#", "+1 514-555-01##"], ["Vancouver", "V6@ #@#", "+1 604-555-01##"], ["Halifax", "B3@ #@#", "+1 902-555-01##"]],
  },
  {
    country: "Australia", weight: 2, locals: ["british", "irish"], fromElsewhere: 0.3, ...british,
    streets: list("Brunswick Street, Darling Street, Enmore Road, Gertrude Street, Jacaranda Avenue, King Street, Lygon Street, Ocean Parade, Rundle Street"),
    towns: [["Melbourne", "30##", "+61 3 5550 ####"], ["Sydney", "20##", "+61 2 5550 ####"], ["Brisbane", "40##", "+61 7 7010 ####"], ["Adelaide", "50##", "+61 8 7010 ####"]],
  },
  {
    country: "Japan", weight: 3, locals: ["japanese"], fromElsewhere: 0.05, line: "%s #-1#-%n", highestNumber: 28,
    streets: list("Asahimachi, Hondōri, Kamimeguro, Kitazawa, Minamiaoyama, Nakamachi, Nishiki, Sakuragaoka, Shimogamo, Tenjinbashi, Yanaka"),
    towns: [["Tōkyō", "15#-00##", nowhere(81)], ["Yokohama", "23#-00##", nowhere(81)], ["Kyōto", "60#-80##", nowhere(81)], ["Ōsaka", "53#-00##", nowhere(81)], ["Sapporo", "06#-00##", nowhere(81)]],
  },
  {
    country: "Turkey", weight: 2, locals: ["turkish"], fromElsewhere: 0.04, line: "%s No: %n", highestNumber: 120,
    streets: list("Atatürk Caddesi, Bağdat Caddesi, Çınar Sokak, Güneşli Sokak, İstiklal Caddesi, Kıbrıs Şehitleri Caddesi, Menekşe Sokak, Yıldız Sokak"),
    towns: [["İstanbul", "34###", nowhere(90)], ["İzmir", "35###", nowhere(90)], ["Ankara", "06###", nowhere(90)], ["Eskişehir", "26###", nowhere(90)]],
  },
  {
    country: "Greece", weight: 1, locals: ["greek"], fromElsewhere: 0.05, ...german,
    streets: list("Ermou, Aiolou, Egnatia, Kolokotroni, Mitropoleos, Solonos, Tsimiski, Valtetsiou"),
    towns: [["Athina", "10# ##", nowhere(30)], ["Thessaloniki", "54# ##", nowhere(30)], ["Patra", "26# ##", nowhere(30)]],
  },
  {
    country: "Nigeria", weight: 1, locals: ["nigerian"], fromElsewhere: 0.02, ...british,
    streets: list("Adeola Odeku Street, Allen Avenue, Awolowo Road, Broad Street, Herbert Macaulay Way, Ogui Road, Ring Road"),
    towns: [["Lagos", "10####", nowhere(234)], ["Ibadan", "20####", nowhere(234)], ["Enugu", "40####", nowhere(234)]],
  },
  {
    country: "India", weight: 1, locals: ["indian"], fromElsewhere: 0.02, ...british,
    streets: list("Brigade Road, Carter Road, Hill Road, Lady Curzon Road, Linking Road, Mahatma Gandhi Road, Park Street, Southern Avenue"),
    towns: [["Mumbai", "4000##", nowhere(91)], ["Kolkata", "7000##", nowhere(91)], ["Bengaluru", "5600##", nowhere(91)], ["Thiruvananthapuram", "6950##", nowhere(91)]],
  },
];
