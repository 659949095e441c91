/** Names of one language area. Family names stand in the masculine form where the language has two. */
export interface NameStock {
  women: readonly string[];
  men: readonly string[];
  families: readonly string[];
  /** How two family names are joined by people who carry both, and how often they do. */
  double: { joint: "-" | " "; share: number };
  /** The feminine form of a family name, where there is one. */
  feminine?: (family: string) => string;
}

const list = (text: string): readonly string[] => text.split(",").map((name) => name.trim());

const polishFeminine = (family: string): string => family.replace(/(sk|ck|dzk)i$/, "$1a");

/** Nováček becomes Nováčková, Černý Černá, Svoboda Svobodová. */
function czechFeminine(family: string): string {
  if (family.endsWith("ý")) return `${family.slice(0, -1)}á`;
  if (/(ek|ec|el)$/.test(family)) return `${family.slice(0, -2)}${family.slice(-1)}ová`;
  return `${family.replace(/a$/, "")}ová`;
}

/** Given and family names by language area. Family names of well-known musicians are left out, so that nobody is met by accident. */
export const nameStocks = {
  german: {
    women: list(`Anneliese, Antje, Birgit, Brigitte, Carolin, Dörte, Elfriede, Franziska, Friederike, Gesine, Gudrun, Hannelore, Heike, Ilse, Johanna, Jördis,
      Katharina, Käthe, Leonie, Lieselotte, Luisa, Margarethe, Merle, Mareike, Rosemarie, Sieglinde, Silke, Susanne, Swantje, Ursula, Wiebke, Anna-Lena, Marie-Luise, Hedwig, Ronja`),
    men: list(`Achim, Albrecht, Benedikt, Burkhard, Christoph, Detlef, Dietmar, Eckart, Ferdinand, Florian, Friedrich, Gernot, Götz, Günther, Hannes, Hartmut,
      Henning, Holger, Ingo, Jannik, Jörg, Jürgen, Kai-Uwe, Karl-Heinz, Konrad, Lennart, Lothar, Lukas, Malte, Matthias, Moritz, Rüdiger, Sönke, Thorsten, Volker, Wolfram, Maximilian`),
    families: list(`Achterberg, Ahlers, Albrecht, Bärwald, Baumgärtner, Beckenrath, Bittner, Böttcher, Brandhorst, Brüggemann, Buchholz, Dahlmann, Degenhardt, Dietzel, Dörfler,
      Eberle, Ehrenfried, Eisenhauer, Engelbrecht, Fährmann, Falkenstein, Fröhlich, Fürst, Gärtner, Geißler, Gerlach, Göbel, Großkopf, Grünewald, Haberland, Hagedorn, Hartwig,
      Heidenreich, Hellwig, Hildebrandt, Höfer, Holtmann, Hübner, Jäger, Jungblut, Kästner, Kaltenbach, Kirchhoff, Köhler, Krämer, Kröger, Küster, Lindemann, Löffler, Lüttke,
      Mahlstedt, Marquardt, Mühlbauer, Nägele, Niehaus, Oberländer, Ostermann, Petersen, Pfeiffer, Pohlmann, Quast, Rademacher, Reinhold, Rosenthal, Rühmkorf, Sauerwein, Schäfer,
      Schierbaum, Schlüter, Schönfeld, Schröter, Schüßler, Seidel, Sievers, Steinbrück, Stöcker, Strauß, Tiedemann, Überacker, Uhlig, Vogelsang, Wachsmuth, Wegener, Weißenborn,
      Wiechert, Winkelmann, Wöhrle, Zabel, Zimmerling, von Ahnfeldt, von der Heyden`),
    double: { joint: "-", share: 0.06 },
  },
  british: {
    women: list(`Abigail, Alice, Bethan, Beatrice, Bridget, Catriona, Charlotte, Daphne, Eleanor, Fiona, Gemma, Georgina, Harriet, Imogen, Isla, Jessica, Joanna, Leila,
      Marjorie, Megan, Morag, Naomi, Olivia, Philippa, Poppy, Rosalind, Rowena, Sian, Tamsin, Verity, Winifred, Yvonne, Zoë, Chloë`),
    men: list(`Alastair, Angus, Barnaby, Callum, Cedric, Clive, Declan, Desmond, Duncan, Edmund, Euan, Fergus, Geoffrey, Gethin, Graham, Hamish, Hugh, Iain, Jasper, Julian,
      Kenneth, Laurence, Malcolm, Nigel, Oliver, Percival, Rhys, Rupert, Simon, Stuart, Tobias, Trevor, Tristan, Vernon, Wesley`),
    families: list(`Abernathy, Ackroyd, Aldridge, Ashworth, Atherton, Bainbridge, Barraclough, Beddoes, Birtwistle, Blythe, Bracewell, Braithwaite, Broadbent, Buckley, Cardew, Carmichael,
      Cathcart, Chadwick, Colquhoun, Coombes, Crabtree, Cuthbert, Dalgleish, Drinkwater, Dunmore, Entwistle, Fairclough, Farquharson, Featherstone, Fothergill, Galbraith, Gathercole,
      Goodacre, Greenhalgh, Hargreaves, Hathersage, Hebblethwaite, Higginbotham, Holloway, Honeywell, Inglis, Kilbride, Kinnaird, Langstaff, Lethbridge, Llewellyn, Lockwood, Longbottom,
      Macalister, Mackintosh, Marchbanks, Meredith, Micklethwait, Murgatroyd, Nettleton, Oakeshott, Ogilvie, Ormerod, Pemberton, Pettigrew, Postlethwaite, Prendergast, Pritchard, Quigley,
      Ramsbottom, Ravenscroft, Rowbotham, Satterthwaite, Sedgwick, Shuttleworth, Strachan, Tattersall, Thistlewood, Throckmorton, Tremaine, Urquhart, Wainscott, Whitcombe, Wolstenholme, Yardley`),
    double: { joint: "-", share: 0.05 },
  },
  irish: {
    women: list("Aoife, Bríd, Caoimhe, Ciara, Deirdre, Eimear, Gráinne, Gobnait, Maeve, Niamh, Nuala, Orla, Róisín, Saoirse, Sinéad, Síle"),
    men: list("Aidan, Brendan, Cathal, Cormac, Diarmuid, Donncha, Eamon, Eoin, Fintan, Lorcan, Micheál, Oisín, Pádraig, Ruairí, Séamus, Tadhg"),
    families: list(`Ó Briain, O'Callaghan, O'Dwyer, O'Shaughnessy, Mac Giolla, McAuliffe, McGinley, McNamara, Brennan, Cassidy, Costello, Devlin, Dunphy, Fitzmaurice, Gallagher,
      Geraghty, Hanrahan, Hegarty, Kavanagh, Kinsella, Mulcahy, Ní Dhomhnaill, Rafferty, Scanlon, Tierney, Twomey`),
    double: { joint: "-", share: 0.03 },
  },
  french: {
    women: list("Adèle, Agathe, Anaïs, Béatrice, Bérénice, Cécile, Clémence, Delphine, Éloïse, Fabienne, Françoise, Gaëlle, Geneviève, Hélène, Inès, Joséphine, Léa, Maëlys, Marie-Thérèse, Noémie, Océane, Sylvie, Valérie, Zélie"),
    men: list("Adrien, Aurélien, Baptiste, Benoît, Cédric, Clément, Damien, Émile, Étienne, Fabrice, François, Gaël, Gérard, Hervé, Jean-Baptiste, Jérôme, Loïc, Mathéo, Olivier, Pascal, Rémi, Stéphane, Théo, Yannick"),
    families: list(`Arnoult, Aubertin, Barthélemy, Beaulieu, Béranger, Bonnefoy, Boisvert, Chaussée, Chevrolier, Clérambault, Courtois, D'Aubigné, Delacroix-Vaubois, Delorme, Desrosiers, Dufresne, Duchêne,
      Étiévant, Fauquet, Garnier, Gauthier, Guérin, Hébrard, Jaccottet, Lachapelle, Lafarge, Lefèvre, Lemaître, Maréchal, Ménard, Montagnier, Noiret, Pelletier, Perrault, Quéméneur, Rossignol,
      Sauvageot, Thibault, Vasseur, Villeneuve`),
    double: { joint: "-", share: 0.08 },
  },
  italian: {
    women: list("Alessandra, Annunziata, Beatrice, Bianca, Carlotta, Chiara, Concetta, Donatella, Elisabetta, Federica, Fiorella, Giada, Giulia, Ilaria, Ludovica, Maddalena, Marcella, Ornella, Rosalba, Serena, Silvia, Viola"),
    men: list("Alessio, Amedeo, Bartolomeo, Carmelo, Cesare, Corrado, Dario, Edoardo, Emiliano, Fabrizio, Gaetano, Gianluca, Giacomo, Leonardo, Lorenzo, Matteo, Nicolò, Ottavio, Pierfrancesco, Raffaele, Salvatore, Umberto"),
    families: list(`Abbate, Accorsi, Baldacci, Barbagallo, Bellandi, Bonaventura, Calabrese, Cangemi, Castelnuovo, Ciampi, Colombini, D'Agostino, De Benedictis, Della Valle, Di Pasquale, Esposito, Fantuzzi, Ferrante, Fiorentino, Fontanarosa,
      Galimberti, Gargiulo, Giordano, Guarnieri, Innocenti, Lombardini, Malagutti, Marchesini, Montefusco, Nardelli, Pastorelli, Pellegrino, Quagliarella, Ricciardi, Sabatini, Santangelo, Tagliaferri, Tedeschi, Vitale, Zanichelli`),
    double: { joint: " ", share: 0.03 },
  },
  spanish: {
    women: list("Aitana, Almudena, Begoña, Candela, Concepción, Encarnación, Estíbaliz, Inés, Itziar, Jimena, Lucía, Macarena, María José, Montserrat, Nerea, Nuria, Pilar, Rocío, Sofía, Triana, Ximena"),
    men: list("Adrián, Álvaro, Andrés, Borja, César, Eneko, Fermín, Gonzalo, Íñigo, Iván, Jesús, Joaquín, Julián, Martín, Óscar, Rafael, Ramón, Rubén, Sebastián, Tomás, Unai"),
    families: list(`Aguirre, Alarcón, Arístegui, Ballesteros, Bermúdez, Caballero, Calderón, Carrasco, Castañeda, Cifuentes, de la Fuente, Domínguez, Echeverría, Escudero, Etxeberria, Gallardo, Garrido, Goikoetxea, Guzmán,
      Ibáñez, Iturralde, Jiménez, Lozano, Madariaga, Manrique, Montesinos, Muñoz, Navarrete, Olmedo, Peñalver, Quintanilla, Redondo, Sáenz, Salvatierra, Tejada, Urrutia, Valdivieso, Villalobos, Yáñez, Zubizarreta`),
    double: { joint: " ", share: 0.55 },
  },
  portuguese: {
    women: list("Benedita, Carolina, Conceição, Constança, Fátima, Filipa, Graça, Inês, Joana, Leonor, Lurdes, Madalena, Mafalda, Margarida, Matilde, Raquel, Sílvia, Teresa, Vitória"),
    men: list("Afonso, André, António, Bernardo, Duarte, Estêvão, Fernão, Gonçalo, Henrique, João, Jorge, Luís, Martim, Nuno, Rui, Sérgio, Simão, Tiago, Vasco"),
    families: list(`Abrantes, Albuquerque, Almeida, Antunes, Barreto, Boaventura, Brandão, Cabral, Carvalho, Coutinho, Damásio, Esteves, Falcão, Figueiredo, Fonseca, Galvão, Guimarães, Leitão, Magalhães,
      Mascarenhas, Meneses, Mourão, Nóbrega, Noronha, Pacheco, Peixoto, Quaresma, Ramalho, Sequeira, Serrão, Simões, Teixeira, Vasconcelos, Xavier`),
    double: { joint: " ", share: 0.5 },
  },
  dutch: {
    women: list("Anouk, Annelies, Beatrijs, Carlijn, Esmée, Femke, Fleur, Geertje, Hanneke, Ilse, Jacomijn, Lieke, Lotte, Maartje, Marijke, Renée, Roos, Saskia, Sanne, Truus, Wietske"),
    men: list("Arjen, Bas, Bram, Casper, Daan, Diederik, Floris, Gijs, Hendrik, Jeroen, Joost, Koen, Lieven, Maarten, Niek, Pieter, Rutger, Sjoerd, Teun, Thijs, Wouter"),
    families: list(`Aalbers, Bakker, Boerhaave, Brouwers, Claassens, de Graaf, de Wit, Dijkstra, Drost, Eijkelboom, Feenstra, Groeneveld, Haverkamp, Hoekstra, IJzerman, Jongbloed, Kamphuis, Kuipers, Lammertink,
      Meulenbelt, Nieuwenhuis, Oosterhuis, Peeters, Postma, Roosendaal, Schoonhoven, ten Brinke, Terpstra, van den Bergh, van der Meulen, van der Zwaag, van Houten, van Wijngaarden, Verbruggen, Vermeulen, Wijnberg, Zijlstra`),
    double: { joint: "-", share: 0.06 },
  },
  polish: {
    women: list("Agnieszka, Aleksandra, Beata, Bożena, Danuta, Dorota, Elżbieta, Grażyna, Iwona, Jadwiga, Jagoda, Kinga, Magdalena, Małgorzata, Oliwia, Renata, Stanisława, Urszula, Wanda, Zofia, Żaneta"),
    men: list("Andrzej, Bartłomiej, Błażej, Bogusław, Dariusz, Eugeniusz, Grzegorz, Jacek, Jędrzej, Kazimierz, Łukasz, Maciej, Michał, Paweł, Przemysław, Rafał, Sławomir, Szymon, Tadeusz, Wojciech, Zbigniew"),
    families: list(`Adamczewski, Bąk, Bielecki, Błaszczyk, Brzeziński, Chmielewski, Czarnecki, Dąbrowski, Gajewski, Głowacki, Grabowski, Jabłoński, Jaworski, Kaczmarek, Kołodziej, Kozłowski, Krawczyk,
      Kwiatkowski, Łuczak, Majchrzak, Mazurek, Nowakowski, Ostrowski, Pawłowski, Piątek, Przybylski, Rutkowski, Sadowski, Sikorski, Skrzypczak, Sobczak, Szczepański, Szymczak, Wesołowski, Wiśniewski, Wróblewski, Zawadzki, Żurawski`),
    double: { joint: "-", share: 0.05 },
    feminine: polishFeminine,
  },
  czech: {
    women: list("Alžběta, Barbora, Blanka, Božena, Dagmar, Eliška, Hana, Ivana, Jiřina, Kateřina, Kristýna, Lenka, Ludmila, Markéta, Petra, Růžena, Šárka, Štěpánka, Věra, Zdeňka, Žofie"),
    men: list("Bohumil, Bořivoj, Čeněk, Dalibor, Eduard, František, Jáchym, Jaroslav, Jiří, Karel, Lubomír, Matěj, Miloš, Ondřej, Přemysl, Radek, Řehoř, Šimon, Štěpán, Vítězslav, Zdeněk"),
    families: list(`Bartošek, Beneš, Blažek, Brychta, Čapek, Čermák, Černý, Doležal, Dvořáček, Fiala, Hájek, Havránek, Holub, Horáček, Hruška, Jelínek, Kašpárek, Kolář, Kopecký, Kovařík, Krejčík, Kučera, Mareš, Matoušek,
      Mlynář, Němec, Novotný, Pospíšil, Procházka, Růžička, Řezníček, Sedláček, Soukup, Stehlík, Svoboda, Šimůnek, Šťastný, Tichý, Vaněk, Veselý, Zedník, Žák`),
    double: { joint: "-", share: 0.02 },
    feminine: czechFeminine,
  },
  nordic: {
    women: list("Åsa, Agneta, Annika, Astrid, Birgitte, Bodil, Dagny, Elin, Frøydis, Gunnhild, Hedda, Ingeborg, Kjersti, Linnéa, Maj-Britt, Märta, Ragnhild, Rikke, Sølvi, Solveig, Thea, Tove, Ulrikke"),
    men: list("Åke, Anders, Asbjørn, Bengt, Bjørn, Eirik, Erlend, Frode, Göran, Gunnar, Håkon, Henrik, Jörgen, Kjell, Knud, Lars-Erik, Magnus, Mogens, Øyvind, Palle, Sigurd, Søren, Torbjörn"),
    families: list(`Aalgaard, Ahlström, Åkerblom, Andreassen, Berglund, Bjørkelund, Brandvold, Dahlgren, Ekström, Engström, Fagerli, Frederiksen, Grønli, Hallström, Håkansson, Hedlund, Hjorth, Holmqvist, Høgsbro,
      Isaksen, Kjeldsen, Kvistgaard, Lagerkvist, Lindqvist, Lundegård, Malmström, Mikkelsen, Mørkved, Nygård, Ødegaard, Østergaard, Rasmussen, Rønning, Sjöberg, Skovgaard, Solheim, Sørensen, Strömberg, Thorvaldsen, Villadsen, Wennerberg`),
    double: { joint: " ", share: 0.05 },
  },
  finnish: {
    women: list("Aino, Eeva, Helmi, Inkeri, Kaarina, Kyllikki, Maija, Marjatta, Päivi, Riikka, Sointu, Tuulikki, Venla, Ylva"),
    men: list("Aarne, Antti, Eero, Heikki, Ilmari, Jukka, Jyrki, Kalevi, Lauri, Mikko, Olavi, Pekka, Tapio, Väinö"),
    families: list("Ahonen, Hämäläinen, Heikkinen, Hyvärinen, Jääskeläinen, Järvinen, Karjalainen, Kettunen, Kinnunen, Korhonen, Lappalainen, Leppänen, Mäkelä, Miettinen, Nieminen, Pöyhönen, Räsänen, Saarinen, Särkkä, Tuominen, Vähäsalo, Väisänen, Ylönen"),
    double: { joint: "-", share: 0.04 },
  },
  turkish: {
    women: list("Ayşegül, Başak, Berrin, Canan, Çiğdem, Deniz, Ebru, Elif, Esra, Feride, Gülşen, Hülya, İpek, Leyla, Meltem, Nurgül, Özlem, Pınar, Selin, Şebnem, Tuğba, Yıldız, Zeynep"),
    men: list("Ahmet, Barış, Burak, Cem, Çağatay, Emre, Erdoğan, Ferhat, Gökhan, Halil, İbrahim, İlker, Kağan, Mehmet, Murat, Oğuz, Ömer, Serkan, Şükrü, Tolga, Ümit, Volkan, Yiğit"),
    families: list(`Acar, Akbulut, Aksoy, Altıntaş, Aydoğan, Bozkurt, Büyükçelik, Candan, Çakır, Çetinkaya, Demirtaş, Doğan, Erdem, Eryılmaz, Gökçe, Güneş, Güngör, Işık, Kahraman, Karaca, Karagöz, Kılıç, Koçak, Korkmaz,
      Öztürk, Özdemir, Polat, Sarıgül, Şahinoğlu, Şimşek, Tanrıverdi, Tekin, Turgut, Uçar, Ünal, Yalçın, Yıldırım, Zengin`),
    double: { joint: " ", share: 0.05 },
  },
  japanese: {
    women: list("Akiko, Asuka, Chiyo, Emi, Fumiko, Haruka, Hinata, Kaori, Keiko, Mayumi, Michiko, Misaki, Natsuki, Reiko, Sayuri, Setsuko, Tomoko, Yūko, Yoshie, Yui"),
    men: list("Akihiro, Daichi, Eiji, Gorō, Haruto, Hiroshi, Ichirō, Jun, Kazuo, Kenji, Masahiro, Naoki, Osamu, Ryōta, Satoshi, Shōhei, Takashi, Tetsuya, Yūji, Yasuo"),
    families: list("Aoyama, Endō, Fujimoto, Fukuda, Hamasaki, Hasegawa, Hirabayashi, Igarashi, Ishikawa, Kanazawa, Katō, Kinoshita, Kobayashi, Kuroda, Matsumura, Minamoto, Miyazawa, Morimoto, Nagashima, Nakagawa, Nishiyama, Nomura, Ōshima, Okamoto, Saitō, Sasaki, Shimizu, Sugimoto, Takeuchi, Tsukamoto, Uchida, Watase, Yamaguchi, Yokoyama"),
    double: { joint: " ", share: 0 },
  },
  nigerian: {
    women: list("Adaeze, Amina, Chiamaka, Chinyere, Ebele, Folasade, Funmilayo, Hauwa, Ifeoma, Ìyábọ̀, Kehinde, Ngozi, Nkechi, Olúfúnkẹ́, Omolará, Temitope, Titilayo, Uchenna, Yétúndé, Zainab"),
    men: list("Abiodun, Adébáyọ̀, Babatunde, Chidi, Chukwuemeka, Ebuka, Emeka, Femi, Ikechukwu, Jide, Kelechi, Musa, Nnamdi, Obinna, Olúwaṣeun, Rotimi, Segun, Tunde, Uche, Yakubu"),
    families: list("Abubakar, Adeyemi-Cole, Adésànyà, Afolabi, Agbaje, Akíntọ́lá, Anyanwu, Balogun, Bamgbose, Bello, Chukwu, Danjuma, Edochie, Ekwueme, Eze, Fagbenle, Ibekwe, Igwe, Ihejirika, Iwuchukwu, Lawanson, Mbanefo, Nwachukwu, Nwosu, Obaseki, Odukoya, Ogunlesi, Okafor, Okonjo, Okwuosa, Olanrewaju, Onyekachi, Ọ̀ṣúntókun, Sowande, Uzoma, Williams-Ajayi"),
    double: { joint: "-", share: 0.04 },
  },
  indian: {
    women: list("Aishwarya, Ananya, Bhavana, Deepika, Divya, Gayatri, Indira, Kavita, Lakshmi, Madhuri, Meenakshi, Nandini, Padma, Pooja, Rukmini, Saraswati, Shreya, Sunita, Tanvi, Vasudha"),
    men: list("Abhishek, Aditya, Arjun, Balakrishnan, Devendra, Ganesh, Harish, Jayant, Karthik, Madhav, Mohan, Nikhil, Prakash, Raghavan, Rohit, Sanjay, Siddharth, Suresh, Venkatesh, Vikram"),
    families: list("Agnihotri, Bandyopadhyay, Banerjee, Bhattacharya, Chakraborty, Chaturvedi, Deshpande, Dhillon, Ganguly, Gopalakrishnan, Hegde, Iyengar, Jagannathan, Joshi, Kulkarni, Lokhande, Mahajan, Menon, Mukherjee, Nair, Narasimhan, Oberoi, Pillai, Purohit, Ramachandran, Sengupta, Shekhawat, Srinivasan, Subramaniam, Swaminathan, Thiruvananthan, Trivedi, Upadhyay, Venkataraman, Wadhwa"),
    double: { joint: "-", share: 0.03 },
  },
  arabic: {
    women: list("Amal, Dalia, Fatima, Hanan, Karima, Layla, Maryam, Nadia, Nour, Rania, Salma, Samira, Yasmin, Zahra"),
    men: list("Adil, Bilal, Farid, Hassan, Idris, Karim, Khalil, Mahmoud, Nabil, Omar, Rachid, Samir, Tariq, Youssef"),
    families: list("Abdelrahman, Al-Hashimi, Al-Khatib, Barakat, Belkacem, Ben Youssef, Bouazizi, Chahine, El Amrani, El Ghazali, Haddad, Hamdan, Jaziri, Kanaan, Khoury, Mansouri, Nasser, Qasim, Rahmani, Sabbagh, Tazi, Zidani"),
    double: { joint: "-", share: 0.03 },
  },
  greek: {
    women: list("Anastasia, Despina, Eleni, Foteini, Ioanna, Katerina, Konstantina, Paraskevi, Stavroula, Theodora, Vasiliki, Zoi"),
    men: list("Apostolos, Dimitris, Evangelos, Giorgos, Ilias, Kostas, Lefteris, Nikolaos, Panagiotis, Spyros, Stelios, Thanasis"),
    families: list("Anagnostopoulos, Antoniadis, Charalambidis, Dimopoulos, Georgakis, Ioannidis, Kalogeras, Karamanos, Konstantinidis, Makris, Mavridis, Pantelidis, Papachristou, Papadimitriou, Samaras, Stavridis, Triantafyllou, Vlachos, Xenakidis"),
    double: { joint: "-", share: 0 },
  },
} satisfies Record<string, NameStock>;

/** The language areas names are taken from. */
export type NameArea = keyof typeof nameStocks;

/** Names that try a layout; one person in a hundred carries one. */
export const veryLongFamilyNames = list(`Schmidt-Hohenfels-Wartenstein, von und zu Guttenbrunn-Lichtenau, Vasconcelos de Albuquerque e Meneses, Featherstonehaugh-Cholmondeley, Ramachandran Venkateswaran Iyer,
  Leuthäuser-Knappstein-Rautenberg, de la Torre y Fernández de Castañeda, Szczepankiewicz-Błaszczykiewicz, Quintanilla de los Monteros Altos, van Nieuwenhuijsen-Oosterhuis, Anagnostopoulos-Papachristodoulou`);
