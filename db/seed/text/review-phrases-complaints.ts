/** Mistakes of the shop or the post that are not a matter of sound. */
export const mixUps = [
  "I ordered {record} and the sleeve had a completely different record inside.",
  "@post The listing said one thing, the parcel said another: this is [a later reissue|not the edition I paid for].",
  "Side one of {record} on both sides of the disc. Twice the same side, no side two.",
  "@new Bought as new, and the shrink wrap was clearly not the [first|original] one.",
  "@used I paid for a record in VG+ and received one that has been [used as a plate|through a war].",
  "@post The insert in the photo was missing, and so was any word about it.",
  "@counter Somebody at the shop put the wrong record in my bag and I only noticed at home, an hour away.",
  "The double sleeve held one record. There should have been two.",
] as const;

/** What the customer then did. */
export const contacts = [
  "@post I wrote [the same evening|the next day] and sent [photos|a recording of the skip].",
  "@counter I took it back on [Saturday|Monday].",
  "I rang the shop [twice|three times].",
  "I asked for a replacement.",
  "I asked for my money back, politely.",
  "My first mail was [overlooked|not answered], my second was.",
  "@counter I brought it back with the receipt and the [sticker|sleeve] still on.",
] as const;

/** How the shop answered, when it went badly. */
export const refusals = [
  "The refund was refused because the record [was opened|had been played]. How else do you find out that it skips?",
  "I was told that an opened record is a used record. So is a broken one, apparently.",
  "They said it played fine on their deck and that was the end of it.",
  "I was offered a trade-in at a [third|quarter] of what I had paid.",
  "No answer [to this day|so far], and it has been [two|three|four] weeks.",
  "They blamed my needle.",
  "@post I was told to pay the return postage myself, for their mistake.",
  "First they had no replacement, then they had no time, then they had no idea who I was.",
  "@post The reply was a link to the terms and conditions.",
  "The answer: it is in the nature of vinyl.",
] as const;

/** How the shop answered, when it went half well. */
export const compromises = [
  "They gave me part of the money back, which I took, though I'd rather have a good copy.",
  "I got a voucher. Not quite what I had asked for.",
  "They took it back without arguing, but there was no second copy to swap it for.",
  "After [ten days|two weeks] and [three|four] mails I had my refund.",
  "The answer was friendly and slow.",
  "They did exchange it, and the second copy is [a little better|better, if not good].",
] as const;

/** How the shop answered, when it went well. */
export const rescues = [
  "They [swapped|exchanged] it without a discussion.",
  "@post One mail, one apology, one new copy three days later.",
  "@post The shop sent another the same day and told me to keep the first one as a frisbee.",
  "@counter They took it back, listened to it with me, and agreed.",
  "@post A replacement came before I had even sent the bad one off.",
  "Somebody rang me, said sorry and meant it. The second copy is [flawless|perfect].",
  "@post Full refund of the postage and a second copy that is dead quiet.",
  "That is how you deal with a mistake.",
] as const;

