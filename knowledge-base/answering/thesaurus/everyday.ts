/** How people who do not know the rules' words speak of the same things. */
export const EVERYDAY = `
  proof-of-purchase receipt till-slip paperwork proof bill
  brought-back return hand-back take-back bring-back give-back send-back returned
  refund refunded money-back reimburse reimbursed reimbursement pay-back paid-back cash-back get-back repaid
  faulty defective broken dodgy damaged wonky duff bad fault defect flaw problem
  fault mistake error slip-up our-bad blame cock-up
  wavy warp warped buckled bowed curved wobbly wobbles crooked
  noise crackle crackling hum rumble static fuzz buzz distortion
  skip skips jump jumps hop hops hangs loop loops
  scratch scratched scuff scuffed scuffs scrape scraped marks
  surface looks appearance
  crack cracked snapped shattered smashed broke broken in-half in-two
  corner edge
  dented crushed bent creased dinged dog-eared squashed
  split torn tear ripped seam
  ink pen biro ballpoint marker felt-tip writing scribble scribbled name-on doodle
  water-stain water-damage soaked stained coffee stain spilled spilt
  sticker label price-tag tag
  raise bump up upgrade push-up better
  lower bump-down downgrade mark-down knock-down push-down
  exchange swap swop trade-in replace replacement
  store-credit voucher credit-note token
  gift present birthday-present wrapped-up
  gift-receipt present receipt
  doubles duplicate duplicates twice already-own already-have second-copy
  changed-their-mind second-thoughts regret dislike no-longer-want not-their-taste
  overnight keep-overnight leave-it-here
  warehouse basement storage store-room
  sold-as-seen as-is no-guarantee
  bargain reduced clearance sale-bin cheap-bin
  surcharge extra-charge extra-cost supplement
  postage stamps stamp shipping delivery-fee
  carrier courier delivery-man delivery-company postal-service mailman driver collects
  scanned picked-up gone left-the-shop on-its-way
  tracking-number follow-the-parcel where-is-my-parcel trace
  delayed late overdue not-arrived never-came never-arrived still-waiting hasn't-arrived not-turned-up
  lost vanished missing disappeared went-astray swallowed
  search investigation look-for trace
  delivered arrived landed received
  came-back returned-to-sender bounced undeliverable not-collected
  neighbours next-door people-upstairs folks-upstairs residents
  depot post-office locker pick-up-point
  box carton package cardboard packaging
  stiffener cardboard card
  bubble-wrap padding filling cushioning
  tape sellotape sticky-tape
  weigh weighs weight heavy kilos grams
  insured insurance covered protection
  customs border declaration form
  lower-value under-declare smaller-sum false-value
  duties tax import-tax customs-fee fees
  heat hot boiling scorching sweltering sun summer
  frost freezing ice snow cold
  degrees temperature warm
  germany domestic inland within-the-country munich hamburg cologne frankfurt leipzig dresden
  europe eu abroad paris france lyon madrid spain rome italy milan vienna austria lisbon portugal dublin ireland warsaw prague budapest athens greece finland helsinki stockholm copenhagen oslo brussels amsterdam holland
  switzerland zurich geneva swiss basel bern
  united-kingdom london manchester glasgow edinburgh britain
  norway oslo bergen
  overseas abroad sydney toronto tokyo chicago new-york boston los-angeles mexico korea seoul china intercontinental far-away
  states american usa
  same-day today right-now this-evening
  pick-up collect fetch come-by drop-in grab
  three-weeks not-collected
  reserve reserved hold put-aside keep set-aside lay-aside stash put-away
  deposit down-payment money-up-front advance upfront
  regular regulars loyal frequent faithful long-time
  wish wishes looking-for hunting-for searching wanted after
  wish-list alert ping notify let-know tip-off
  special-order order-in get-in order-from
  pre-order ordered-in-advance ahead-of-release upcoming not-yet-out
  cancel call-off step-back pull-out drop back-out withdraw scrap
  payment-link pay-by-link
  card-number credit-card-number digits card-details visa
  phone call ring hotline
  answer reply respond get-back-to write-back
  mailbox inbox emails mails
  angry furious cross mad losing-my-temper upset raging
  apology apologise sorry regret
  voucher gift goodwill sweetener
  complaint complains moans moaning unhappy-customer whinge dissatisfied
  lawyer attorney solicitor legal court sue sues
  newspaper press reporter journalist media tv radio
  police cops cop officers
  hurt injured bleeding fell ambulance
  drunk tipsy sloshed plastered wasted hammered
  ban banned barred kick-out house-ban throw-out
  insult insults swear swears swearing shout shouts rude nasty racist abuse
  frightens scared afraid uncomfortable creepy creeps weirdo threatening
  bell alarm-button button
  stars rating review one-star bad-review
  ask-to-change beg plead talk-into
  wholesale bulk trade-price dealer-price quantity-discount
  dealer reseller shop-owner retailer
  haggle bargaining negotiate beat-down knock-off lower-price discount
  price-match cheaper-elsewhere found-it-cheaper
  student students pupils pupil college school kid
  discount money-off reduction percent rebate
  approve okay sign-off green-light give-the-nod
  spend buy fork-out shell-out
  limit maximum cap ceiling most
  invoice bill bills
  supplier distributor distributors vendor label
  terms days-to-pay payment-terms
  early-payment pay-early discount
  reserve rainy-day nest-egg savings cushion emergency-fund
  margin profit mark-up
  tax vat sales-tax
  accountant bookkeeper tax-adviser
  write-off written-off bin scrap throw-out
  stock-count stocktake inventory counting
  valued value valued-at worth
  unsold lying-around gathering-dust not-sold sitting-on-the-shelf slow
  budget allowance kitty pot
  contract deal agreement
  repair repairs mend fix fixed
  office-material stationery pens paper toner
  travel train-ticket ticket journey fare
  meal food lunch dinner supper eat
  float change starting-money
  drawer till register cash-box
  takings cash day's-money
  short missing too-little down
  too-much over surplus extra
  note notes banknote banknotes bill bills fifty hundred
  fake counterfeit forged funny-money false
  robbery robbed hold-up knife gun armed weapon demands
  give-the-money hand-over
  terminal card-reader card-machine payment-device gadget
  down broken dead not-working out-of-order bust kaput offline
  paypal online-payment
  pending stuck hanging in-limbo under-review
  bank-transfer wire transfer bank bank-app iban
  card plastic visa mastercard contactless
  tip tips gratuity
  tax-office taxman inspector audit auditor inspection
  identity-card id badge document passport
  sunday sundays
  public-holiday bank-holiday holiday
  shift shifts rota roster duty
  swap swaps trade switch change
  break lunch pause coffee smoke
  ill sick flu cold unwell fever throwing-up under-the-weather
  call-in ring call phone
  doctor's-note sick-note certificate
  leave holiday vacation time-off days-off
  carried-over carry-over next-year left-over
  overtime extra-hours long-days late-nights
  pay salary wage earn paid income money-each-month
  raise pay-rise more-money
  grade step level
  bonus share-of-profit extra-money
  probation trial-period first-months
  notice resign quit leave-the-job give-notice
  dismissed sacked fired let-go
  warning telling-off reprimand
  trial try-out trial-day test-day
  application applications cv cover-letter apply applicants candidates
  interview talk job-talk
  reference testimonial certificate
  appraisal yearly-talk review feedback-talk
  training course learn lesson
  new-colleague newbie new-starter rookie first-day new-hire
  staff-discount employee-discount cheaper-for-us
  presents gifts
  records-home take-home borrow lend
  dress clothes wear
  accident injury
  fire burning smoke flames
  meeting-point assembly-point where-do-we-meet
  alarm siren goes-off
  security-firm guards alarm-company
  code pin number
  key keys
  lost mislaid can't-find
  cylinder lock locks
  lend lent borrow
  steal stealing stole theft thief shoplifter nicked pinch pinches pocketed slips slip-into stuffed
  hold stop grab restrain detain
  search frisk look-inside check-bag
  bag bags rucksack backpack suitcase handbag
  run run-off escape flee
  camera cameras filmed film cctv
  recording footage video
  watch look-at view
  password passwords login-word passphrase
  change renew pick-new fresh
  forgot forgotten can't-remember
  locked-out can't-get-in
  wait waiting
  second-step code-app two-factor six-digit
  fraud scam scammers con trick hoax
  link clicked attachment opened
  bank-details account-number new-account switched-banks changed-banks
  usb-stick usb thumb-drive flash-drive memory-stick
  wi-fi internet network hotspot
  guest guests visitor visitors
  tablet ipad screen
  own-phone smartphone my-mobile
  private-mail personal-mail gmail
  programs install software app
  update updates upgrade
  screen monitor
  visitor craftsman plumber electrician meter-reader workman handyman
  newsletter flip-side mailing mailing-list
  consent permission agreed said-yes
  unsubscribe opt-out stop-mails no-more-mails
  advertising ads promotion marketing spam
  segment audience target group recipients
  win-back haven't-bought stopped-buying drifted-away gone-quiet
  control-group comparison left-out
  discount-code code promo-code coupon-code
  subject headline subject-line
  capitals uppercase shouting
  draft text wording
  test-mail trial-mail try
  schedule send-later planned
  pause stop halt
  competition prize-draw raffle
  prize win winner
  comment comments posts
  delete remove erase take-down wipe
  criticism negative-comment complaint
  influencer blogger youtuber content-creator
  freebie free-record for-free gift
  magazine press radio-station
  borrow lend loan
  quote testimonial
  personal-data private-information details
  vanish be-forgotten be-erased delete-everything wiped
  export copy-of-data what-do-you-know-about-me
  address moved new-address
  spelling name misspelled wrong-name
  children kids kid minors teenagers
  photograph picture snapshot photo selfie
  publish put-online post
  breach leak data-leak leaked
  authority regulator watchdog
  translation translate translator deepl
  chat-program chatgpt ai bot
  concert gig show session evening
  musicians band players combo act
  fee paid money gage
  hat donations collection
  drinks beer wine booze
  adults grown-ups teenagers under-age
  glass glasses bottle
  yard garden outside courtyard
  loud volume noise decibel racket
  amplifiers electric plugged
  complaints complained
  piano keyboard
  drum-kit drums drummer
  microphone mic mics
  seats chairs sit
  standing people capacity crowd
  wheelchair disabled
  reservation reserve-a-seat book-a-seat book
  entry get-in admission cost-to-get-in
  storm thunderstorm weather rain
  signing autograph autographs
  queue line waiting-in-line
  numbered-ticket ticket number
  one-per-person how-many-each
  afterwards left-over remaining leftovers
  instrument-fund charity donation music-school
  habit principle value
  bootleg pirate unofficial illegal-recording
  small-label indie local
  beginner beginners newcomer novice starting-out never-listened
  crate box bin
  first-ten starter
  consignment leave-records sell-for-me
  musician artist local-musician
  share cut percentage
  turntable record-player player
  t-shirt merch shirt
  tote bag carrier-bag
  heating radiator cold warm
  listen hear play spin try
  reissue new-pressing repress
  honest honestly truth
  dies died passed-away death dead
  price prices cost tag
  raise put-up mark-up increase
  sticker-price tag-price price-label
  till-price register-price
  lower-of-the-two cheaper
  break drops drop dropped breaks damages damage
  accident by-accident clumsy knocked-over
  parents mum dad mother father
  empty-shelf gap
  reorder order-more restock re-order
  sold-out none-left gone
  slow-seller shelf-warmer dead-stock
  reduced marked-down discounted
  order-day ordering
  delivery-time lead-time how-long-to-arrive
  minimum-order smallest-order
  box delivery shipment
  missing-from-delivery short-delivered
  collection haul estate lot pile
  heirs family relatives inherited
  widow grandfather grandpa uncle
  offer quote figure bid
  sleep-on-it think-about-it decide-later
  mould mouldy fungus
  damp wet cellar basement flooded
  smoke smoker cigarettes
  pets cat dog
  stolen hot knocked-off
  transport van
  visit house-call come-round
  photographs pictures spines
  bag-of-records pile box-of-records stack
  appointment time-slot date
  cash-in-hand cash money
  id identity-document passport
  under-18 minor teenager kid
  backup backups copies
  restore recover bring-back
  down offline crashed dead off
  paper-book by-hand pen paper
  outage blackout crash everything's-dead
  broke-in break-in hacked hacker intruder compromised
  evidence proof
  budget spending money
  assistant chatbot ai
  transcripts conversations chats
  invitation invite
  role rights access
  deactivate switch-off disable block
  leaver left-us former-colleague
  placebo-mode test-mode practice-mode
  by-mistake accidentally by-accident wrongly
  envelope sealed-envelope
  safe strongbox
  online website web-shop internet
  listing offer ad
  photos pictures shots
  describe description text
  offers bids lower-offer
  wrong-price typo mispriced
  oversold sold-twice don't-have
  feedback rating
  gift-wrapping wrap ribbon wrapped
  greeting card note message
  copies-per-customer how-many-copies
  dust dusty dirty dirt grubby
  fluid liquid cleaner
  fingernail nail
  lamp light
  needle stylus
  sealed unopened shrink wrapped
  never-played unplayed mint
  agree disagree argue
  two-people second-person four-eyes
`;
