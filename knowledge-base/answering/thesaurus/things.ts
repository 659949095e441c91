/** Records, parcels, events, data. */
export const THINGS = `
  record lp album vinyl disc title platter records
  record lps albums vinyls discs
  copy record
  single 45 7-inch seven-inch
  cd compact-disc cds compact-discs
  cassette tape tapes
  dvd video
  shellac 78 78s 78rpm gramophone
  sleeve cover jacket
  sleeve packaging
  sealed shrink-wrapped unopened shrink-wrap wrapped factory-sealed unplayed
  resealed reseal shrink-wrap rewrap
  opened unsealed open
  used second-hand secondhand pre-owned pre-loved
  new unused brand-new
  grade grading condition rating state quality rate
  near-mint nm
  very-good vg
  mint pristine perfect
  scratch scratched scratches mark marks hairline
  warp warped bent wavy
  crackle noise pops hiss clicks ticks surface-noise
  skip skips jump jumps stick sticks
  mould mold fungus mildew mouldy moldy
  damp wet moist humid flooded soggy
  damp-cellar wet-basement
  smell odour odor stink stinks
  clean wash cleaning wipe washing
  fluid liquid solution
  cartridge stylus needle styluses needles styli
  needle stylus
  deck turntable record-player player decks
  listen hear play listening
  headphones earphones
  original first-pressing
  reissue repress re-release
  pressing edition issue version
  bootleg pirate unofficial counterfeit pirated bootlegs
  rare collectible
  notch cut-corner cutout cut-out saw-mark
  stamp stamped
  box-set boxset
  record-store-day rsd
  red-sticker-bin bargain-bin
  trade-in part-exchange swap
  collection lot haul estate stash
  collection shelves
  valuation value appraise worth estimate appraisal figure
  offer bid quote
  inherit inherited inheritance heir heirs widow widower estate late deceased dead grandfather grandpa grandmother grandma
  proof certificate document evidence papers
  cry cries weep weeping crying tears sob upset
  underage minor teenager under-18 child
  identity id passport identity-document id-card
  visit drive-out house-call
  seller vendor
  musician artist player performer band singer saxophonist trumpeter pianist sax-legend
  dies died dead death passes-away passed-away
  parcel package packet shipment box
  parcel parcels packages
  box carton mailer
  pack packing wrap
  postage shipping shipping-cost delivery-cost delivery-charge
  ship send dispatch post mail shipped
  carrier courier dhl ups postman shipper
  courier bicycle bike cycle
  same-day tonight today
  track tracking
  lost missing vanished gone-missing went-missing disappeared
  turn-up show-up appear turns-up showed-up
  customs duty duties import customs-form
  gift-wrap wrapping
  overseas abroad america american usa united-states states japan australia canada asia brazil tokyo osaka new-york
  europe france italy spain austria netherlands belgium poland denmark sweden switzerland norway united-kingdom uk england britain
  japan japanese tokyo
  germany german berlin domestic
  town berlin city local
  home flat house apartment
  address location
  pick-up fetch collect pickup fetched collected
  web-shop webshop website online-shop online site internet-shop own-site
  web-shop site
  discogs marketplace
  listing list ad
  photograph photo picture snapshot image pic photos
  picture photo snapshot
  comes-down take-down removed delete deleted
  page website site
  stock inventory on-hand
  stock-count stocktaking stocktake inventory-count
  zero none nothing no
  misty computer system program software app
  down off out offline broken dead crashed unavailable outage away
  down outage
  internet network line connection wifi wi-fi web
  wi-fi wifi wlan wireless
  password passcode login credentials pin
  code digits token pin number six-digit
  sign-in login log-in access
  second-step two-factor 2fa authenticator
  fraud scam phishing con trick
  forgot forgotten
  lock locked
  alarm siren
  camera cctv video surveillance
  video footage recording
  restore recover recovery
  backup back-up
  incident emergency
  invitation invite
  deactivate disable remove
  data information details
  erase delete forget remove vanish wipe erased deleted
  personal-data private-data
  breach leak leaked
  translation translator translate translater
  paste type copy typed enter
  client customer
  keep retain store kept stored hang-on
  destroy shred throw-away dispose
  concert gig show performance
  event evening gig concert
  seats seated chairs sitting seating capacity fit
  standing capacity
  guests audience visitors people attendees crowd
  wheelchair disabled disability handicapped accessible
  ramp step
  drinks beer wine beverages alcohol booze
  entry admission ticket entrance fee
  fee pay
  neighbours neighbors
  loud noise volume
  sound noise
  yard-sale flea-market
  piano upright
  meal food dinner eat
  travel trip journey
  habit principle value rule
  rule policy regulation guideline
  steps procedure order process sequence
  first begin start
  say pronounce pronounces pronunciation
  correct fix put-right
  quiz trivia test
  tattered worn
  t-shirt tee shirt
  swap exchange
  paper-book paper by-hand pen-and-paper manually
  bank branch
  safe strongbox vault
  sticker label tag price-tag
  small-label indie
  gate door entrance
  money cash funds
  own-pocket make-good out-of-pocket reimburse
  month months
  people persons
`;