/** The last word, by stars. */
export const verdicts = {
  5: [
    "Recommended to anyone [with ears|who still owns a turntable].",
    "Thank you, Misty.",
    "I'll be back, and my bank knows it.",
    "Five stars, easily.",
    "Buy with confidence.",
    "Already looking for the next one.",
    "Keep doing what you do.",
    "A happy man.",
    "This one stays.",
    "I could go on, but side two is waiting.",
    "That is all I ask of a record shop.",
    "Can't fault it.",
    "Treat yourself.",
    "More like this, please.",
  ],
  4: [
    "Four stars and a nod.",
    "Still glad I bought it.",
    "Would buy here again.",
    "Small things, I know.",
    "Not enough to send it back.",
    "Recommended with that in mind.",
    "The music makes up for it.",
    "No regrets.",
    "Otherwise nothing to grumble about.",
    "It's staying on the shelf near the deck.",
    "A star off, no hard feelings.",
    "Nearly there.",
  ],
  3: [
    "So: three stars, for the music mostly.",
    "I'm keeping it, without enthusiasm.",
    "Make of that what you will.",
    "I am still not sure about it.",
    "Could have been a five.",
    "Not angry, just not thrilled.",
    "I'd look for another copy if I were you.",
    "It evens out at three.",
    "Next time I'll listen first.",
    "Fair, no more.",
    "I might trade it in.",
    "Middle of the road, middle of the stars.",
  ],
  2: [
    "Two stars, both for the music.",
    "I expected better from Misty.",
    "It is going back.",
    "Sad, because I had looked forward to it.",
    "Not what I am used to from you.",
    "Somebody should have caught this before it left the shop.",
    "@used @post I won't order used records unseen again.",
    "The musicians deserve better.",
    "Hope it was a one-off.",
    "Check before you buy.",
  ],
  1: [
    "Avoid.",
    "@post That was my last order.",
    "I want my money back.",
    "Zero stars isn't possible, so one.",
    "Never again, and I have bought here for years.",
    "Simply not acceptable.",
    "What a waste.",
    "You have lost a customer over one record. Well done.",
    "I'm telling my record club.",
    "@post Save yourself the postage.",
    "Such a shame for such a record.",
  ],
} as const;

/** Complaints with a smile: whole reviews, one and two stars. */
export const ironies = [
  "Congratulations on the first record I own that works as a [rain stick|percussion instrument]. The music is in there somewhere, I could hear it between the pops.",
  "If you like {record} with added [breakfast cereal|fireworks|hail], this is your copy.",
  "A generous record: it plays the same half second of side two for as long as you like.",
  "I had always wondered what {artist} would sound like on a ship in heavy weather. Now I know. Warped and off centre, both sides.",
  "@used @post VG+ must stand for Very Gone, plus postage. Pops everywhere, a skip on side one.",
  "@used The grading was done by an optimist in the dark. I like optimists, I don't like [skips|scratches you can feel].",
  "@used Beautiful ring wear. You could use the sleeve as a target. The vinyl has already been used as one.",
  "@used 'Plays well', it said. It does. It plays well with others, just not with turntables.",
  "@new My copy came with a free scratch on side two, at no extra charge.",
  "@new 'Sealed' I understood. That the dust was sealed in with it I did not.",
  "@new Brand new and already [sounding like a yard sale|with more crackle than my fireplace]. Saves me the trouble of wearing it out.",
  "@new Heavyweight vinyl, heavyweight price, featherweight quality control. It skips on all three of my decks.",
  "@post The parcel took three weeks for forty kilometres. I hope it enjoyed the trip, the corners certainly saw a lot.",
  "@post Packed with love, I am sure. Cardboard would have been better. Seam split, corner crushed.",
  "@post The box had a 'fragile' sticker, with a footprint on it. The record inside matched.",
  "Lovely wall decoration. As a record I cannot recommend it, [it jumps twice a side|it skips more than it plays].",
  "Good news: the customer service is very calm. Bad news: so calm that nobody has answered in three weeks, and the record still skips.",
  "I asked for my money back and got a lecture on needles. Very instructive. The scratch is still there.",
] as const;

/** Letters of complaint: first and last lines. The middle is made of what is wrong. */
export const letters = {
  openings: [
    "Dear Misty, I have been a customer for many years, so please take this as meant.",
    "Dear people at the shop, I do not enjoy writing this.",
    "Dear all, I am sure you are busy, but this needs saying.",
    "Good morning. I would like to explain my [two|few] stars, since I think it is only fair.",
    "I rarely complain, and you have always been kind, so it is with some regret.",
    "Dear team, I know that mistakes happen.",
    "With respect, and as somebody who wants the shop to do well:",
  ],
  closings: [
    "I would be grateful for a reply. Kind regards.",
    "I hope you can put this right. With best wishes, a regular.",
    "@counter I shall come by on Saturday and we can listen to it together.",
    "@post I'd be glad to change my stars if this can be sorted out.",
    "Thank you for reading this far.",
    "No hard feelings, but I do want a refund.",
    "@post Yours, with the record still in its box.",
  ],
} as const;
