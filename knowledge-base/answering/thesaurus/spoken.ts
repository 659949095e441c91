/** What people say in passing, at the counter, on the phone and among colleagues. */
export const SPOKEN = `
  christmas xmas december yule
  easter bank-holiday public-holiday holidays
  changed-mind change-of-heart regret regrets dislikes does-not-like doesn't-like not-happy second-thoughts
  sealed in-the-wrapper in-shrink still-wrapped
  receipt ticket docket without-a-receipt
  arrived came turned-up showed-up delivered
  smashed pieces bits crushed bent damaged
  postman postie mailman carrier driver courier
  depot post-office pick-up-point
  moved-house wrong-address address
  heat heatwave hot scorching degrees weather
  frost freezing icy winter cold
  sunday sundays weekend
  swap switch trade-shifts exchange
  overslept late delayed running-late
  eat food lunch snack sandwich drink coffee
  mobile phone smartphone cell cellphone
  private personal
  lights light lamp
  burglar burglary break-in alarm intruder
  extinguisher fire flames
  gdpr data-protection privacy personal-data
  see access view peek snoop look
  watch footage recording video tape
  booze alcohol beer wine drinks
  adult adults grown-up over-18 18
  queue line line-up
  pulls-out cancels no-show falls-through calls-off cancelled drops-out
  musician musicians band group act artist trio quartet
  fee gage honorarium pay payment paid
  neighbour neighbours resident upstairs next-door
  noise loud racket sound decibels
  hot-goods stolen nicked fenced dodgy
  house-clearance estate attic
  van car lorry vehicle transport
  several multiple many lots
  rubbish trash waste bin throw-away bin-it
  spend budget fork-out shell-out cough-up
  cost charge set-back
  owed owe due outstanding unpaid
  cheque check payment
  instalments parts on-account credit tab
  tip tips gratuity
  rounding round rounded
  mistyped typo typed wrong-price mispriced price-error
  snapped-up bought ordered sold grabbed
  honour honoured stuck-with stand-by keep
  investigation review checked-out looked-into
  bin-the-order cancel drop
  junk spam bulk-mail advertising
  boring nobody-wants slow-seller slow not-moving
  best-seller bestseller hit top-seller
  run-out sold-out out-of-stock none-left
  empty gap missing
  supplier wholesaler distributor importer
  claim complain report reclaim
  pallet box boxes delivery
  count counted stocktake inventory
  sticker label tag
  year-end end-of-year annual january
  overdraft reserve cushion
  petrol mileage fuel driving kilometre
  train rail travel trip
  credit-card company-card card
  receipt proof slip
  hacked break-in misused stolen compromised
  laptop computer machine pc notebook
  usb stick memory-stick thumb-drive
  guest visitor customer
  wireless network wi-fi
  suspicious strange weird odd fishy unknown
  link click clicked attachment
  invoice-fraud bank-details account-number
  shared share lend borrow pass-on
  sign-out log-off log-out sign-off
  power-cut blackout outage
  crash down broken hang freezes frozen
  by-hand on-paper manually pen
  budget limit cap ceiling
  assistant ai chatbot bot
  posting post story reel
  hashtag picture clip
  insult insults abuse hate swear
  criticism critique negative bad-review
  win won winner prize
  opted-out unsubscribed signed-off
  too-often spam frequency how-often
  subject headline title
  newsletter flip-side bulletin
  birthday anniversary
  wish wishes want-list
  ring call phone
  hold-the-line phone call
  somebody-else third-person other-person
  collect fetch pick-up
  child kid minor baby toddler
  photo picture selfie portrait
  wheelchair disabled mobility
  seat chair bench stool
  step stairs ramp
  toilet loo restroom bathroom wc
  key keys door lock
  lost mislaid misplaced missing
  paper form document
  sign signature signed
  copy photocopy scan
  pull-a-sickie ill sick
  baby maternity pregnant parent
  promotion promoted raise grade
  bonus profit share
  fired dismissed sacked
  quit leaves resigns leaver
  reference testimonial letter-of-recommendation
  farewell cake goodbye
  cash-in-hand cash
  too-expensive cannot-afford price
  cheaper-elsewhere better-price price-match
  compare comparison difference
  mono stereo
  first-pressing original pressing
  japanese japan obi
  scratchy scratches noise crackle
  skipping jumps skip sticks
  dirty dusty filthy clean wash
  sticky residue sticker
  torn ripped split seam
  writing ink scribble name
  worn wear tatty shabby
  smelly smell smoke smoky musty
  lend borrow loan take-home
  staff-discount discount employee
  vip regular loyal
  pre-listen listen hear
  volume loud loudness
  turn-away refuse decline reject
  rude shouting yelling angry
`;
