/** Customers, selling and money. */
export const SHOP = `
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
  cash notes coins banknote banknotes
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
