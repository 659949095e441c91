/*
 * Words that people at work in a shop use for the same or nearly the same thing, written from general English and not
 * from any question. A line is a group; what stands in one line may stand for each other. Several words joined by a
 * hyphen are a turn of phrase.
 */

/** People, work and the day. */
const WORK = `
  manager boss supervisor head chief superior
  colleague coworker co-worker workmate teammate staff employee team crew personnel worker people
  staff employee employees worker crew personnel
  buyer purchaser
  admin administrator it it-department tech
  accountant bookkeeper tax-adviser
  applicant candidate interviewee jobseeker application
  application apply cv resume
  hire recruit employ take-on hiring
  dismiss dismissal sack fire fired firing lay-off let-go kick-out
  leave holiday holidays vacation time-off day-off days-off annual-leave pto off
  leaving quit resign resignation leaver last-day
  ill sick unwell flu cold fever poorly illness sickness ailing bug feverish
  doctor physician medic gp certificate sick-note
  pregnant expecting pregnancy maternity
  parents mother father mum dad parent
  rota schedule roster timetable shift shifts plan
  shift early late turn
  overtime extra-hours long-hours additional-hours
  break pause lunch rest
  pay wage wages salary earn earns paid money income paycheck
  raise increase pay-rise rise
  bonus extra on-top share-of-profit christmas-bonus thirteenth
  probation trial-period probationary
  trial try-out test
  interview talk conversation meeting chat
  appraisal review yearly-talk evaluation
  warning reprimand caution
  complaint complain gripe grievance beef moan grumble complaining complains upset unhappy angry
  training course learn learning teach lesson workshop education seminar
  contract agreement
  notice notice-period
  student pupil college university uni school schoolchild kid students undergraduate
  helper assistant temp
  new newcomer newbie beginner trainee starter first-weeks
  key keys keyring
  uniform apron clothes outfit dress
  accident injury injured hurt wound cut injure hurts
  fire blaze burning flames smoke evacuate evacuation
  meeting-point gather gathering assemble assembly muster
  first-aid plaster bandage bandaid
  heavy lift lifting carry weigh weighs kilos
  call phone ring telephone rings rang calling dial ringing phoning
  write note jot down record enter scribble
  ask request enquire inquire question enquiry
  tell inform notify say report let-know alert
  answer reply respond response get-back
  decide decision choose
  approve approval permit sign-off authorise authorize okay permission green-light
  allow allowed may permitted can okay ok alright fine
  forbidden prohibited banned not-allowed
  responsible in-charge looks-after handles deals-with takes-care
  deadline due by-when latest
  immediately at-once straight-away right-away instantly asap now
  morning opening open-up
  evening closing close-up night tonight
  close closed shut
  hours times opening-hours
  weekend saturday sunday
  overnight night
  month monthly
  year yearly annual annually
  week weekly
  day daily
  quarter quarterly
  often frequency frequently regularly
`;

/** Customers, selling and money. */
const SHOP = `
  customer shopper client buyer guest patron punter visitor consumer
  person someone somebody bloke guy man woman lady gentleman fellow chap girl boy anyone
  shop store premises
  counter till checkout cash-desk register desk
  till cash-register register drawer
  browser rack bin crate shelf shelves
  shelf rack stand
  front-room shop-floor sales-floor
  back-room stockroom storeroom
  basement cellar downstairs
  yard courtyard backyard garden outside
  office desk
  price cost costs priced charge sum worth value
  cost price charge charged
  expensive dear dearer pricey costly high higher
  cheap cheaper low inexpensive
  discount reduction rebate money-off percent-off deal off reduced markdown knock-off
  haggle bargain negotiate bargaining negotiating beat-down
  reduce lower cut mark-down drop
  raise increase put-up mark-up hike go-up
  free gratis complimentary freebie no-charge for-nothing gift
  gift present
  voucher gift-card gift-certificate coupon
  credit store-credit
  receipt bill proof-of-purchase slip sales-slip
  slip receipt paper
  invoice bill
  tax vat taxes
  margin profit markup
  profit gain earnings
  cash notes coins banknote banknotes banknotes
  note bill banknote notes bills
  counterfeit fake forged forgery false bogus phoney dud
  coins change
  float change-fund starting-cash petty-cash
  card visa mastercard debit-card credit-card plastic amex
  terminal card-reader card-machine payment-gadget reader pay-terminal payment-terminal gadget device
  paypal online-payment
  transfer bank-transfer wire
  pending stuck on-hold waiting unresolved limbo
  failed fail declined refused rejected bounced fails
  pay payment settle paying pays paid
  refund money-back reimburse reimbursement pay-back give-back repay repaid paid-back refunded
  return bring-back send-back take-back give-back come-back returned returning returns sent-back brought-back
  exchange swap replace replacement trade
  replace replaced new exchange renew change swap
  faulty broken defective damaged fault defect flawed dodgy wonky
  fault mistake error blame messed-up mess-up screwed-up slip-up botched goof cock-up
  damage damaged broken smashed cracked crushed dented ruined
  wrong incorrect mistaken false mixed-up
  order purchase buy ordered
  pre-order preorder order-in-advance ordered-in-advance advance-order
  special-order order-in
  cancel call-off back-out want-out withdraw cancelled undo scrap bin
  reserve reservation put-aside hold set-aside keep-aside keep hide stash save hold-back put-by lay-by reserved aside
  deposit down-payment prepayment
  wish-list want-list wishlist wanted
  regular loyal frequent
  steal theft stolen thief shoplift shoplifter shoplifting nick pinch pocket stuff swipe stole
  search frisk
  bag rucksack backpack handbag
  rob robbed robbery hold-up mugged raid stick-up
  police cops officer 110
  ban banned barred house-ban
  drunk intoxicated tipsy
  rude insult insults abusive aggressive insulted shout shouting yell
  frighten frightened scared creepy afraid threatened threatening frightens uneasy menacing scary
  alone by-myself on-my-own single-handed solo by-yourself
  bell alarm button press buzzer
  help assist aid
  apology sorry apologise apologize
  generous goodwill
  journalist newspaper press reporter media
  lawyer solicitor attorney
  review reviews rating feedback stars star
  stars rating star
  competition raffle lottery contest prize giveaway sweepstake
  newsletter mailing
  mail email e-mail message letter mailing inbox mails
  campaign promotion promo mailing
  unsubscribe opt-out
  consent permission agree opt-in
  subject subject-line heading
  advertisement ad advert advertising
  influencer blogger instagrammer youtuber post posts
  social-media instagram facebook
  track tracking spy measure monitor opened
  segment group target-group audience
  inactive lapsed win-back
  loss lose lost short missing shortfall deficit
  missing short gone lost
  difference differs off discrepancy gap out
  count tally counting
  budget spending-limit allowance
  limit maximum cap ceiling most at-most up-to
  minimum least at-least smallest
  reserve cushion buffer savings
  insurance insured cover covered
  expenses expense out-of-pocket
  repay reimburse
  supplier distributor wholesaler vendor
  deliver delivery arrive arrives delivered
  freight carriage
  dealer reseller retailer trader
  wholesale bulk
`;

/** Records, parcels, events, data. */
const THINGS = `
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

const split = (lines: string): string[][] => lines.trim().split("\n").map((line) => line.trim().split(/\s+/));

/** Every group, each word or phrase as written. */
export const GROUPS: readonly (readonly string[])[] = [WORK, SHOP, THINGS].flatMap(split);
